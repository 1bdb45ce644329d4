/**
 * Groups of alike calls and the types (pairs of groups) that can be one call.
 *
 *   caller group = (service, name, role, method, peer, style)     callee group = (service, name, method, style)
 *        G0 frontend "HTTP POST" under "GET /cart" ----type 0---- H0 cart "POST /add"
 *                                                  \---type 1---- H1 ship "POST /quote"   (only what the names rule out is absent)
 *
 * The same line of code calls the same callee, so what is learnt is learnt per type. Cost: O(n + groups squared).
 */
import { type BridgeInput, CALL, type CallColumns, ENCLOSING, MESSAGE } from "./input.ts";

export interface Groups {
  readonly count: number;
  readonly of: Int32Array;
  /** One row of each group, to read its key from. */
  readonly sample: Int32Array;
}

export interface CallTypes {
  readonly callers: Groups;
  readonly callees: Groups;
  readonly count: number;
  readonly callerGroup: Int32Array;
  readonly calleeGroup: Int32Array;
  /** Types of each callee group. */
  readonly ofCalleeGroup: readonly (readonly number[])[];
  /** Types of each caller group. */
  readonly ofCallerGroup: readonly (readonly number[])[];
}

/** Rows with equal keys share a group; groups are numbered by first appearance. */
export function groupRows(columns: CallColumns, keys: readonly ArrayLike<number>[]): Groups {
  const of = new Int32Array(columns.count);
  const sample: number[] = [];
  const known = new Map<string, number>();
  for (let row = 0; row < columns.count; row++) {
    let key = "";
    for (const column of keys) key += `${column[row]},`;
    let group = known.get(key);
    if (group === undefined) {
      group = sample.length;
      known.set(key, group);
      sample.push(row);
    }
    of[row] = group;
  }
  return { count: sample.length, of, sample: Int32Array.from(sample) };
}

/** All pairs of groups that names, methods and peers allow. */
export function buildCallTypes(input: BridgeInput): CallTypes {
  const { callers: c, callees: s } = input;
  const callers = groupRows(c, [c.service, c.name, c.role, c.operation, c.method, c.peerService, c.style]);
  const callees = groupRows(s, [s.service, s.name, s.operation, s.method, s.style]);
  const calleeOperations = new Set(s.operation);
  const callerGroup: number[] = [];
  const calleeGroup: number[] = [];
  const ofCalleeGroup: number[][] = Array.from({ length: callees.count }, () => []);
  const ofCallerGroup: number[][] = Array.from({ length: callers.count }, () => []);
  for (let g = 0; g < callers.count; g++) {
    const a = callers.sample[g]!;
    const named = c.operation[a]! >= 0 && calleeOperations.has(c.operation[a]!);
    for (let h = 0; h < callees.count; h++) {
      const b = callees.sample[h]!;
      if (!compatible(c, a, named, s, b)) continue;
      ofCalleeGroup[h]!.push(callerGroup.length);
      ofCallerGroup[g]!.push(callerGroup.length);
      callerGroup.push(g);
      calleeGroup.push(h);
    }
  }
  return {
    callers,
    callees,
    count: callerGroup.length,
    callerGroup: Int32Array.from(callerGroup),
    calleeGroup: Int32Array.from(calleeGroup),
    ofCalleeGroup,
    ofCallerGroup,
  };
}

function compatible(c: CallColumns, a: number, named: boolean, s: CallColumns, b: number): boolean {
  const style = c.style[a];
  if ((style === MESSAGE) !== (s.style[b] === MESSAGE)) return false;
  const sameOperation = c.operation[a]! >= 0 && c.operation[a] === s.operation[b];
  // A client whose operation some callee bears calls that operation; an enclosing span's own name says nothing of its callee.
  if (style === CALL && named && !sameOperation) return false;
  if (c.peerService[a]! >= 0 && c.peerService[a] !== s.service[b]) return false;
  const ownService = c.service[a]! >= 0 && c.service[a] === s.service[b];
  if (ownService && style === ENCLOSING) return false;
  if (ownService && style === CALL && !sameOperation && c.peerService[a] !== s.service[b]) return false;
  if (style !== ENCLOSING && c.method[a]! >= 0 && s.method[b]! >= 0 && c.method[a] !== s.method[b]) return false;
  return true;
}
