/**
 * How likely a free call is one of each type, before its times are looked at.
 *
 *   share(type | class) = (mass of the class + intact hops of the class + LEAN * share(type | rank)) / (the same over all types + LEAN)
 *   Q(class)            = (mass of the class + LEAN * Q(group)) / (calls of the class + LEAN)
 *   prior(type, class)  = log  share * Q / (1 - Q)
 *
 * Classes are those of positions.ts. Callers that may have several callees compete with nobody: they have no share, only a rate.
 * Cost: O(edges + types x classes met).
 */
import type { CandidateEdges } from "./edges.ts";
import type { CallTypes } from "./groups.ts";
import type { BridgeInput } from "./input.ts";
import { POSITION_CLASSES, RANKS, rankOf } from "./positions.ts";

const LEAN = 5;
const MOST = 0.995;
/** Mass every type is given, so that none is out for good. */
const TRACE = 0.02;

/** What of every call is placed where: one entry a (group or type) and class. */
export interface Placed {
  /** Free calls by caller group. */
  readonly callers: Float64Array;
  /** Intact hops by type. */
  readonly known: Float64Array;
}

/** @param known intact hops: their caller row and type, -1 where names rule the pair out */
export function countPlaced(
  { callers }: BridgeInput,
  types: CallTypes,
  isFree: (row: number) => boolean,
  known: readonly { readonly caller: number; readonly type: number }[],
): Placed | undefined {
  const { position } = callers;
  if (!position) return undefined;
  const placed = new Float64Array(types.callers.count * POSITION_CLASSES);
  for (let c = 0; c < callers.count; c++)
    if (isFree(c)) placed[types.callers.of[c]! * POSITION_CLASSES + position[c]!]!++;
  const intact = new Float64Array(types.count * POSITION_CLASSES);
  for (const { caller, type } of known) if (type >= 0) intact[type * POSITION_CLASSES + position[caller]!]!++;
  return { callers: placed, known: intact };
}

/** Probability mass of the edges by type and class. */
export function placedMass(
  { callers: { position } }: BridgeInput,
  typeCount: number,
  edges: CandidateEdges,
  probability: Float64Array,
): Float64Array | undefined {
  if (!position) return undefined;
  const mass = new Float64Array(typeCount * POSITION_CLASSES);
  for (let e = 0; e < probability.length; e++)
    mass[edges.type[e]! * POSITION_CLASSES + position[edges.caller[e]!]!]! += probability[e]!;
  return mass;
}

export interface PriorFit {
  readonly types: CallTypes;
  readonly input: BridgeInput;
  readonly freeCallers: Float64Array;
  readonly placed: Placed | undefined;
}

/** log q / (1 - Q) by type and class. */
export function fitPriors(fit: PriorFit, mass: Float64Array, massByClass: Float64Array | undefined): Float64Array {
  const { types, input, freeCallers, placed } = fit;
  const out = new Float64Array(types.count * POSITION_CLASSES);
  for (let g = 0; g < types.callers.count; g++) {
    const own = types.ofCallerGroup[g]!;
    const n = freeCallers[g]! + 0.5;
    const many = input.callers.style[types.callers.sample[g]!] !== 0;
    let total = 0;
    for (const t of own) total += mass[t]! + TRACE;
    const whole = Math.min(total / n, MOST);
    for (const t of own) {
      const q = Math.min((mass[t]! + TRACE) / n, MOST);
      const prior = Math.log(q) - Math.log(1 - (many ? q : whole));
      out.fill(prior, t * POSITION_CLASSES, (t + 1) * POSITION_CLASSES);
    }
    if (!many && placed && (massByClass || own.some((t) => hasKnown(placed, t))))
      placeGroup(own, g, whole, total, mass, placed, massByClass, out);
  }
  return out;
}

function placeGroup(
  own: readonly number[],
  g: number,
  whole: number,
  total: number,
  mass: Float64Array,
  placed: Placed,
  massByClass: Float64Array | undefined,
  out: Float64Array,
): void {
  const seen = (t: number, k: number) =>
    (massByClass?.[t * POSITION_CLASSES + k] ?? 0) + placed.known[t * POSITION_CLASSES + k]!;
  const byRank = own.map((t) => {
    const sums = new Float64Array(RANKS);
    for (let k = 0; k < POSITION_CLASSES; k++) sums[rankOf(k)]! += seen(t, k);
    return sums;
  });
  let matched = 0;
  for (const t of own)
    for (let k = 0; k < POSITION_CLASSES; k++) matched += massByClass?.[t * POSITION_CLASSES + k] ?? 0;
  // While every callee is taken to have a caller, the mass is raised; so is that of the classes.
  const raise = matched > 0 ? total / matched : 0;
  for (let k = 1; k < POSITION_CLASSES; k++) {
    const calls = placed.callers[g * POSITION_CLASSES + k]!;
    if (calls === 0) continue;
    let allRank = LEAN;
    let allClass = LEAN;
    let inClass = 0;
    own.forEach((t, i) => {
      allRank += byRank[i]![rankOf(k)]!;
      allClass += seen(t, k);
      inClass += massByClass?.[t * POSITION_CLASSES + k] ?? 0;
    });
    const Q = massByClass ? Math.min((inClass * raise + LEAN * whole) / (calls + LEAN), MOST) : whole;
    own.forEach((t, i) => {
      const ofRank = (byRank[i]![rankOf(k)]! + (LEAN * (mass[t]! + TRACE)) / total) / allRank;
      const share = (seen(t, k) + LEAN * ofRank) / allClass;
      out[t * POSITION_CLASSES + k] = Math.log(Math.max(share * Q, 1e-6)) - Math.log(1 - Q);
    });
  }
}

function hasKnown({ known }: Placed, t: number): boolean {
  for (let k = 0; k < POSITION_CLASSES; k++) if (known[t * POSITION_CLASSES + k]! > 0) return true;
  return false;
}
