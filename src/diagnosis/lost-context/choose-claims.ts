/**
 * The set of claims that explains what was lost with the least to assume, and leaves alone what was kept.
 *
 *   score = (lost hops it covers) x LOST - (kept hops it covers) x KEPT - cost
 *
 * Greedy: the best first, its lost hops taken out, until nothing is left that a claim is worth. A rival covers nearly the same hops and
 * has another remedy; where it is less than DECISIVE behind, nobody can tell from these data, and both are named. O(claims x groups).
 */
import { type Claim, proposeClaims } from "./claims.ts";
import type { HopGroup } from "./hop-groups.ts";

/** log 0.98 - log 0.001: a claim loses nearly all that it covers, health loses one in a thousand. */
const LOST = 6.9;
/** log 0.999 - log 0.02. */
const KEPT = 3.9;
/** Nats by which the best must beat a rival. */
const DECISIVE = 3;
/** Share of the claim's lost hops that another must cover to be a rival. */
const RIVAL_SHARE = 0.9;

export interface Chosen {
  readonly claim: Claim;
  readonly groups: readonly HopGroup[];
  readonly lost: number;
  /** Hops that the claim covers, and that were kept all the same. */
  readonly kept: number;
  /** Best first; empty = the claim stands alone. */
  readonly rivals: readonly Claim[];
}

export interface Choice {
  readonly chosen: readonly Chosen[];
  /** Lost groups that no claim is worth. */
  readonly left: readonly HopGroup[];
}

export function chooseClaims(groups: readonly HopGroup[]): Choice {
  const claims = proposeClaims(groups).map((claim) => ({ claim, covered: groups.filter(claim.covers) }));
  const open = new Set(groups.filter(({ lost }) => lost.length > 0));
  const chosen: Chosen[] = [];
  const score = ({ claim, covered }: (typeof claims)[number]) => {
    let sum = -claim.cost;
    for (const group of covered) sum += (open.has(group) ? LOST * group.lost.length : 0) - KEPT * group.kept;
    return sum;
  };
  while (open.size > 0) {
    const scored = claims.map((each) => ({ ...each, score: score(each) })).sort((a, b) => b.score - a.score);
    const broadest = scored[0];
    if (broadest === undefined || broadest.score <= 0) break;
    // Several narrow claims may together explain the same with less to assume.
    const parts = cheaperParts(broadest, scored, open);
    const best = parts?.first ?? broadest;
    const taken = best.covered.filter((group) => open.has(group));
    if (taken.length === 0) break;
    const lost = countLost(taken);
    const rivals = scored
      .filter(
        (other) =>
          other !== best && !(other === broadest && parts!.saved >= DECISIVE) && other.claim.cause !== best.claim.cause,
      )
      .filter((other) => best.score - other.score < DECISIVE)
      .filter((other) => countLost(other.covered.filter((group) => taken.includes(group))) >= RIVAL_SHARE * lost)
      .map(({ claim }) => claim);
    const kept = best.covered.reduce((sum, group) => sum + group.kept, 0);
    chosen.push({ claim: best.claim, groups: taken, lost, kept, rivals: firstOfEach(rivals) });
    for (const group of taken) open.delete(group);
  }
  return { chosen, left: [...open] };
}

interface Scored {
  readonly claim: Claim;
  readonly covered: readonly HopGroup[];
  readonly score: number;
}

/** The first of two claims that leave nothing of the broad one's losses over; `saved`: nats that they cost less together. */
function cheaperParts(
  broad: Scored,
  scored: readonly Scored[],
  open: ReadonlySet<HopGroup>,
): { readonly first: Scored; readonly saved: number } | undefined {
  const lost = broad.covered.filter((group) => open.has(group));
  const parts = scored.filter(
    ({ claim, covered, score }) =>
      score > 0 && claim.cost < broad.claim.cost && covered.some((group) => lost.includes(group)),
  );
  for (const first of parts) {
    const rest = lost.filter((group) => !first.covered.includes(group));
    if (rest.length === lost.length || rest.length === 0) continue;
    const second = parts.find(
      ({ claim, covered }) =>
        claim.cost + first.claim.cost < broad.claim.cost && rest.every((group) => covered.includes(group)),
    );
    if (second !== undefined) return { first, saved: broad.claim.cost - first.claim.cost - second.claim.cost };
  }
  return undefined;
}

const countLost = (groups: readonly HopGroup[]) => groups.reduce((sum, { lost }) => sum + lost.length, 0);

/** One claim for each remedy. */
function firstOfEach(claims: readonly Claim[]): Claim[] {
  const seen = new Map<string, Claim>();
  for (const claim of claims) {
    const key = `${claim.cause} ${claim.party}`;
    if (!seen.has(key)) seen.set(key, claim);
  }
  return [...seen.values()];
}
