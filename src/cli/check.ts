/** `causeway check FILE...`: fails the build where a trace is broken. */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildReport } from "../diagnosis/report.ts";
import { type Finding, type Report, SEVERITY_ORDER, type Severity } from "../diagnosis/report-types.ts";
import { ALL_RULES } from "../diagnosis/rules/all-rules.ts";
import { findBridges } from "../hops/pairs/from-spans.ts";
import { fingerprintsOf } from "./baseline.ts";
import { printJunit } from "./check-junit.ts";
import { printSarif } from "./check-sarif.ts";
import { printReport } from "./check-text.ts";
import { plainJson } from "./plain-text.ts";
import { isUsable, printWarnings, readInputs } from "./read-inputs.ts";

export const CHECK_USAGE = `causeway check FILE...         say which hop lost the context, why and how to mend it
    --format text|json|sarif|junit
    --fail-on error|warning|info|none   from which severity on to fail (default error)
    --rule ID                  only this rule; may be given several times
    --baseline FILE            findings of this earlier report (--format json) do not fail`;

const FORMATS = {
  text: (report: Report, known: ReadonlySet<string>) => printReport(report, known, process.stdout.isTTY === true),
  // What another language needs is no part of the schema.
  json: (report: Report) => plainJson(report, (key, value) => (key === "said" ? undefined : value)),
  sarif: printSarif,
  junit: printJunit,
} as const;

/** @returns 0: nothing at or above --fail-on, 1: findings, 2: unusable input or arguments */
export async function check(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      format: { type: "string", default: "text" },
      "fail-on": { type: "string", default: "error" },
      rule: { type: "string", multiple: true },
      baseline: { type: "string" },
    },
    allowPositionals: true,
  });
  const { format, "fail-on": failOn, rule: rules, baseline } = values;
  const unknownRule = rules?.find((id) => !ALL_RULES.some((rule) => rule.id === id));
  const refusal =
    (!isFormat(format) && `--format ${format}: check prints ${Object.keys(FORMATS).join(", ")}.`) ||
    (!isThreshold(failOn) && `--fail-on ${failOn}: one of error, warning, info, none.`) ||
    (unknownRule !== undefined && `--rule ${unknownRule}: one of ${ALL_RULES.map(({ id }) => id).join(", ")}.`);
  if (refusal || !isFormat(format) || !isThreshold(failOn)) {
    console.error(refusal);
    return 2;
  }
  const known = readBaseline(baseline);
  if (typeof known === "string") {
    console.error(known);
    return 2;
  }
  const inputs = await readInputs(positionals, "check");
  if (!inputs) return 2;
  if (!isUsable(inputs)) {
    printWarnings(inputs);
    return 2;
  }
  const { dataSet } = inputs;
  const report = buildReport(dataSet, { bridges: findBridges(dataSet), ...(rules && { rules }) });
  console.log(FORMATS[format](report, known));
  return report.findings.some((finding) => !known.has(finding.fingerprint) && isAtLeast(finding, failOn)) ? 1 : 0;
}

const isFormat = (format: string): format is keyof typeof FORMATS => Object.hasOwn(FORMATS, format);
const isThreshold = (word: string): word is Severity | "none" => word === "none" || Object.hasOwn(SEVERITY_ORDER, word);
const isAtLeast = ({ severity }: Finding, threshold: Severity | "none") =>
  threshold !== "none" && SEVERITY_ORDER[severity] <= SEVERITY_ORDER[threshold];

/** The known fingerprints, or a sentence why they cannot be read. */
function readBaseline(path: string | undefined): ReadonlySet<string> | string {
  if (path === undefined) return new Set();
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (failure) {
    return `--baseline ${path}: ${(failure as Error).message}`;
  }
  const known = fingerprintsOf(text);
  return (
    known ?? `--baseline ${path}: this is neither a report (--format json) nor a list of fingerprints, one a line.`
  );
}
