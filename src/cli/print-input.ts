/** What was read, in numbers, and what was not, for a terminal. */

import type { ReportInput } from "../diagnosis/report-types.ts";
import type { Warning } from "../model/warning.ts";
import { plainText } from "./plain-text.ts";

/** One line: where, what. */
export function warningLine({ file, line, offset, message }: Warning): string {
  const place = line !== undefined ? `:${line}` : offset !== undefined ? ` at byte ${offset}` : "";
  return plainText(`${file}${place}: ${message}`);
}

export function printInput(input: ReportInput): string {
  const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
  const lines = [
    `${count(input.spans, "span")} in ${count(input.traces, "trace")}, ${count(input.logs, "log record")}`,
    `${count(input.roots, "root")}, ${count(input.orphans, "orphan")} (${count(input.missingParents, "missing parent")}), ${count(input.errors, "error")}`,
    ...Object.entries(input.services).map(([name, spans]) => `  ${String(spans).padStart(8)}  ${plainText(name)}`),
    ...input.warnings.map(warningLine),
  ];
  return lines.join("\n");
}
