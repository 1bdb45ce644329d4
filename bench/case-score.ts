/**
 * A report against the truth of its case.
 *
 *   right        every true finding is there, at its place or above the others; below the top: another finding stands before it
 *   partly       some of several true findings are there
 *   wrong        none of them, and something else is told
 *   silent       none of them, and nothing is told
 *   false alarm  a healthy system, and a finding at warning or above
 *
 * A wrong error is a finding of severity error that no truth knows.
 */
import type { Finding, Report } from "../src/diagnosis/report-types.ts";

interface TrueFinding {
  readonly cause: string | readonly string[];
  readonly rule?: string;
  readonly service?: string;
  readonly edge?: { readonly from: string; readonly to: string };
  readonly severity?: string;
  /** Words that a fitting remedy has: all of them, each with its alternatives behind "|". */
  readonly remedy?: readonly string[];
  readonly mustNotSay?: readonly string[];
}

export interface Truth {
  readonly healthy?: boolean;
  readonly findings?: readonly TrueFinding[];
  /** True as well, and not asked for. */
  readonly accepted?: readonly TrueFinding[];
}

export type Outcome = "right" | "right below the top" | "partly" | "wrong" | "silent" | "healthy" | "false alarm";

export interface CaseScore {
  readonly outcome: Outcome;
  /** Whether the remedies of what was right fit; undefined where nothing says what would fit. */
  readonly fits: boolean | undefined;
  readonly wrongErrors: readonly string[];
  /** Sentences that must not be said, and are. */
  readonly forbidden: readonly string[];
}

export function scoreCase({ findings: asked = [], accepted = [], healthy }: Truth, { findings }: Report): CaseScore {
  const told = findings.filter(({ severity }) => severity !== "info");
  const known = [...asked, ...accepted];
  const unknown = told.filter((finding) => !known.some((truth) => isOf(truth, finding)));
  const wrongErrors = unknown.filter(({ severity }) => severity === "error").map(({ title }) => title);
  const all = findings.flatMap(wordsOf).join("\n");
  const forbidden = asked.flatMap(({ mustNotSay = [] }) => mustNotSay).filter((word) => all.includes(word));
  if (healthy === true)
    return { outcome: unknown.length > 0 ? "false alarm" : "healthy", fits: undefined, wrongErrors, forbidden };
  const found = asked.map((truth) => told.find((finding) => isOf(truth, finding)));
  const right = found.filter((finding) => finding !== undefined);
  const fitting = asked.flatMap((truth, at) => {
    const finding = found[at];
    return finding === undefined || truth.remedy === undefined ? [] : [fits(truth.remedy, finding)];
  });
  const outcome: Outcome =
    right.length === 0
      ? told.length === 0
        ? "silent"
        : "wrong"
      : right.length < asked.length
        ? "partly"
        : told.slice(0, right.length).every((finding) => known.some((truth) => isOf(truth, finding)))
          ? "right"
          : "right below the top";
  return { outcome, fits: fitting.length === 0 ? undefined : fitting.every(Boolean), wrongErrors, forbidden };
}

function isOf(truth: TrueFinding, finding: Finding): boolean {
  const causes = typeof truth.cause === "string" ? [truth.cause] : truth.cause;
  if (!causes.includes(finding.cause)) return false;
  if (truth.rule !== undefined && truth.rule !== finding.rule) return false;
  if (truth.service !== undefined && truth.service !== finding.service) return false;
  const { edge } = truth;
  return edge === undefined || finding.edges.some(({ from, to }) => from === edge.from && to === edge.to);
}

const wordsOf = ({ title, evidence, alternatives, remedy }: Finding) => [
  title,
  ...evidence,
  ...alternatives,
  remedy.text,
];

function fits(words: readonly string[], { remedy }: Finding): boolean {
  const said = `${remedy.text}\n${remedy.code}`.toLowerCase();
  return words.every((word) => word.split("|").some((each) => said.includes(each.toLowerCase())));
}

/** Right, with nothing accused that is innocent. */
export const isGood = ({ outcome, wrongErrors, forbidden }: CaseScore): boolean =>
  (outcome === "right" || outcome === "right below the top" || outcome === "healthy") &&
  wrongErrors.length === 0 &&
  forbidden.length === 0;
