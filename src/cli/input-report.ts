/** The `input` object of a report (causeway.check/1): what was read, in numbers, and what was not. */
import { summariseDataSet } from "../analysis/summarise-data-set.ts";
import type { DataSet } from "../model/tables.ts";
import type { Warning } from "../model/warning.ts";

export interface InputReport {
  readonly files: readonly string[];
  readonly spans: number;
  readonly traces: number;
  /** Spans without a parent id. */
  readonly roots: number;
  /** Spans whose parent id is on no span of their trace. */
  readonly orphans: number;
  /** Distinct parent ids that are on no span of their trace. */
  readonly missingParents: number;
  readonly errors: number;
  readonly logs: number;
  /** Spans by service, most first. */
  readonly services: Readonly<Record<string, number>>;
  readonly warnings: readonly Warning[];
}

export function describeInput(dataSet: DataSet): InputReport {
  const { spans, traces, roots, orphans, missingParents, errors, logs, services } = summariseDataSet(dataSet);
  return {
    files: dataSet.files.map(({ name }) => name),
    spans,
    traces,
    roots,
    orphans,
    missingParents,
    errors,
    logs,
    services: Object.fromEntries(services.map((service) => [service.name, service.spans])),
    warnings: dataSet.warnings,
  };
}

/** One line: where, what. */
export function warningLine({ file, line, offset, message }: Warning): string {
  const place = line !== undefined ? `:${line}` : offset !== undefined ? ` at byte ${offset}` : "";
  return `${file}${place}: ${message}`;
}

export function printInput(input: InputReport): string {
  const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
  const lines = [
    `${count(input.spans, "span")} in ${count(input.traces, "trace")}, ${count(input.logs, "log record")}`,
    `${count(input.roots, "root")}, ${count(input.orphans, "orphan")} (${count(input.missingParents, "missing parent")}), ${count(input.errors, "error")}`,
    ...Object.entries(input.services).map(([name, spans]) => `  ${String(spans).padStart(8)}  ${name}`),
    ...input.warnings.map(warningLine),
  ];
  return lines.join("\n");
}
