import type { SpanIndex } from "../model/index-types.ts";
import { pushTo } from "./push-to.ts";
import { endOf, type SpanColumns, TOLERANCE_NANO } from "./span-columns.ts";

const MOST_OPEN = 256;

/** Requests by instance and start, for "which were open then?". */
export class OpenRequests {
  readonly #columns: SpanColumns;
  readonly #byInstance = new Map<number, SpanIndex[]>();

  constructor(columns: SpanColumns, requests: readonly SpanIndex[]) {
    this.#columns = columns;
    const { start } = columns.dataSet.spans;
    for (const request of [...requests].sort((a, b) => start[a]! - start[b]!)) {
      pushTo(this.#byInstance, columns.instance[request]!, request);
    }
  }

  /** Those open when the span began, at most MOST_OPEN back. (Its end says nothing: a request ends when its client hangs up.) */
  around(span: SpanIndex, move = 0): SpanIndex[] {
    const { start } = this.#columns.dataSet.spans;
    const list = this.#byInstance.get(this.#columns.instance[span]!) ?? [];
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (start[list[middle]!]! <= start[span]! + move) low = middle + 1;
      else high = middle;
    }
    const at = start[span]! + move - TOLERANCE_NANO;
    return list.slice(Math.max(0, low - MOST_OPEN), low).filter((request) => endOf(this.#columns, request) >= at);
  }
}
