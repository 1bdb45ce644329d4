/**
 * Calls that got no span of their callee, though it records others: who decided not to record?
 *
 *   share of one party's calls unanswered, trace by trace, from whoever calls     the party samples on its own
 *   all calls of one caller unanswered, all of others answered, by one operation  the caller says "not sampled", or the party drops its
 *
 * Calls that failed say nothing: what was refused or never arrived has no span either. O(hops).
 */
import { hotAttribute } from "../analysis/hot-attributes.ts";
import type { Hops } from "../hops/find.ts";
import { isHealthCheck } from "../hops/health-check.ts";
import { pushTo } from "../hops/push-to.ts";
import { isEntryKind, operationOf, type SpanColumns } from "../hops/span-facts.ts";
import { HOP_PROTOCOLS, HopStateNumber } from "../hops/table.ts";
import { StatusCode } from "../model/enums.ts";
import type { SpanIndex } from "../model/index-types.ts";

export interface CallsTo {
  readonly party: number;
  readonly from: number;
  /** Calls that succeeded and have no span of the party. */
  readonly unanswered: SpanIndex[];
  readonly answered: SpanIndex[];
}

/** By caller and callee, wire calls only. */
export function listCallsTo(columns: SpanColumns, { table }: Hops): CallsTo[] {
  const { state, from, to, caller, protocol, callee } = table.columns;
  const edges = new Map<string, CallsTo>();
  for (let row = 0; row < table.length; row++) {
    const isOpen = state[row] === HopStateNumber.unanswered;
    if (!isOpen && state[row] !== HopStateNumber.intact) continue;
    const name = HOP_PROTOCOLS[protocol[row]!]!;
    if (to[row]! < 0 || name === "messaging" || name === "in-process" || name === "db") continue;
    const span = caller[row]!;
    if (isOpen ? !hasSucceeded(columns, span) : !isEntryKind(columns.dataSet.spans.kind[callee[row]!]!)) continue;
    const key = `${from[row]} ${to[row]}`;
    const edge = edges.get(key) ?? { party: to[row]!, from: from[row]!, unanswered: [], answered: [] };
    edges.set(key, edge);
    (isOpen ? edge.unanswered : edge.answered).push(span);
  }
  return [...edges.values()];
}

/** An answer came, and it was no refusal. */
function hasSucceeded({ dataSet }: SpanColumns, span: SpanIndex): boolean {
  if (dataSet.spans.statusCode[span] === StatusCode.error) return false;
  const code = Number(
    hotAttribute(dataSet, span, "http.response.status_code", "http.status_code", "rpc.grpc.status_code") ?? "",
  );
  return !(code >= 400) && !(code > 0 && code < 17);
}

export interface OwnSampler {
  readonly party: number;
  readonly calls: readonly SpanIndex[];
  readonly answered: number;
  readonly callers: number;
}

/** Fewer are single losses. */
const FEWEST = 8;
const LEAST_SHARE = 0.05;
/** Losses elsewhere must be so much rarer: else something drops spans of everybody. */
const MUCH_RARER = 4;
/** Turns between answered and unanswered, as a share of what chance makes: a sampler decides anew each time, an outage does not. */
const LEAST_TURNS = 0.5;
/** Answered calls in which the party did something: a leaf's lost spans look like a sampler's. */
const LEAST_WITH_CHILDREN = 0.5;

/** Parties whose spans are missing in a share of the traces, with all that they would have called. */
export function findOwnSamplers(columns: SpanColumns, edges: readonly CallsTo[]): OwnSampler[] {
  const byParty = new Map<number, CallsTo[]>();
  for (const edge of edges) pushTo(byParty, edge.party, edge);
  const shares = [...byParty].map(([party, list]) => {
    const mixed = list.filter(({ answered }) => answered.length > 0);
    const calls = mixed
      .flatMap(({ unanswered }) => unanswered)
      .filter((span) => !isHealthCheck(operationOf(columns, span)));
    const answered = mixed.flatMap((edge) => edge.answered);
    return { party, calls, answered, callers: mixed.filter(({ unanswered }) => unanswered.length > 0).length };
  });
  const shareOf = ({ calls, answered }: (typeof shares)[number]) => calls.length / (calls.length + answered.length);
  return shares
    .filter((each) => each.calls.length >= FEWEST && shareOf(each) >= LEAST_SHARE)
    .filter((each) =>
      shares.every(
        (other) => other === each || other.calls.length < FEWEST || MUCH_RARER * shareOf(other) <= shareOf(each),
      ),
    )
    .filter((each) => isMadeAnew(columns, each.calls, each.answered))
    .filter((each) => isWholeOrNothing(columns, each))
    .map((each) => ({ ...each, answered: each.answered.length }));
}

function isMadeAnew({ dataSet: { spans } }: SpanColumns, calls: readonly SpanIndex[], answered: readonly SpanIndex[]) {
  const order = [...calls.map((span) => ({ span, open: 1 })), ...answered.map((span) => ({ span, open: 0 }))].sort(
    (a, b) => spans.start[a.span]! - spans.start[b.span]!,
  );
  const turns = order.filter(({ open }, at) => at > 0 && open !== order[at - 1]!.open).length;
  return turns >= (LEAST_TURNS * 2 * calls.length * answered.length) / order.length;
}

/** In its traces it is there with what it calls, in the others not at all. */
function isWholeOrNothing(
  columns: SpanColumns,
  { party, calls }: { readonly party: number; readonly calls: readonly SpanIndex[] },
): boolean {
  const { spans, traces } = columns.dataSet;
  const holed = new Set(calls.map((span) => spans.trace[span]!));
  let [entries, withChildren, torn] = [0, 0, 0];
  const parents = new Set<SpanIndex>();
  for (let span = 0; span < spans.length; span++) {
    if (columns.party[span] !== party) continue;
    if (spans.parent[span]! >= 0) parents.add(spans.parent[span]!);
  }
  for (const trace of holed) {
    for (let span = traces.first[trace]!; span < traces.first[trace]! + traces.count[trace]!; span++)
      if (columns.party[span] === party) torn++;
  }
  for (let span = 0; span < spans.length; span++) {
    if (columns.party[span] !== party || !isEntryKind(spans.kind[span]!)) continue;
    entries++;
    if (parents.has(span)) withChildren++;
  }
  return torn === 0 && withChildren >= LEAST_WITH_CHILDREN * entries;
}

/** Callers that get no span of a party for any call, while others get theirs for the same operations. */
export function findUnrecordedCallers(columns: SpanColumns, edges: readonly CallsTo[]): CallsTo[] {
  return edges.filter((edge) => {
    if (edge.answered.length > 0 || edge.unanswered.length < FEWEST) return false;
    const others = edges.filter(({ party, from }) => party === edge.party && from !== edge.from);
    const shapes = new Set(others.flatMap(({ answered }) => answered.map((span) => placeOf(columns, span))));
    const alike = edge.unanswered.filter((span) => shapes.has(placeOf(columns, span)));
    const open = others.reduce((sum, { unanswered }) => sum + unanswered.length, 0);
    return open === 0 && alike.length === edge.unanswered.length;
  });
}

function placeOf(columns: SpanColumns, span: SpanIndex): string {
  const { method, shape, rpc } = operationOf(columns, span);
  return `${method} ${shape} ${rpc}`;
}
