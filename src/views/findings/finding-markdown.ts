/** A finding as Markdown, for an issue or a pull request. Values from traces cannot break out of their place. */
import type { Finding } from "../../diagnosis/report-types.ts";
import type { Messages } from "../messages/en.ts";

export function findingAsMarkdown(finding: Finding, { findings: words }: Messages): string {
  const { remedy, evidence, alternatives, spans, count } = finding;
  const parts = [`## ${escapeText(finding.title)}`];
  parts.push(
    words.headline(words.severity[finding.severity], words.confidence[finding.confidence], words.cases(count)),
  );
  if (evidence.length > 0) parts.push(`### ${words.why}`, bullets(evidence));
  if (alternatives.length > 0) parts.push(`### ${words.otherwise}`, bullets(alternatives));
  parts.push(`### ${words.fix}`, escapeText(remedy.text));
  if (remedy.wrong) parts.push(`${words.wrong}:`, fenced(remedy.wrong, remedy.language));
  if (remedy.code) parts.push(`${words.right}:`, fenced(remedy.code, remedy.language));
  if (remedy.verify) parts.push(`### ${words.verify}`, escapeText(remedy.verify));
  if (spans.length > 0) {
    parts.push(
      `### ${words.examples}`,
      bullets(spans.slice(0, 5).map(({ traceId, spanId }) => `${traceId} / ${spanId}`)),
    );
  }
  parts.push(`\`${finding.rule}/${finding.cause}\` · \`${finding.fingerprint}\``);
  return `${parts.join("\n\n")}\n`;
}

const bullets = (lines: readonly string[]) => lines.map((line) => `- ${escapeText(line)}`).join("\n");

/** Names in traces are strangers' data: no markup, no mention, no line break of theirs survives. */
function escapeText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]<>|#~]/g, "\\$&")
    .replace(/@(?=\w)/g, "@\u200b");
}

/** A fence longer than any run of backticks inside. */
function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const names: Record<string, string> = { nodejs: "ts", dotnet: "csharp", generic: "" };
  return `${fence}${names[language] ?? language}\n${code}\n${fence}`;
}
