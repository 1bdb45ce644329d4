import type { SpanIndex } from "../model/index-types.ts";
import { pushTo } from "./push-to.ts";
import { endOf, type SpanColumns, TOLERANCE_NANO } from "./span-facts.ts";

const MOST_OPEN = 256;

/** Requests of an instance, or calls of a trace, by start, for "which were open then?". */
export class OpenSpans {
  readonly #columns: SpanColumns;
  readonly #groupOf: Int32Array;
  readonly #groups = new Map<number, SpanIndex[]>();

  /** @param groupOf a column: only spans of the same group are around each other */
  constructor(columns: SpanColumns, list: readonly SpanIndex[], groupOf: Int32Array) {
    this.#columns = columns;
    this.#groupOf = groupOf;
    const { start } = columns.dataSet.spans;
    for (const span of [...list].sort((a, b) => start[a]! - start[b]!)) pushTo(this.#groups, groupOf[span]!, span);
  }

  /** Those open when the span began, at most MOST_OPEN back. (Its end says nothing: a request ends when its client hangs up.) */
  around(span: SpanIndex, move = 0): SpanIndex[] {
    const { start } = this.#columns.dataSet.spans;
    const list = this.#groups.get(this.#groupOf[span]!) ?? [];
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (start[list[middle]!]! <= start[span]! + move) low = middle + 1;
      else high = middle;
    }
    const at = start[span]! + move - TOLERANCE_NANO;
    return list.slice(Math.max(0, low - MOST_OPEN), low).filter((open) => endOf(this.#columns, open) >= at);
  }
}
