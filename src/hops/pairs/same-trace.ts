/**
 * The nearest living ancestor of an orphan: its trace is known, only the span between was not exported.
 *
 *   checkout  SERVER  |----------------------------|      parent id of the orphans: on no span
 *     (missing)          . . . . . . . . .
 *       db    CLIENT       |---|   |---|                  both share the missing parent, so both go under the SERVER span
 *
 * Orphans of one missing parent are placed together, under the deepest span of the trace that contains them all: one of their own
 * service where their parent was local, of another where it was remote. Cost: O(spans of the trace) a missing parent.
 */
import { SpanFlag, SpanKind } from "../../model/enums.ts";
import type { DataSet } from "../../model/tables.ts";

export interface Adoption {
  readonly child: number;
  readonly parent: number;
  readonly score: number;
}

const SLACK_NANO = 1e6;
/** One container of the right service; several of them. An ancestor at best: the parent itself was not exported. */
const ALONE = 0.8;
const AMONG = 0.6;
const ELSEWHERE = 0.4;

export function adoptOrphans(dataSet: DataSet, orphans: readonly number[], island: Int32Array): Adoption[] {
  const { spans } = dataSet;
  const families = new Map<string, number[]>();
  for (const span of orphans) {
    const key = `${spans.trace[span]}:${spans.parentSpanIdHigh[span]}:${spans.parentSpanIdLow[span]}`;
    const family = families.get(key);
    if (family) family.push(span);
    else families.set(key, [span]);
  }
  return [...families.values()].flatMap((family) => adopt(dataSet, family, island));
}

function adopt({ spans, resources, traces }: DataSet, family: readonly number[], island: Int32Array): Adoption[] {
  const serviceOf = (span: number) => resources.service[spans.resource[span]!];
  const endOf = (span: number) => spans.start[span]! + (spans.duration[span]! || 0);
  const lead = family[0]!;
  const from = Math.min(...family.map((span) => spans.start[span]!));
  const to = Math.max(...family.map(endOf));
  const own = new Set(family.map((span) => island[span]!));
  const remote = isRemote(spans.flags[lead]!, spans.kind[lead]!);
  let best = -1;
  let others = 0;
  let bestFits = false;
  const trace = spans.trace[lead]!;
  for (let span = traces.first[trace]!; span < traces.first[trace]! + traces.count[trace]!; span++) {
    if (own.has(island[span]!)) continue;
    if (!(spans.start[span]! <= from + SLACK_NANO && endOf(span) >= to - SLACK_NANO)) continue;
    const fits = (serviceOf(span) === serviceOf(lead)) !== remote;
    if (fits) others++;
    // The right service first, then the span that starts last: the deepest around them.
    if (best < 0 || (fits && !bestFits) || (fits === bestFits && spans.start[span]! >= spans.start[best]!)) {
      best = span;
      bestFits = fits;
    }
  }
  if (best < 0) return [];
  const score = !bestFits ? ELSEWHERE : others === 1 ? ALONE : AMONG;
  return family.map((child) => ({ child, parent: best, score }));
}

/** Flags say whether the lost parent was remote; without them, the kind does. */
function isRemote(flags: number, kind: number): boolean {
  if ((flags & SpanFlag.hasIsRemote) !== 0) return (flags & SpanFlag.isRemote) !== 0;
  return kind === SpanKind.server || kind === SpanKind.consumer;
}
