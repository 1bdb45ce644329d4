/** What a data set holds, in numbers. One pass over traces and spans. */
import { Repair } from "../model/enums.ts";
import type { DataSet } from "../model/tables.ts";

export interface DataSetTotals {
  readonly spans: number;
  readonly traces: number;
  readonly logs: number;
  /** Spans with status ERROR. */
  readonly errors: number;
  readonly roots: number;
  readonly orphans: number;
  /** Distinct parent ids that are on no span of their trace. */
  readonly missingParents: number;
  /** Nanoseconds since the epoch; NaN where no span has a time. */
  readonly startNano: number;
  readonly endNano: number;
  /** Services with their spans, most first, then by name. */
  readonly services: readonly { readonly name: string; readonly spans: number }[];
  /** deployment.environment.name of the spans, in order; spans without one are not counted. */
  readonly environments: readonly string[];
}

export function summariseDataSet({ spans, traces, logs, strings, resources }: DataSet): DataSetTotals {
  let [errors, roots, orphans] = [0, 0, 0];
  let [startNano, endNano] = [Number.NaN, Number.NaN];
  for (let trace = 0; trace < traces.length; trace++) {
    errors += traces.errorCount[trace]!;
    roots += traces.rootCount[trace]!;
    orphans += traces.orphanCount[trace]!;
    const start = traces.start[trace]!;
    if (Number.isNaN(start)) continue;
    if (!(start >= startNano)) startNano = start;
    const end = start + traces.duration[trace]!;
    if (!(end <= endNano)) endNano = end;
  }
  const perService = new Map<string, number>();
  for (let row = 0; row < traces.services.length; row++) {
    const name = strings.get(traces.services[row]!);
    perService.set(name, (perService.get(name) ?? 0) + traces.serviceSpans[row]!);
  }
  const services = [...perService]
    .map(([name, count]) => ({ name, spans: count }))
    .sort((a, b) => b.spans - a.spans || (a.name < b.name ? -1 : 1));
  return {
    spans: spans.length,
    traces: traces.length,
    logs: logs.length,
    errors,
    roots,
    orphans,
    missingParents: countMissingParents({ spans, traces }),
    startNano,
    endNano,
    services,
    environments: environmentsOf({ spans, resources, strings }),
  };
}

function environmentsOf({ spans, resources, strings }: Pick<DataSet, "spans" | "resources" | "strings">): string[] {
  const isUsed = new Uint8Array(resources.length);
  for (let row = 0; row < spans.length; row++) if (spans.resource[row] !== -1) isUsed[spans.resource[row]!] = 1;
  const names = new Set<string>();
  for (let row = 0; row < resources.length; row++)
    if (isUsed[row] === 1) names.add(strings.get(resources.environment[row]!));
  names.delete("");
  return [...names].sort();
}

function countMissingParents({ spans, traces }: Pick<DataSet, "spans" | "traces">): number {
  let count = 0;
  for (let trace = 0; trace < traces.length; trace++) {
    if (traces.orphanCount[trace] === 0) continue;
    const missing = new Set<string>();
    for (let row = traces.first[trace]!; row < traces.first[trace]! + traces.count[trace]!; row++) {
      if (isOrphan(spans, row)) missing.add(`${spans.parentSpanIdHigh[row]} ${spans.parentSpanIdLow[row]}`);
    }
    count += missing.size;
  }
  return count;
}

/** Whether the span names a parent id that is on no span of its trace. */
export function isOrphan(spans: DataSet["spans"], row: number): boolean {
  if (spans.parent[row] !== -1) return false;
  if (spans.parentSpanIdHigh[row] === 0 && spans.parentSpanIdLow[row] === 0) return false;
  return (spans.repairs[row]! & (Repair.selfParent | Repair.cycleCut)) === 0;
}
