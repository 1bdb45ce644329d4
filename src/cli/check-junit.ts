/** A report as JUnit XML: a test case a rule and finding, so that a build shows what failed and keeps a history. */
import type { Finding, Report } from "../diagnosis/report-types.ts";
import { ALL_RULES } from "../diagnosis/rules/all-rules.ts";
import { plainText } from "./plain-text.ts";

/** Notes and known findings pass; their text is kept as output. */
export function printJunit({ findings }: Report, known: ReadonlySet<string> = new Set()): string {
  const failed = findings.filter((finding) => isFailure(finding, known));
  const clean = ALL_RULES.filter(({ id }) => !findings.some(({ rule }) => rule === id));
  const cases = [
    ...findings.map((finding) => caseOf(finding, known)),
    ...clean.map(({ id, title }) => `    <testcase classname="causeway.${id}" name="${escapeXml(title)}"/>`),
  ];
  const totals = `tests="${cases.length}" failures="${failed.length}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="causeway" ${totals}>`,
    `  <testsuite name="causeway check" ${totals} errors="0" skipped="0">`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
  ].join("\n");
}

const isFailure = ({ severity, fingerprint }: Finding, known: ReadonlySet<string>) =>
  severity !== "info" && !known.has(fingerprint);

function caseOf(finding: Finding, known: ReadonlySet<string>): string {
  const { rule, cause, severity, title, evidence, remedy } = finding;
  const text = escapeXml(
    [...evidence, remedy.text, remedy.code, remedy.verify].filter((part) => part !== "").join("\n"),
  );
  const body = isFailure(finding, known)
    ? `<failure type="${severity}" message="${escapeXml(title)}">${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return `    <testcase classname="causeway.${escapeXml(rule)}" name="${escapeXml(`${cause}: ${title}`)}">${body}</testcase>`;
}

/** Also takes out what XML 1.0 cannot hold at all (lone surrogates), and what would turn a viewer's lines around. */
function escapeXml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
  return plainText(text, "\t\n\r")
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"']/g, (character) => entities[character]!);
}
