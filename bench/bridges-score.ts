/** How good a list of bridges is against the truth. All shares are 0 to 1. */
export interface Guess {
  readonly callee: number;
  readonly caller: number;
  readonly score: number;
  readonly confidence?: "certain" | "likely" | "possible";
}

export interface Score {
  /** Share of the callees that have a caller and were given the right one. */
  readonly right: number;
  /** Greatest share covered while the cumulative precision, best scores first, is 99 % (90 %). */
  readonly coverage99: number;
  readonly coverage90: number;
  /** What is called certain: share covered, precision. */
  readonly certainCoverage: number;
  readonly certainPrecision: number;
  readonly likelyPrecision: number;
  /** Callees without a caller in the data that are given one called likely or certain, as a share of all such. */
  readonly falseLinks: number;
  /** How many of them are given one called certain: true roots, and callees whose call is missing. */
  readonly rootsCertain: number;
  readonly missingCertain: number;
  readonly certainCount: number;
  readonly likelyCount: number;
}

export function scoreGuesses(
  guesses: readonly Guess[],
  truth: Int32Array,
  linked: Int32Array,
  isRoot: Uint8Array,
): Score {
  let wanted = 0;
  let roots = 0;
  truth.forEach((caller, callee) => {
    if (linked[callee]! >= 0) return;
    if (caller >= 0) wanted++;
    else roots++;
  });
  const isRight = (g: Guess) => truth[g.callee] === g.caller;
  const sorted = [...guesses].sort((a, b) => b.score - a.score);
  let right = 0;
  let coverage99 = 0;
  let coverage90 = 0;
  sorted.forEach((guess, i) => {
    if (isRight(guess)) right++;
    // Ties of the score are one step: a matcher without certainty has only one.
    if (i + 1 < sorted.length && sorted[i + 1]!.score === guess.score) return;
    if (right / (i + 1) >= 0.99) coverage99 = right;
    if (right / (i + 1) >= 0.9) coverage90 = right;
  });
  const certain = guesses.filter((g) => g.confidence === "certain");
  const likely = guesses.filter((g) => g.confidence === "likely");
  const precision = (list: readonly Guess[]) => list.filter(isRight).length / Math.max(list.length, 1);
  const falseOnes = (list: readonly Guess[]) => list.filter((g) => truth[g.callee]! < 0).length / Math.max(roots, 1);
  return {
    right: right / Math.max(wanted, 1),
    coverage99: coverage99 / Math.max(wanted, 1),
    coverage90: coverage90 / Math.max(wanted, 1),
    certainCoverage: certain.filter(isRight).length / Math.max(wanted, 1),
    certainPrecision: precision(certain),
    likelyPrecision: precision(likely),
    falseLinks: falseOnes([...certain, ...likely]),
    rootsCertain: certain.filter((g) => isRoot[g.callee] === 1).length,
    missingCertain: certain.filter((g) => truth[g.callee]! < 0 && isRoot[g.callee] === 0).length,
    certainCount: certain.length,
    likelyCount: likely.length,
  };
}
