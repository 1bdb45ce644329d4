/** How long the property tests search; for tests. */

/** As many runs as usual, or CAUSEWAY_FUZZ times as many. */
export function fuzzRuns(usual: number): number {
  return usual * Math.max(1, Number(process.env.CAUSEWAY_FUZZ) || 1);
}
