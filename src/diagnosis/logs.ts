/**
 * Log records and the spans they belong to.
 *
 *   requests of the instance   |-------|   |----------|
 *                                    |--------|
 *   records without ids            .    .              .
 *                       one rival ─┘    └─ two rivals  └─ none: nothing was being served
 *
 * Grouped by party and logger. O((records + entry spans) log entry spans).
 */

import { type Excess, excessOverChance, IntervalSet } from "../hops/chance.ts";
import { endOf, isEntryKind, TOLERANCE_NANO } from "../hops/span-facts.ts";
import type { SpanIndex } from "../model/index-types.ts";
import type { DiagnosisContext } from "./diagnosis-context.ts";

export interface BareLogs {
  readonly party: number;
  /** Name of the scope, "" = none. */
  readonly scopeName: string;
  /** Records with a trace id. */
  readonly correlated: number;
  /** Records without. */
  readonly bare: number;
  /** Those of them within a request: the likeliest span, and how many requests were open. */
  readonly inside: readonly { readonly log: number; readonly span: SpanIndex; readonly rivals: number }[];
  readonly excess: Excess | undefined;
  /** For records whose span is not in their trace: a span of that trace. */
  readonly stray: readonly SpanIndex[];
}

interface Group {
  readonly party: number;
  readonly scopeName: string;
  correlated: number;
  readonly bare: number[];
  readonly stray: SpanIndex[];
}

export function listBareLogs(context: DiagnosisContext): BareLogs[] {
  const { dataSet } = context;
  const { logs } = dataSet;
  if (logs.length === 0) return [];
  const groups = groupLogs(context);
  const entries = entriesByInstance(context);
  return [...groups.values()].map((group) => {
    const inside = group.bare.flatMap((log) => {
      const open = entries.get(instanceOf(context, log))?.openAt(logs.time[log]!) ?? [];
      const span = open.at(-1);
      return span === undefined ? [] : [{ log, span, rivals: open.length }];
    });
    return {
      party: group.party,
      scopeName: group.scopeName,
      correlated: group.correlated,
      bare: group.bare.length,
      inside,
      excess: group.bare.length < 3 ? undefined : excessOf(context, group.bare, entries),
      stray: group.stray,
    };
  });
}

function instanceOf({ columns, dataSet }: DiagnosisContext, log: number): number {
  const resource = dataSet.logs.resource[log]!;
  return resource < 0 ? -1 : columns.parties.instanceOfResource[resource]!;
}

function groupLogs({ dataSet, columns }: DiagnosisContext): Map<string, Group> {
  const { logs, scopes, strings, traces } = dataSet;
  const groups = new Map<string, Group>();
  for (let log = 0; log < logs.length; log++) {
    const resource = logs.resource[log]!;
    if (resource < 0 || Number.isNaN(logs.time[log]!)) continue;
    const party = columns.parties.ofResource[resource]!;
    const scopeName = strings.get(scopes.name[logs.scope[log]!] ?? -1);
    const key = `${party} ${scopeName}`;
    const group = groups.get(key) ?? { party, scopeName, correlated: 0, bare: [], stray: [] };
    groups.set(key, group);
    if (logs.traceId.subarray(log * 4, log * 4 + 4).every((word) => word === 0)) group.bare.push(log);
    else {
      group.correlated++;
      const named = logs.spanIdHigh[log] !== 0 || logs.spanIdLow[log] !== 0;
      if (named && logs.trace[log]! !== -1 && logs.span[log] === -1)
        group.stray.push(traces.topSpan[logs.trace[log]!]!);
    }
  }
  return groups;
}

/** Entry spans of one instance by start, with the latest end so far: who was open at a time? */
class OpenSpans {
  readonly spans: SpanIndex[] = [];
  readonly #context: DiagnosisContext;

  constructor(context: DiagnosisContext) {
    this.#context = context;
  }

  /** Those open at the time, latest start last; at most MOST_RIVALS back. */
  openAt(time: number): SpanIndex[] {
    const { start } = this.#context.dataSet.spans;
    let [low, high] = [0, this.spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (start[this.spans[middle]!]! <= time + TOLERANCE_NANO) low = middle + 1;
      else high = middle;
    }
    const from = Math.max(0, low - MOST_RIVALS);
    return this.spans.slice(from, low).filter((span) => endOf(this.#context.columns, span) >= time - TOLERANCE_NANO);
  }
}

const MOST_RIVALS = 256;

function entriesByInstance(context: DiagnosisContext): Map<number, OpenSpans> {
  const { columns, dataSet } = context;
  const { spans } = dataSet;
  const entries = new Map<number, OpenSpans>();
  for (let span = 0; span < spans.length; span++) {
    if (!isEntryKind(spans.kind[span]!) || !(spans.duration[span]! >= 0)) continue;
    const instance = columns.instance[span]!;
    const list = entries.get(instance) ?? new OpenSpans(context);
    entries.set(instance, list);
    list.spans.push(span);
  }
  for (const { spans: list } of entries.values()) list.sort((a, b) => spans.start[a]! - spans.start[b]!);
  return entries;
}

/** Inside requests, or soon before the end of one, beyond chance. Each instance on a stretch of time of its own. */
function excessOf(context: DiagnosisContext, bare: readonly number[], entries: ReadonlyMap<number, OpenSpans>): Excess {
  const { dataSet, columns } = context;
  const { spans, logs } = dataSet;
  const instances = [...new Set(bare.map((log) => instanceOf(context, log)))];
  const served = instances.flatMap((instance) => entries.get(instance)?.spans ?? []);
  const times = [...bare.map((log) => logs.time[log]!), ...served.map((span) => spans.start[span]!)];
  const from = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const to = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const shift = (instance: number) => instances.indexOf(instance) * ((to - from) * 1.05 + 1e6) - from;
  const points = Float64Array.from(bare, (log) => logs.time[log]! + shift(instanceOf(context, log)));
  const start = Float64Array.from(served, (span) => spans.start[span]! + shift(columns.instance[span]!));
  const end = Float64Array.from(served, (span) => endOf(columns, span) + shift(columns.instance[span]!));
  const inside = excessOverChance({ start: points, end: points }, new IntervalSet(start, end), TOLERANCE_NANO, {
    leastShare: 0.5,
  });
  const back = (times: Float64Array) => times.map((time) => -time);
  const beforeEnd = excessOverChance(
    { start: back(points), end: back(points) },
    new IntervalSet(back(end), back(start)),
    TOLERANCE_NANO,
    {
      leastShare: 0.5,
    },
  );
  return beforeEnd.sigma > inside.sigma ? beforeEnd : inside;
}
