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
  parts.push(`${codeSpan(`${finding.rule}/${finding.cause}`)} · ${codeSpan(finding.fingerprint)}`);
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

/** In a line of text: a fingerprint is made of names too. */
function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, " ").replace(/@(?=\w)/g, "@\u200b");
  const fence = fenceAround(line, 1);
  // A backtick at an end would be taken for the fence's.
  return /^`|`$/.test(line) ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** Longer than any run of backticks inside. */
function fenceAround(text: string, shortest: number): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  return "`".repeat(runs.reduce((most, run) => Math.max(most, run + 1), shortest));
}

function fenced(code: string, language: string): string {
  const fence = fenceAround(code, 3);
  const names: Record<string, string> = { nodejs: "ts", dotnet: "csharp", generic: "" };
  return `${fence}${names[language] ?? language}\n${code}\n${fence}`;
}
