/**
 * Traces that are islands of one request, as one: joined where a bridge leads from one to the other.
 *
 *   trace 4  storefront ─ checkout ─ POST ┄┄┐        request 2 = traces 4, 7: begins in 4, 2 islands
 *   trace 7  payment ─ ledger            ◄┄┄┘        request 3 = trace 5, whole
 *
 * Answers a TraceTable whose rows are requests, so that what lists traces lists requests. Requests are numbered by the order of
 * their first traces. O(traces + joins), union-find with path halving.
 */
import type { DataSet, TraceTable } from "../model/tables.ts";
import type { Join } from "./join.ts";

export interface Requests {
  /** Row = request. `first` and `topSpan` are of the trace where it begins; `count` of all its traces. */
  readonly table: TraceTable;
  /** Request of each trace. */
  readonly ofTrace: Int32Array;
  /** length + 1 entries into members. */
  readonly memberFirst: Uint32Array;
  /** TraceIndex, the one where the request begins first, then by start. */
  readonly members: Int32Array;
  /** Pieces that its spans' own parent ids leave it in. */
  readonly islands: Int32Array;
}

/** @param joins those to be trusted */
export function groupRequests(dataSet: DataSet, joins: readonly Join[]): Requests {
  const { spans, traces } = dataSet;
  const { length } = traces;
  const leader = Int32Array.from({ length }, (_, trace) => trace);
  const leaderOf = (trace: number) => {
    let at = trace;
    while (leader[at] !== at) {
      leader[at] = leader[leader[at]!]!;
      at = leader[at]!;
    }
    return at;
  };
  // The earlier trace leads: traces are in the order of their starts.
  const joinedTops = new Int32Array(length);
  const joinedRoots = new Int32Array(length);
  const isContinued = new Uint8Array(length);
  const joined = new Set<number>();
  for (const { child, parent } of joins) {
    if (spans.parent[child] !== -1 || joined.has(child)) continue;
    joined.add(child);
    const trace = spans.trace[child]!;
    joinedTops[trace]!++;
    if (spans.parentSpanIdHigh[child] === 0 && spans.parentSpanIdLow[child] === 0) joinedRoots[trace]!++;
    const [a, b] = [leaderOf(trace), leaderOf(spans.trace[parent]!)];
    if (a !== b) {
      isContinued[trace] = 1;
      leader[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const ofTrace = new Int32Array(length);
  const numberOf = new Int32Array(length).fill(-1);
  let requests = 0;
  for (let trace = 0; trace < length; trace++) {
    const led = leaderOf(trace);
    if (numberOf[led] === -1) numberOf[led] = requests++;
    ofTrace[trace] = numberOf[led]!;
  }
  const { memberFirst, members } = listMembers(ofTrace, requests, isContinued);
  const islands = new Int32Array(requests);
  for (let trace = 0; trace < length; trace++)
    islands[ofTrace[trace]!]! += traces.rootCount[trace]! + traces.orphanCount[trace]!;
  const table = buildTable(dataSet, { memberFirst, members, joinedTops, joinedRoots });
  return { table, ofTrace, memberFirst, members, islands };
}

function listMembers(ofTrace: Int32Array, requests: number, isContinued: Uint8Array) {
  const memberFirst = new Uint32Array(requests + 1);
  for (const request of ofTrace) memberFirst[request + 1]!++;
  for (let request = 0; request < requests; request++) memberFirst[request + 1]! += memberFirst[request]!;
  const members = new Int32Array(ofTrace.length);
  const free = memberFirst.slice();
  for (let trace = 0; trace < ofTrace.length; trace++) members[free[ofTrace[trace]!]!++] = trace;
  // Skewed clocks may put the end before the beginning.
  for (let request = 0; request < requests; request++) {
    const from = memberFirst[request]!;
    let at = from;
    while (at < memberFirst[request + 1]! && isContinued[members[at]!] === 1) at++;
    if (at === memberFirst[request + 1]!) continue;
    const beginning = members[at]!;
    members.copyWithin(from + 1, from, at);
    members[from] = beginning;
  }
  return { memberFirst, members };
}

interface Membership extends Pick<Requests, "memberFirst" | "members"> {
  /** Spans without a parent that a bridge joins, and those of them without a parent id, of each trace. */
  readonly joinedTops: Int32Array;
  readonly joinedRoots: Int32Array;
}

function buildTable({ traces }: DataSet, { memberFirst, members, joinedTops, joinedRoots }: Membership): TraceTable {
  const length = memberFirst.length - 1;
  const table = {
    length,
    traceId: new Uint32Array(length * 4),
    first: new Int32Array(length),
    count: new Int32Array(length),
    start: new Float64Array(length).fill(Number.NaN),
    duration: new Float64Array(length).fill(Number.NaN),
    rootCount: new Int32Array(length),
    orphanCount: new Int32Array(length),
    errorCount: new Int32Array(length),
    topSpan: new Int32Array(length),
    serviceFirst: new Uint32Array(length + 1),
  };
  const services: number[] = [];
  const serviceSpans: number[] = [];
  for (let request = 0; request < length; request++) {
    const own = members.subarray(memberFirst[request]!, memberFirst[request + 1]!);
    const head = own[0]!;
    table.traceId.set(traces.traceId.subarray(head * 4, head * 4 + 4), request * 4);
    table.first[request] = traces.first[head]!;
    table.topSpan[request] = traces.topSpan[head]!;
    const counts = new Map<number, number>();
    let end = Number.NaN;
    for (const trace of own) {
      table.count[request]! += traces.count[trace]!;
      table.errorCount[request]! += traces.errorCount[trace]!;
      table.rootCount[request]! += traces.rootCount[trace]! - joinedRoots[trace]!;
      table.orphanCount[request]! += traces.orphanCount[trace]! - joinedTops[trace]! + joinedRoots[trace]!;
      const start = traces.start[trace]!;
      if (!Number.isNaN(start)) {
        table.start[request] = Number.isNaN(table.start[request]!) ? start : Math.min(table.start[request]!, start);
        const last = start + (traces.duration[trace]! || 0);
        end = Number.isNaN(end) ? last : Math.max(end, last);
      }
      for (let at = traces.serviceFirst[trace]!; at < traces.serviceFirst[trace + 1]!; at++)
        counts.set(traces.services[at]!, (counts.get(traces.services[at]!) ?? 0) + traces.serviceSpans[at]!);
    }
    table.duration[request] = own.length === 1 ? traces.duration[head]! : end - table.start[request]!;
    for (const [service, count] of [...counts].sort((a, b) => b[1] - a[1])) {
      services.push(service);
      serviceSpans.push(count);
    }
    table.serviceFirst[request + 1] = services.length;
  }
  return { ...table, services: Int32Array.from(services), serviceSpans: Int32Array.from(serviceSpans) };
}
