/** A report as SARIF 2.1.0, for code scanning. Findings have no file of source code: their place is the service and the hop. */

import type { Finding, Report } from "../diagnosis/report-types.ts";
import { ALL_RULES } from "../diagnosis/rules/all-rules.ts";
import type { RemedyCause } from "../remedies/all-causes.ts";
import { remedyFor } from "../remedies/remedy-for.ts";
import { plainJson, plainText } from "./plain-text.ts";

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

export function printSarif(report: Report, known: ReadonlySet<string> = new Set()): string {
  const run = {
    tool: {
      driver: {
        name: "causeway",
        rules: ALL_RULES.map((rule) => ({
          id: rule.id,
          shortDescription: { text: messageText(rule.title) },
          defaultConfiguration: { level: LEVELS[rule.severity] },
          help: { text: messageText(helpOf(rule.id)) },
        })),
      },
    },
    artifacts: report.input.files.map((file) => ({ location: { uri: encodeURI(file) } })),
    results: report.findings.map((finding) => resultOf(finding, report, known)),
  };
  const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return plainJson(log);
}

function resultOf(finding: Finding, { input }: Report, known: ReadonlySet<string>) {
  const { rule, cause, severity, confidence, title, evidence, remedy, edge, service } = finding;
  return {
    ruleId: rule,
    ruleIndex: ALL_RULES.findIndex(({ id }) => id === rule),
    level: LEVELS[severity],
    message: {
      text: messageText([title, ...evidence, remedy.text, remedy.code].filter((part) => part !== "").join("\n")),
    },
    partialFingerprints: { "causeway/v1": finding.fingerprint },
    baselineState: known.has(finding.fingerprint) ? "unchanged" : "new",
    locations: [
      {
        // A viewer wants a file; the first of the input is the nearest thing.
        ...(input.files[0] !== undefined && {
          physicalLocation: { artifactLocation: { uri: encodeURI(input.files[0]), index: 0 } },
        }),
        logicalLocations: [
          {
            name: plainText(service),
            kind: "module",
            fullyQualifiedName: plainText(edge ? `${edge.from} -> ${edge.to}` : service),
          },
        ],
      },
    ],
    properties: { cause, confidence, count: finding.count, ...(edge && { edge }), spans: finding.spans },
  };
}

/** In a message of SARIF, brackets make links and braces are places for arguments (SARIF 2.1.0, 3.11.5 and 3.11.6). */
const messageText = (text: string) =>
  plainText(text, "\n\t")
    .replace(/[\\[\]]/g, "\\$&")
    .replace(/[{}]/g, "$&$&");

/** The rule's general remedy; a rule with several causes is explained by each finding. */
function helpOf(rule: string): string {
  const cause = { "lost-context": "unknown", "malformed-context": "malformed-header" }[rule] ?? rule;
  return remedyFor({ cause: cause as RemedyCause }, "en").text;
}
