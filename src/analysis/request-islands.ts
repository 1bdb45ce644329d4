/**
 * The islands of one request, whatever traces they lie in. An island is a span without a parent and all below it.
 *
 *   trace a   storefront ─ checkout ─ POST         trace b   payment ─ ledger ─ POST        trace c   audit
 *                                       ▲ ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘           ▲ ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
 *
 * From the islands of the open trace up to where their requests began, then down to everything that hangs there. Joins that go
 * round in a circle are cut where the circle closes. O(spans of the traces met + joins).
 */
import type { SpanIndex, TraceIndex } from "../model/index-types.ts";
import type { DataSet } from "../model/tables.ts";
import type { Join } from "./join.ts";

export interface RequestIslands {
  /** All spans of all islands, in time order. */
  readonly spans: Int32Array;
  /** The joins used, by child. */
  readonly joins: ReadonlyMap<SpanIndex, Join>;
}

export function collectIslands(dataSet: DataSet, trace: TraceIndex, joins: Iterable<Join>): RequestIslands {
  const byChild = new Map<SpanIndex, Join>();
  const byParent = new Map<SpanIndex, SpanIndex[]>();
  for (const join of joins) {
    if (dataSet.spans.parent[join.child] !== -1) continue;
    byChild.set(join.child, join);
  }
  for (const { child, parent } of byChild.values()) {
    const children = byParent.get(parent);
    if (children) children.push(child);
    else byParent.set(parent, [child]);
  }
  const islands = new Islands(dataSet);
  const used = new Map<SpanIndex, Join>();
  const taken = new Set<SpanIndex>();
  const collected: SpanIndex[] = [];
  for (const top of islands.topsOf(trace)) {
    const waiting = [islands.beginning(top, byChild)];
    for (let island = waiting.pop(); island !== undefined; island = waiting.pop()) {
      if (taken.has(island)) continue;
      taken.add(island);
      for (const span of islands.spansOf(island)) {
        collected.push(span);
        for (const child of byParent.get(span) ?? []) {
          if (taken.has(child)) continue;
          used.set(child, byChild.get(child)!);
          waiting.push(child);
        }
      }
    }
  }
  const { start } = dataSet.spans;
  const at = (span: SpanIndex) => (Number.isNaN(start[span]!) ? Number.POSITIVE_INFINITY : start[span]!);
  const byTime = (a: SpanIndex, b: SpanIndex) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : a - b);
  return { spans: Int32Array.from(collected.sort(byTime)), joins: used };
}

/** Which spans hang together by their own parent ids; a trace is looked at once. */
class Islands {
  readonly #dataSet: DataSet;
  readonly #ofTrace = new Map<TraceIndex, ReadonlyMap<SpanIndex, SpanIndex[]>>();
  readonly #topOf = new Map<SpanIndex, SpanIndex>();

  constructor(dataSet: DataSet) {
    this.#dataSet = dataSet;
  }

  topsOf(trace: TraceIndex): Iterable<SpanIndex> {
    return this.#of(trace).keys();
  }

  spansOf(top: SpanIndex): readonly SpanIndex[] {
    return this.#of(this.#dataSet.spans.trace[top]!).get(top)!;
  }

  /** Top of the island where the request of this one began. */
  beginning(top: SpanIndex, byChild: ReadonlyMap<SpanIndex, Join>): SpanIndex {
    const met = new Set<SpanIndex>();
    let at = top;
    for (let join = byChild.get(at); join !== undefined && !met.has(at); join = byChild.get(at)) {
      met.add(at);
      this.#of(this.#dataSet.spans.trace[join.parent]!);
      at = this.#topOf.get(join.parent)!;
    }
    return at;
  }

  #of(trace: TraceIndex): ReadonlyMap<SpanIndex, SpanIndex[]> {
    const known = this.#ofTrace.get(trace);
    if (known) return known;
    const { spans, traces } = this.#dataSet;
    const islands = new Map<SpanIndex, SpanIndex[]>();
    const first = traces.first[trace]!;
    for (let span = first; span < first + traces.count[trace]!; span++) {
      const path: SpanIndex[] = [];
      let at = span;
      while (spans.parent[at] !== -1 && !this.#topOf.has(at)) {
        path.push(at);
        at = spans.parent[at]!;
      }
      const top = this.#topOf.get(at) ?? at;
      this.#topOf.set(at, top);
      for (const below of path) this.#topOf.set(below, top);
      const island = islands.get(top);
      if (island) island.push(span);
      else islands.set(top, [span]);
    }
    this.#ofTrace.set(trace, islands);
    return islands;
  }
}
