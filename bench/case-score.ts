/**
 * A report against the truth of its case.
 *
 *   right        every true finding is there, at its place or above the others; below the top: another finding stands before it
 *   partly       some of several true findings are there
 *   wrong        none of them, and something else is told
 *   silent       none of them, and nothing is told
 *   false alarm  a healthy system, and a finding at warning or above
 *
 * A wrong error is a finding of severity error that no truth knows; a false warning is one of severity warning.
 */
import { type Finding, type Report, SEVERITY_ORDER, type Severity } from "../src/diagnosis/report-types.ts";

interface TrueEdge {
  readonly from: string;
  readonly to: string;
}

export interface TrueFinding {
  readonly cause: string | readonly string[];
  readonly rule?: string;
  readonly service?: string;
  /** deployment.environment.name of that service. */
  readonly environment?: string;
  /** The edge that loses it, or several: each belongs to the finding, one of them is asked for. */
  readonly edge?: TrueEdge | readonly TrueEdge[];
  /** The least that is asked for; warning where not given. */
  readonly severity?: Severity;
  /** Words that a fitting remedy has: all of them, each with its alternatives behind "|". */
  readonly remedy?: readonly string[];
  readonly mustNotSay?: readonly string[];
}

export interface Truth {
  readonly healthy?: boolean;
  readonly findings?: readonly TrueFinding[];
  /** True as well, and not asked for. */
  readonly accepted?: readonly TrueFinding[];
  /** What must be said nowhere, in findings or in what "looks broken, and is not". */
  readonly mustNotSay?: readonly string[];
}

export type Outcome = "right" | "right below the top" | "partly" | "wrong" | "silent" | "healthy" | "false alarm";

export interface CaseScore {
  readonly outcome: Outcome;
  /** Whether the remedies of what was right fit; undefined where nothing says what would fit. */
  readonly fits: boolean | undefined;
  readonly wrongErrors: readonly string[];
  readonly falseWarnings: readonly string[];
  /** Words that must not be said, and are. */
  readonly forbidden: readonly string[];
}

export function scoreCase(truth: Truth, report: Report): CaseScore {
  const { findings: asked = [], accepted = [], healthy } = truth;
  const known = [...asked, ...accepted];
  const told = report.findings.filter(({ severity }) => severity !== "info");
  const unknown = told.filter((finding) => !known.some((each) => isOf(each, finding)));
  const titles = (wanted: Severity) => unknown.filter(({ severity }) => severity === wanted).map(({ title }) => title);
  const found = asked.map((each) => report.findings.find((finding) => isOf(each, finding) && isHeavy(each, finding)));
  const fitting = asked.flatMap(({ remedy }, at) => {
    const finding = found[at];
    return finding === undefined || remedy === undefined ? [] : [fits(remedy, finding)];
  });
  const besides = {
    wrongErrors: titles("error"),
    falseWarnings: titles("warning"),
    forbidden: forbiddenWords(truth, report),
  };
  if (healthy === true) return { outcome: unknown.length > 0 ? "false alarm" : "healthy", fits: undefined, ...besides };
  const right = found.filter((finding) => finding !== undefined);
  return {
    outcome: outcomeOf(right, asked.length, told, unknown),
    fits: fitting.length === 0 ? undefined : fitting.every(Boolean),
    ...besides,
  };
}

function outcomeOf(
  right: readonly Finding[],
  asked: number,
  told: readonly Finding[],
  unknown: readonly Finding[],
): Outcome {
  if (right.length === 0) return told.length === 0 ? "silent" : "wrong";
  if (right.length < asked) return "partly";
  const above = told.slice(0, right.length);
  return above.some((finding) => unknown.includes(finding)) ? "right below the top" : "right";
}

function forbiddenWords({ findings = [], mustNotSay = [] }: Truth, report: Report): string[] {
  const said = [...report.findings.flatMap(wordsOf), ...report.verdicts.map(({ reason }) => reason)]
    .join("\n")
    .toLowerCase();
  return [...mustNotSay, ...findings.flatMap((each) => each.mustNotSay ?? [])].filter((word) =>
    said.includes(word.toLowerCase()),
  );
}

const isHeavy = ({ severity = "warning" }: TrueFinding, finding: Finding) =>
  SEVERITY_ORDER[finding.severity] <= SEVERITY_ORDER[severity];

function isOf(truth: TrueFinding, finding: Finding): boolean {
  const causes = typeof truth.cause === "string" ? [truth.cause] : truth.cause;
  if (!causes.includes(finding.cause)) return false;
  if (truth.rule !== undefined && truth.rule !== finding.rule) return false;
  if (truth.service !== undefined && truth.service !== finding.service) return false;
  if (truth.environment !== undefined && truth.environment !== finding.environment) return false;
  const edges = edgesOf(truth);
  return edges.length === 0 || finding.edges.some((each) => edges.some((edge) => isSame(edge, each)));
}

export const edgesOf = ({ edge }: TrueFinding): readonly TrueEdge[] =>
  edge === undefined ? [] : "from" in edge ? [edge] : edge;

export const isSame = (a: TrueEdge, b: TrueEdge): boolean => a.from === b.from && a.to === b.to;

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
