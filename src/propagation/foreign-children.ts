/**
 * Children that hang in another request of the same instance: their context was kept where requests share it.
 *
 *   request A  |-- reserve --|                      |      A has no charge of its own
 *   request B     |---- reserve ----|               |      B has two, or one that sticks out
 *                            |- charge -|                  begins right after A's reserve, in the middle of B's: it is A's
 *
 * In code that runs step by step a child begins right after the step before it. For each kind of child the usual gap to the step
 * before is learnt; a child that misses that gap in its own parent, and meets it in a request without such a child, is foreign.
 * How many would meet it in some request by chance is told by the children that are at home. O(spans) and, for the few
 * operations that qualify, children x requests open at once.
 */
import type { SpanIndex } from "../model/index-types.ts";
import { endOf, isEntryKind, type SpanColumns, TOLERANCE_NANO } from "./span-columns.ts";

export interface ForeignChildren {
  readonly operation: number;
  readonly party: number;
  readonly foreign: readonly SpanIndex[];
  /** Foreign children that also begin or end after their parent's end. */
  readonly outside: number;
  /** Spans of the operation that were looked at. */
  readonly count: number;
  /** Requests that lack the child. */
  readonly starved: number;
  /** Share of the children at home that would fit another request as well. */
  readonly chance: number;
}

const FEWEST = 3;
const LEAST_SHARE = 0.01;
const MOST_OPEN = 256;

interface Family {
  readonly child: number;
  readonly parent: number;
  readonly children: SpanIndex[];
}

export function findForeignChildren(columns: SpanColumns): ForeignChildren[] {
  const { spans } = columns.dataSet;
  const { ofSpan } = columns.operations;
  const families = new Map<string, Family>();
  const members = new Map<number, SpanIndex[]>();
  const steps = new Map<SpanIndex, SpanIndex[]>();
  for (let span = 0; span < spans.length; span++) {
    const parent = spans.parent[span]!;
    if (isEntryKind(spans.kind[span]!)) push(members, ofSpan[span]!, span);
    if (parent === -1 || !isEntryKind(spans.kind[parent]!) || columns.instance[parent] !== columns.instance[span])
      continue;
    push(steps, parent, span);
    const key = `${ofSpan[parent]} ${ofSpan[span]}`;
    const family = families.get(key) ?? { child: ofSpan[span]!, parent: ofSpan[parent]!, children: [] };
    families.set(key, family);
    family.children.push(span);
  }
  return [...families.values()].flatMap(
    (family) => judge(columns, family, members.get(family.parent) ?? [], steps) ?? [],
  );
}

function judge(
  columns: SpanColumns,
  { child, parent, children }: Family,
  requests: readonly SpanIndex[],
  steps: ReadonlyMap<SpanIndex, readonly SpanIndex[]>,
): ForeignChildren | undefined {
  const { spans } = columns.dataSet;
  const own = new Map<SpanIndex, number>();
  for (const span of children) own.set(spans.parent[span]!, (own.get(spans.parent[span]!) ?? 0) + 1);
  const starved = requests.filter((request) => !own.has(request));
  const crowded = [...own.values()].filter((count) => count > 1).length;
  const sticksOut = (span: SpanIndex) => endOf(columns, span) > endOf(columns, spans.parent[span]!) + TOLERANCE_NANO;
  // Nothing is out of place: nothing sticks out, no request has more than its share.
  if (starved.length < FEWEST || (crowded < FEWEST && children.filter(sticksOut).length < FEWEST)) return undefined;

  const gapIn = (request: SpanIndex, span: SpanIndex) =>
    gapToStepBefore(columns, request, span, steps.get(request) ?? [], child);
  const gaps = children.map((span) => gapIn(spans.parent[span]!, span));
  const atHome = children.filter((span) => own.get(spans.parent[span]!) === 1 && !sticksOut(span));
  if (atHome.length < FEWEST) return undefined;
  const usual = Float64Array.from(atHome, (span) => gapIn(spans.parent[span]!, span)).sort();
  const limit = TOLERANCE_NANO + 2 * usual[Math.floor(usual.length / 2)]!;
  const index = new OpenRequests(columns, starved);
  const fits = (span: SpanIndex) => index.around(span).some((request) => gapIn(request, span) <= limit);
  const misfits = children.filter((_, at) => !(gaps[at]! <= limit));
  const foreign = misfits.filter(fits);
  const home = children.filter((_, at) => gaps[at]! <= limit);
  const chance = home.length === 0 ? 1 : home.filter(fits).length / home.length;
  const share = foreign.length / Math.max(1, misfits.length);
  const outside = foreign.filter(sticksOut).length;
  if (foreign.length < FEWEST || foreign.length < LEAST_SHARE * children.length) return undefined;
  if (share < 0.5 || share < 1.5 * chance) return undefined;
  // A step that may run several times or not at all misses its gap as well, but stays within its request.
  if (outside === 0 && foreign.length < 0.5 * starved.length) return undefined;
  return {
    operation: child,
    party: columns.operations.list[parent]!.party,
    foreign,
    outside,
    count: children.length,
    starved: starved.length,
    chance,
  };
}

/** Nanoseconds since the last step of the request that ended before the span began, or since the request began. */
function gapToStepBefore(
  columns: SpanColumns,
  request: SpanIndex,
  span: SpanIndex,
  steps: readonly SpanIndex[],
  operation: number,
): number {
  const { spans } = columns.dataSet;
  const at = spans.start[span]! + TOLERANCE_NANO;
  let last = spans.start[request]!;
  for (const step of steps) {
    if (step === span || columns.operations.ofSpan[step] === operation) continue;
    const end = endOf(columns, step);
    if (end <= at && end > last) last = end;
    // A step that is still running: the child would have waited for it.
    else if (spans.start[step]! < at - 2 * TOLERANCE_NANO && end > at) return Number.POSITIVE_INFINITY;
  }
  return Math.max(0, spans.start[span]! - last);
}

/** Requests by instance and start. */
class OpenRequests {
  readonly #columns: SpanColumns;
  readonly #byInstance = new Map<number, SpanIndex[]>();

  constructor(columns: SpanColumns, requests: readonly SpanIndex[]) {
    this.#columns = columns;
    const { start } = columns.dataSet.spans;
    for (const request of [...requests].sort((a, b) => start[a]! - start[b]!)) {
      push(this.#byInstance, columns.instance[request]!, request);
    }
  }

  /** Those that contain the span, at most MOST_OPEN back. */
  around(span: SpanIndex): SpanIndex[] {
    const { start } = this.#columns.dataSet.spans;
    const list = this.#byInstance.get(this.#columns.instance[span]!) ?? [];
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (start[list[middle]!]! <= start[span]!) low = middle + 1;
      else high = middle;
    }
    const end = endOf(this.#columns, span) - TOLERANCE_NANO;
    return list.slice(Math.max(0, low - MOST_OPEN), low).filter((request) => endOf(this.#columns, request) >= end);
  }
}

function push<K>(map: Map<K, SpanIndex[]>, key: K, span: SpanIndex): void {
  const list = map.get(key);
  if (list) list.push(span);
  else map.set(key, [span]);
}
