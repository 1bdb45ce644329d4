/**
 * Bridges: the lost caller of every callee, or the honest answer that there is none to name.
 *
 * `matchWires` is a generator so that a worker can breathe, report and be cancelled between rounds:
 *
 *   for (const step of matchWires(input)) post(step.doneShare, step.bridges)
 *
 * Edges with most losses come first. Times in nanoseconds; rows are rows of the input's columns.
 */
import { selectCluster, splitClusters } from "./clusters.ts";
import { buildCallTypes } from "./groups.ts";
import type { BridgeInput } from "./input.ts";
import { defaultOptions, type MatchOptions, matchRounds, type OffsetOf, prepareProblem } from "./matcher.ts";
import { estimateOffsets, offsetLookup } from "./offsets.ts";
import { judgeMatching, type WireBridge } from "./verdicts.ts";

export interface WireStep {
  /** Share of the work done so far, 0 to 1. */
  readonly doneShare: number;
  /** Bridges found since the step before. */
  readonly bridges: readonly WireBridge[];
  /** Steps of work done since the step before: for tests of growth. */
  readonly work: number;
}

/**
 * Matches lost callees with their callers, cluster by cluster, worst first. Same input, same answer.
 * @returns the clock offsets it went by
 */
export function* matchWires(input: BridgeInput, options: Partial<MatchOptions> = {}): Generator<WireStep, OffsetOf> {
  const settings = { ...defaultOptions, ...options };
  const types = buildCallTypes(input);
  const clusters = splitClusters(input, types);
  const total = clusters.reduce((n, cluster) => n + cluster.lostCount, 0);
  let done = 0;
  const search = settings.offsetOf ? undefined : estimateOffsets(input, types, settings);
  let offsets = search?.next();
  while (offsets && !offsets.done) {
    yield { doneShare: 0, bridges: [], work: 0 };
    offsets = search?.next();
  }
  const offsetOf = settings.offsetOf ?? offsetLookup(offsets?.value ?? []);
  for (const cluster of clusters) {
    const part = selectCluster(input, cluster);
    const problem = prepareProblem(part, buildCallTypes(part), offsetOf);
    for (const step of matchRounds(problem, offsetOf, settings)) {
      const doneShare = (done + cluster.lostCount * step.doneShare) / total;
      const bridges = step.matching
        ? judgeMatching(part, step.matching).map((bridge) => ({
            ...bridge,
            callee: cluster.calleeRows[bridge.callee]!,
            caller: cluster.callerRows[bridge.caller]!,
            rivals: bridge.rivals.map((rival) => ({ ...rival, caller: cluster.callerRows[rival.caller]! })),
          }))
        : [];
      yield { doneShare, bridges, work: step.work };
    }
    done += cluster.lostCount;
  }
  return offsetOf;
}

/** All bridges at once; empty when `shouldStop` said so before the first cluster was done. */
export function findWireBridges(input: BridgeInput, options: Partial<MatchOptions> = {}): WireBridge[] {
  const bridges: WireBridge[] = [];
  for (const step of matchWires(input, options)) bridges.push(...step.bridges);
  return bridges;
}
