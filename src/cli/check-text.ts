/** A report for a terminal: counts, then findings worst first with evidence and fix, then what is not broken. */
import type { EdgeContinuity, Finding, Report, Verdict } from "../diagnosis/report-types.ts";
import { plainText as plain } from "./plain-text.ts";
import { warningLine } from "./print-input.ts";

const WIDTH = 100;
const SIGNS = { error: "✗", warning: "!", info: "i" } as const;
const COLORS = { error: "31", warning: "33", info: "36" } as const;

/** @param known fingerprints of the baseline @param color whether the reader understands terminal colours */
export function printReport(report: Report, known: ReadonlySet<string>, color: boolean): string {
  const paint = (code: string, text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const { input, continuity, findings, verdicts, bridges } = report;
  const lines = [
    `${count(input.spans, "span")} in ${count(input.traces, "trace")}; ${continuity.intact} of ${count(continuity.hops, "hop")} intact`,
    ...input.warnings.map(warningLine),
    "",
    ...findings.flatMap((finding) => [...printFinding(finding, known.has(finding.fingerprint), paint), ""]),
  ];
  const broken = continuity.edges.filter(({ hops, intact }) => intact < hops);
  if (broken.length > 0) lines.push(paint("1", "Continuity"), ...broken.map(printEdge), "");
  if (verdicts.length > 0) lines.push(paint("1", "Looks broken, but is not"), ...verdicts.flatMap(printVerdict), "");
  if (bridges.length > 0) lines.push(`${count(bridges.length, "bridge")} to lost parents: --format json lists them.`);
  lines.push(summary(findings, known));
  return lines.join("\n");
}

function printFinding(finding: Finding, isKnown: boolean, paint: (code: string, text: string) => string): string[] {
  const { severity, rule, cause, confidence, evidence, alternatives, remedy, spans } = finding;
  const label = rule === cause ? rule : `${rule}/${cause}`;
  const head = `${SIGNS[severity]} ${severity} ${label} (${confidence}${isKnown ? ", in the baseline" : ""})`;
  const code = remedy.code.split("\n").map((line) => `      ${line}`);
  return [
    paint(COLORS[severity], head),
    ...wrap(paint("1", plain(finding.title)), "  "),
    ...evidence.flatMap((line) => wrap(plain(line), "  - ", "    ")),
    ...alternatives.flatMap((line) => wrap(`or: ${plain(line)}`, "  ? ", "    ")),
    ...wrap(plain(remedy.text), "  Fix: ", "       "),
    ...(remedy.code === "" ? [] : code),
    ...(remedy.verify === "" ? [] : wrap(plain(remedy.verify), "  Verify: ", "          ")),
    ...spans.slice(0, 3).map(({ traceId, spanId }) => `  trace ${traceId} span ${spanId}`),
    `  ${count(finding.count, "case")}; ${plain(finding.fingerprint)}`,
  ];
}

const printEdge = ({ from, to, protocol, hops, intact }: EdgeContinuity) =>
  `  ${plain(from)} -x- ${plain(to)}${protocol === "" ? "" : ` (${protocol})`}: ${intact} of ${count(hops, "hop")} intact`;

const printVerdict = ({ kind, reason, count: cases, environment }: Verdict) => {
  const place = environment === "" ? "" : `${plain(environment)}, `;
  return wrap(`${kind} (${place}${count(cases, "case")}): ${plain(reason)}`, "  = ", "    ");
};

function summary(findings: readonly Finding[], known: ReadonlySet<string>): string {
  if (findings.length === 0) return "Nothing is broken.";
  const fresh = findings.filter(({ fingerprint }) => !known.has(fingerprint));
  const of = (severity: Finding["severity"]) => fresh.filter((finding) => finding.severity === severity).length;
  const old = findings.length - fresh.length;
  const counts = `${count(of("error"), "error")}, ${count(of("warning"), "warning")}, ${count(of("info"), "note")}`;
  return `${counts}${old > 0 ? `; ${old} in the baseline` : ""}`;
}

const count = (number: number, one: string) => `${number} ${number === 1 ? one : `${one}s`}`;

function wrap(text: string, first: string, rest = " ".repeat(first.length)): string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(" ")) {
    if (line.length + word.length > WIDTH && line.trim() !== first.trim()) {
      lines.push(line.trimEnd());
      line = rest;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
