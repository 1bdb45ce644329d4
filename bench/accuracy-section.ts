/** Replaces one section of docs/accuracy.md, from its heading to the next; the other benchmarks' sections stay as they are. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const FILE = "docs/accuracy.md";

export function writeSection(title: string, body: string): void {
  const before = existsSync(FILE)
    ? readFileSync(FILE, "utf8")
    : "# Accuracy\n\nMeasured by the commands named in each section; shares in percent.\n";
  const heading = `## ${title}\n`;
  const section = `${heading}\n${body}\n`;
  const from = before.indexOf(heading);
  if (from === -1) {
    writeFileSync(FILE, `${before.trimEnd()}\n\n${section}`);
    return;
  }
  const next = before.indexOf("\n## ", from + heading.length);
  const after = next === -1 ? "" : `\n${before.slice(next + 1)}`;
  writeFileSync(FILE, `${before.slice(0, from)}${section}${after}`);
}
