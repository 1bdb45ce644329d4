/**
 * Finds the hops that the parent ids and links tell by themselves; lost-hops.ts joins what is left.
 *
 *   1. a parent in another party, or SERVER under CLIENT     intact
 *   2. a root or batch with a link into the data             restart
 *   3. SERVER and CONSUMER whose parent id is on no span     orphan
 *   4. a CLIENT that contains a sibling of its own SERVER    misplaced (the inbound header was forwarded)
 *   5. CLIENT, PRODUCER and the like without an answer       `calls`: for lost-hops.ts to judge
 *
 * Of nested CLIENT spans (gRPC over HTTP, a retry loop) the innermost calls; but a database or messaging call speaks for what lies
 * below it. O(spans + links), plus the depth of spans with several callees.
 */
import { isOrphan } from "../analysis/summarise-data-set.ts";
import { SpanKind } from "../model/enums.ts";
import type { SpanIndex } from "../model/index-types.ts";
import { fits } from "./may-call.ts";
import { pushTo } from "./push-to.ts";
import {
  endOf,
  entryAbove,
  isCallKind,
  isEntryKind,
  isRoot,
  operationOf,
  type SpanColumns,
  TOLERANCE_NANO,
} from "./span-facts.ts";
import { HOP_STATES, type HopProof, HopTable } from "./table.ts";

export interface HopScan {
  readonly hops: HopTable;
  /** CLIENT and PRODUCER spans that nothing answers, databases left out; in row order. */
  readonly calls: readonly SpanIndex[];
  /** 1 where the span is a call that something answers, or lies around one. */
  readonly answered: Uint8Array;
  /** Row of the hop that the span is the callee of; -1 = none. */
  readonly hopOf: Int32Array;
}

export function scanHops(columns: SpanColumns): HopScan {
  const { spans } = columns.dataSet;
  const hops = new HopTable();
  const answered = new Uint8Array(spans.length);
  const hopOf = new Int32Array(spans.length).fill(-1);
  const scan: HopScan = { hops, answered, hopOf, calls: [] };
  for (let span = 0; span < spans.length; span++) {
    const parent = spans.parent[span]!;
    if (parent !== -1 && isCrossing(columns, parent, span)) addIntact(columns, scan, parent, span);
    else if (parent === -1 && isOrphan(spans, span) && isEntryKind(spans.kind[span]!)) addOrphan(columns, scan, span);
    if (spans.linkFirst[span] !== spans.linkFirst[span + 1]) followLinks(columns, scan, span);
  }
  const calls = listCalls(columns, scan);
  return { ...scan, calls: findMisplaced(columns, { ...scan, calls }) };
}

/** Whether context had to cross a wire between parent and child. */
function isCrossing(columns: SpanColumns, parent: SpanIndex, child: SpanIndex): boolean {
  const { kind } = columns.dataSet.spans;
  if (columns.party[parent] !== columns.party[child]) return true;
  if (!isEntryKind(kind[child]!)) return false;
  return (
    isCallKind(kind[parent]!) ||
    (kind[child] === SpanKind.server && columns.instance[parent] !== columns.instance[child])
  );
}

function addIntact(columns: SpanColumns, scan: HopScan, caller: SpanIndex, callee: SpanIndex): void {
  scan.hopOf[callee] = scan.hops.add({
    caller,
    callee,
    state: "intact",
    from: columns.party[caller]!,
    to: columns.party[callee]!,
    protocol: protocolBetween(columns, caller, callee),
  });
  markAnswered(columns, scan.answered, caller);
}

export function protocolBetween(columns: SpanColumns, caller: SpanIndex, callee: SpanIndex): string {
  const of = (span: SpanIndex) => (span < 0 ? "" : operationOf(columns, span).protocol);
  // What a message sets off may itself begin with a call of another kind.
  if (caller >= 0 && columns.dataSet.spans.kind[caller] === SpanKind.producer && of(caller) === "messaging")
    return "messaging";
  const said = of(callee) || of(caller);
  return said === "db" ? of(caller) : said;
}

/** The call and the calls around it in the same party. */
export function markAnswered(columns: SpanColumns, answered: Uint8Array, caller: SpanIndex): void {
  const { spans } = columns.dataSet;
  let at = caller;
  while (at !== -1 && answered[at] === 0 && columns.party[at] === columns.party[caller]) {
    answered[at] = 1;
    at = spans.parent[at]!;
    if (at !== -1 && !isCallKind(spans.kind[at]!)) break;
  }
}

/** Makes the callee a lost hop of the caller. */
export function addLost(
  columns: SpanColumns,
  scan: HopScan,
  caller: SpanIndex,
  callee: SpanIndex,
  proof: HopProof,
): void {
  const row = {
    caller,
    callee,
    state: "lost" as const,
    from: columns.party[caller]!,
    to: columns.party[callee]!,
    protocol: protocolBetween(columns, caller, callee),
    proof,
  };
  if (scan.hopOf[callee] === -1) scan.hopOf[callee] = scan.hops.add(row);
  else scan.hops.set(scan.hopOf[callee]!, row);
  markAnswered(columns, scan.answered, caller);
}

function addOrphan(columns: SpanColumns, scan: HopScan, callee: SpanIndex): void {
  const { protocol } = operationOf(columns, callee);
  scan.hopOf[callee] = scan.hops.add({
    caller: -1,
    callee,
    state: "orphan",
    from: -1,
    to: columns.party[callee]!,
    protocol,
  });
}

/** A link to a span of the data names a cause: a restart, or one message of a batch. */
function followLinks(columns: SpanColumns, scan: HopScan, span: SpanIndex): void {
  const { spans, links } = columns.dataSet;
  const root = isRoot(columns, span);
  if (!root && !isEntryKind(spans.kind[span]!)) return;
  for (let link = spans.linkFirst[span]!; link < spans.linkFirst[span + 1]!; link++) {
    const target = links.target[link]!;
    if (target === -1 || target === spans.parent[span] || target === span) continue;
    if (!root && !isCallKind(spans.kind[target]!)) continue;
    const row = scan.hops.add({
      caller: target,
      callee: span,
      state: "restart",
      from: columns.party[target]!,
      to: columns.party[span]!,
      protocol: protocolBetween(columns, target, span),
    });
    if (scan.hopOf[span] === -1) scan.hopOf[span] = row;
    markAnswered(columns, scan.answered, target);
  }
}

/** Calls that nothing answers; databases become leaves at once. */
function listCalls(columns: SpanColumns, { hops, answered }: HopScan): SpanIndex[] {
  const { spans } = columns.dataSet;
  const around = new Uint8Array(spans.length);
  for (let span = 0; span < spans.length; span++) {
    const parent = spans.parent[span]!;
    if (parent === -1 || !isCall(columns, span) || !isCall(columns, parent)) continue;
    if (columns.party[parent] !== columns.party[span]) continue;
    // A store's own span speaks for the calls below it; any other call lets the innermost speak.
    if (speaksForItself(columns, parent) && !speaksForItself(columns, span)) around[span] = 1;
    else around[parent] = 1;
  }
  const calls: SpanIndex[] = [];
  for (let span = 0; span < spans.length; span++) {
    if (answered[span] === 1 || around[span] === 1 || !isCall(columns, span)) continue;
    const operation = operationOf(columns, span);
    if (operation.protocol !== "db") calls.push(span);
    else hops.add({ caller: span, callee: -1, state: "leaf", from: columns.party[span]!, to: -1, protocol: "db" });
  }
  return calls;
}

/** CLIENT and PRODUCER, and a span of another kind that names method and address or path of a request as only a caller does. */
function isCall(columns: SpanColumns, span: SpanIndex): boolean {
  const kind = columns.dataSet.spans.kind[span]!;
  if (isCallKind(kind)) return true;
  if (kind !== SpanKind.internal && kind !== SpanKind.unspecified) return false;
  const { method, shape, address } = operationOf(columns, span);
  return method !== "" && (shape !== "" || address !== "");
}

function speaksForItself(columns: SpanColumns, span: SpanIndex): boolean {
  const { protocol } = operationOf(columns, span);
  return protocol === "db" || protocol === "messaging";
}

/**
 * The inbound header forwarded as it came: the callee names its caller's caller, so it stands beside the service that called it.
 *
 *   client A ─┬─ SERVER B ── client c  (no child)     c contains the sibling in time, and c can have called it
 *             └─ SERVER C  ◄─────── misplaced
 *
 * Or the context of a span around the call was sent in its place:
 *
 *   SERVER B ─┬─ client c  (no child)                c contains the callee in time, and c can have called it
 *             └─ SERVER C  ◄─────── misplaced
 */
function findMisplaced(columns: SpanColumns, scan: HopScan): SpanIndex[] {
  const { parent } = columns.dataSet.spans;
  const siblings = crossingsByParent(columns, scan);
  const outer = crossingsFromOuterSpans(columns, scan);
  /** What hangs on the nearest span around the call that has a callee, though it is no call itself. */
  const aboveCall = (call: SpanIndex): readonly number[] | undefined => {
    for (let at = parent[call]!; at !== -1 && columns.party[at] === columns.party[call]; at = parent[at]!) {
      const rows = outer.get(at);
      if (rows !== undefined) return rows;
    }
    return undefined;
  };
  return scan.calls.filter((call) => {
    const entry = entryAbove(columns, call);
    const beside = entry === call ? undefined : siblings.get(parentKey(columns, entry));
    const isCallee = (row: number) =>
      scan.hops.columns.callee[row] !== entry && isMisplaced(columns, scan, call, entry, row);
    const found =
      (beside !== undefined && beside.length > 1 ? beside.find(isCallee) : undefined) ??
      aboveCall(call)?.find(isCallee);
    if (found === undefined) return true;
    const callee = scan.hops.columns.callee[found]!;
    scan.hops.set(found, {
      caller: call,
      callee,
      state: "misplaced",
      from: columns.party[call]!,
      to: columns.party[callee]!,
      protocol: protocolBetween(columns, call, callee),
      proof: "id",
    });
    markAnswered(columns, scan.answered, call);
    return false;
  });
}

function isMisplaced(columns: SpanColumns, scan: HopScan, call: SpanIndex, entry: SpanIndex, row: number): boolean {
  const { spans } = columns.dataSet;
  const callee = scan.hops.columns.callee[row]!;
  const { state } = scan.hops.get(row);
  if (state === "misplaced" || state === "restart" || columns.party[callee] === columns.party[call]) return false;
  if (fits(operationOf(columns, call), operationOf(columns, callee)) === "never") return false;
  const [start, end] = [spans.start[callee]!, endOf(columns, callee)];
  const inside = start >= spans.start[call]! - TOLERANCE_NANO && start <= endOf(columns, call) + TOLERANCE_NANO;
  return inside && start >= spans.start[entry]! - TOLERANCE_NANO && !Number.isNaN(end);
}

const parentKey = ({ dataSet: { spans } }: SpanColumns, span: SpanIndex) =>
  `${spans.trace[span]} ${spans.parentSpanIdHigh[span]} ${spans.parentSpanIdLow[span]}`;

/** Rows of callees in another party that hang on a span that is no call. */
function crossingsFromOuterSpans({ dataSet: { spans } }: SpanColumns, { hops }: HopScan): Map<SpanIndex, number[]> {
  const rows = new Map<SpanIndex, number[]>();
  const { caller, from, to, state } = hops.columns;
  for (let row = 0; row < hops.length; row++) {
    if (HOP_STATES[state[row]!] !== "intact" || from[row] === to[row] || isCallKind(spans.kind[caller[row]!]!))
      continue;
    pushTo(rows, caller[row]!, row);
  }
  return rows;
}

/** Hop rows with the same parent id, where there are several. */
function crossingsByParent(columns: SpanColumns, { hops }: HopScan): Map<string, number[]> {
  const { spans } = columns.dataSet;
  const first = new Map<number, number>();
  const several = new Set<number>();
  const byKey = new Map<string, number[]>();
  const add = (row: number) => {
    const key = parentKey(columns, hops.columns.callee[row]!);
    const rows = byKey.get(key);
    if (rows) rows.push(row);
    else byKey.set(key, [row]);
  };
  for (let row = 0; row < hops.length; row++) {
    const callee = hops.columns.callee[row]!;
    if (callee === -1) continue;
    const { state } = hops.get(row);
    if (state === "orphan") add(row);
    if (state !== "intact") continue;
    const parent = spans.parent[callee]!;
    const known = first.get(parent);
    if (known === undefined) first.set(parent, row);
    else {
      if (!several.has(parent)) add(known);
      several.add(parent);
      add(row);
    }
  }
  return byKey;
}
