/** docs/rules.md, written from the rules themselves. */
import { ALL_RULES } from "./all-rules.ts";
import type { Rule } from "./rule.ts";

const HEAD = `# Rules

What the diagnosis looks for, from the most to the least serious family. Written from the rules in \`src/diagnosis/rules/\`
(\`UPDATE_DOCS=1 npx vitest run src/diagnosis/rules\`); a test holds both together.

Severities: **error**, a context was lost, leaked or mixed up, and that is at least likely; **warning**, suspected, or data is missing;
**info**, worth knowing. A population below 20 hops is "suspected" and no error. One finding stands for one cause at one service,
however many spans show it. Accuracy on the demo shop: [accuracy.md](accuracy.md).

| rule | worst severity | says |
|---|---|---|
`;

const CAUSES = `### Causes

| cause | told by |
|---|---|
| \`id-truncated\` | the callee names a parent that is in another trace, whose id has the same last 16 digits |
| \`header-reused\` | the callee has the same parent as its caller's SERVER span, and lies within the caller's childless call |
| \`malformed-header\` | the callee recorded a traceparent that breaks the grammar |
| \`format-mismatch\` | the callee recorded another format or a header of one's own, and no traceparent |
| \`no-extract\` | the callee recorded a valid traceparent and began a trace all the same; or all of its callers lose it, and send well to others |
| \`gateway-strips\` | the caller recorded that it sent traceparent and the callee received none; or only calls through one address are lost |
| \`no-propagator\` | all that comes in and all that goes out of one service is lost |
| \`no-inject\` | all calls of one caller are lost, and its callees read well from others; or it makes no CLIENT span at all |
| \`grpc-metadata\` | the same for gRPC alone, or the callee recorded a key that is nearly traceparent |
| \`queue-not-carried\` | CONSUMER roots without a link, on a destination that the caller sent to |
| \`background-context\` | roots inside a request of their own instance, every time |
| \`async-context-lost\` | the same for a part of an operation's spans; the others kept their parent |
| \`unknown\` | the loss is sure, and neither side has another edge to compare with |

`;

export function buildRulesDoc(): string {
  const rows = ALL_RULES.map(({ id, severity, title }) => `| [${id}](#${id}) | ${severity} | ${title} |`).join("\n");
  return `${HEAD}${rows}\n\n${ALL_RULES.map(describeRule).join("\n")}`;
}

function describeRule({ id, severity, title, signature, lookAlikes, demo }: Rule): string {
  const recorded = (ids: readonly string[]) => ids.map((each) => `[${each}](../public/demo/${each}.jsonl)`).join(", ");
  const lines = [
    `## ${id}`,
    "",
    `${title}. Worst severity: ${severity}.`,
    "",
    `- **Signature:** ${signature}`,
    `- **Innocent look-alikes:** ${lookAlikes}`,
    `- **Recorded:** ${demo.faults.length === 0 ? "none of the demo's faults" : recorded(demo.faults)}${demo.innocents.length === 0 ? "" : `; must not be called broken: ${recorded(demo.innocents)}`}`,
    `- **Remedy:** \`src/remedies/causes/\`, chosen by cause, language, scope and SDK version`,
    "",
  ];
  return id === "lost-context" ? `${lines.join("\n")}\n${CAUSES}` : lines.join("\n");
}
