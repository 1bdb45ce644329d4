/**
 * One edge that lost contexts, with all that can tell the cause: what headers the spans recorded, which addresses, operations,
 * scopes and instances the losses share and the intact hops do not. O(hops).
 */

import { hasParent, type Reading } from "../../carriers/reading.ts";
import { HOP_PROOFS, HOP_PROTOCOLS, HOP_STATES } from "../../hops/table.ts";
import type { SpanIndex } from "../../model/index-types.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";

export interface BrokenHop {
  /** -1 = not known. */
  readonly caller: SpanIndex;
  readonly callee: SpanIndex;
  readonly misplaced: boolean;
  readonly byId: boolean;
}

export interface BrokenEdge {
  readonly from: number;
  readonly to: number;
  readonly protocol: string;
  readonly lost: readonly BrokenHop[];
  /** Rows of intact and restarted hops. */
  readonly kept: readonly { readonly caller: SpanIndex; readonly callee: SpanIndex }[];
}

/** Wire edges with at least one lost hop; most losses first. */
export function listBrokenEdges({ hops }: DiagnosisContext): BrokenEdge[] {
  const { table } = hops;
  const { from, to, state, protocol, caller, callee, proof } = table.columns;
  const keyOf = (row: number) => `${from[row]} ${to[row]} ${protocol[row]}`;
  const edges = new Map<string, { edge: BrokenEdge; lost: BrokenHop[]; kept: { caller: number; callee: number }[] }>();
  for (let row = 0; row < table.length; row++) {
    const name = HOP_STATES[state[row]!]!;
    if (name !== "lost" && name !== "misplaced") continue;
    if (HOP_PROTOCOLS[protocol[row]!] === "in-process") continue;
    const key = keyOf(row);
    let found = edges.get(key);
    if (found === undefined) {
      const lost: BrokenHop[] = [];
      const kept: { caller: number; callee: number }[] = [];
      const edge = { from: from[row]!, to: to[row]!, protocol: HOP_PROTOCOLS[protocol[row]!]!, lost, kept };
      found = { edge, lost, kept };
      edges.set(key, found);
    }
    const byId = HOP_PROOFS[proof[row]!] === "id";
    found.lost.push({ caller: caller[row]!, callee: callee[row]!, misplaced: name === "misplaced", byId });
  }
  if (edges.size === 0) return [];
  for (let row = 0; row < table.length; row++) {
    const name = HOP_STATES[state[row]!]!;
    if (name !== "intact" && name !== "restart") continue;
    edges.get(keyOf(row))?.kept.push({ caller: caller[row]!, callee: callee[row]! });
  }
  return [...edges.values()].map(({ edge }) => edge).sort((a, b) => b.lost.length - a.lost.length);
}

/** How many of the lost hops show which header evidence. */
export interface HeaderEvidence {
  readonly looked: number;
  /** The callee recorded a traceparent that is good, and began a trace all the same. */
  readonly valid: number;
  readonly malformed: readonly Reading[];
  /** No traceparent came, but this other carrier did, by header name. */
  readonly foreign: ReadonlyMap<string, number>;
  /** The callee records a traceparent where one comes, and none came. */
  readonly absent: number;
  /** The caller recorded that it sent one. */
  readonly sent: number;
}

export function gatherHeaders(context: DiagnosisContext, edge: BrokenEdge): HeaderEvidence {
  let [valid, absent, sent] = [0, 0, 0];
  const malformed: Reading[] = [];
  const foreign = new Map<string, number>();
  for (const { caller, callee } of edge.lost) {
    const seen = context.captured(callee);
    const traceparent = seen?.reading.readings.find(({ carrier }) => carrier === "traceparent");
    if (caller !== -1 && context.captured(caller)?.headers.traceparent) sent++;
    if (traceparent) {
      if (hasParent(traceparent)) valid++;
      else malformed.push(traceparent);
      continue;
    }
    const other = Object.keys(seen?.headers ?? {}).find((name) => !PLAIN_HEADERS.has(name));
    if (other !== undefined) foreign.set(other, (foreign.get(other) ?? 0) + 1);
    else if (context.recordsTraceparent(edge.to)) absent++;
  }
  return { looked: edge.lost.length, valid, malformed, foreign, absent, sent };
}

/** Recorded, but no carrier of a span's context. */
const PLAIN_HEADERS = new Set(["x-request-id", "tracestate"]);
