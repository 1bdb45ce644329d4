import type { MissingParent } from "../../hops/missing-parents.ts";
import { operationOf } from "../../hops/span-facts.ts";
import type { SpanIndex } from "../../model/index-types.ts";
import { allOf, countOf, say, suspected } from "../../model/sentence.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { makeFinding, type PartyEdge, POPULATION, percent } from "../finding.ts";
import { listBareLogs } from "../logs.ts";
import type { Finding } from "../report-types.ts";
import { type CallsTo, findOwnSamplers, findUnrecordedCallers, listCallsTo, type OwnSampler } from "../unanswered.ts";
import { edgesBelow } from "./orphan-spans.ts";
import type { Rule } from "./rule.ts";

/** A service in the middle that decides for itself which traces to keep: above and below are there, it is not. */
export const samplingMismatch: Rule = {
  id: "sampling-mismatch",
  severity: "warning",
  title: "A service samples on its own",
  signature:
    "In a share of the traces one service is missing as a whole, while its caller and its callees are there: the callees are remote orphans, the caller's call has no answer. In the other traces it is complete.",
  lookAlikes:
    "The whole upper part of the trace is missing (sampled above, or the file is a part); single spans are missing while others of the service are there (lost in export); the service had ended (exit without flush).",
  demo: { faults: ["sampling-mismatch"], innocents: ["sampled-out-upstream"] },
  diagnose(context) {
    const groups = new Map<number, MissingParent[]>();
    for (const missing of context.sorted.hole)
      groups.set(missing.party, [...(groups.get(missing.party) ?? []), missing]);
    const calls = listCallsTo(context.columns, context.hops);
    return [
      ...[...groups].flatMap(([party, group]) => judge(context, party, group) ?? []),
      ...findOwnSamplers(context.columns, calls)
        .filter(({ party }) => !groups.has(party))
        .map((sampler) => ownSampler(context, sampler)),
      ...findUnrecordedCallers(context.columns, calls).map((caller) => flagOff(context, caller, calls)),
    ];
  },
};

/** No orphans: what the party would have called is missing with it. */
function ownSampler(context: DiagnosisContext, { party, calls, answered, callers }: OwnSampler): Finding {
  const service = context.nameOf(party);
  const share = percent(calls.length / (calls.length + answered));
  const stray = listBareLogs(context)
    .filter((group) => group.party === party)
    .reduce((sum, group) => sum + group.stray.length, 0);
  const isProven = stray > 0;
  return makeFinding(context, {
    rule: "sampling-mismatch",
    cause: "sampling-mismatch",
    severity: isProven || callers > 1 ? "warning" : "info",
    confidence: isProven && calls.length >= POPULATION ? "likely" : "possible",
    title: suspected(!isProven, say`${service} decides for itself which traces it records`),
    party,
    edges: edgesInto(context, party, calls),
    evidence: [
      say`${countOf(calls.length, "call")} of ${service} succeeded and got no span of it (${share}); in the traces of the other ${answered} it is whole, with what it calls.`,
      say`It is all or nothing, trace by trace, from one request to the next.`,
      ...(isProven
        ? [
            say`${countOf(stray, "log record")} of ${service} name traces that are here and spans that are not: it served them and recorded nothing.`,
          ]
        : []),
    ],
    alternatives: [
      say`A cache in front of ${service} answers in its place.`,
      say`A tail sampler or collector that sees only a part of each trace drops ${service}'s part.`,
    ],
    spans: calls,
  });
}

/** One caller's calls are never recorded, others' always are. */
function flagOff(context: DiagnosisContext, { party, from, unanswered }: CallsTo, all: readonly CallsTo[]): Finding {
  const [caller, callee] = [context.nameOf(from), context.nameOf(party)];
  const others = all.filter((edge) => edge.party === party && edge.answered.length > 0);
  const answered = others.reduce((sum, edge) => sum + edge.answered.length, 0);
  return makeFinding(context, {
    rule: "sampling-mismatch",
    cause: "sampled-flag-off",
    severity: "warning",
    confidence: "possible",
    title: say`${callee} records nothing of what ${caller} calls, and its answers come`,
    party: from,
    edges: edgesInto(context, party, unanswered),
    evidence: [
      say`${countOf(unanswered.length, "call")} from ${caller} to ${callee} were answered without an error, and none has a span there.`,
      say`${callee} records the same operation for ${allOf(others.map((edge) => context.nameOf(edge.from)))}: ${countOf(answered, "call")}.`,
    ],
    alternatives: [
      say`${caller} sends a traceparent whose sampled flag is off (…-00), so a parent-based sampler drops the callee's part.`,
      say`${callee}'s own sampler drops these traces.`,
      "Record traceparent at the callee, or log it once: 01 at its end means that the callee's sampler is the reason, 00 that the caller's is.",
    ],
    spans: unanswered,
    scope: context.dataSet.spans.scope[unanswered[0]!]!,
  });
}

function edgesInto({ columns }: DiagnosisContext, party: number, calls: readonly SpanIndex[]): PartyEdge[] {
  const protocols = new Map<number, PartyEdge & { count: number }>();
  for (const call of calls) {
    const from = columns.party[call]!;
    const edge = protocols.get(from) ?? { from, to: party, protocol: operationOf(columns, call).protocol, count: 0 };
    protocols.set(from, { ...edge, count: edge.count + 1 });
  }
  return [...protocols.values()].sort((a, b) => b.count - a.count);
}

const FEWEST_TRACES = 3;
/** Fewer holes than this are single losses, not a sampler. */
const LEAST_SHARE = 0.05;

function judge(context: DiagnosisContext, party: number, group: readonly MissingParent[]): Finding | undefined {
  const { columns, dataSet, sorted } = context;
  const holed = new Set(group.map(({ trace }) => trace));
  const present = new Set<number>();
  for (let span = 0; span < columns.party.length; span++) {
    if (columns.party[span] === party) present.add(dataSet.spans.trace[span]!);
  }
  const share = holed.size / (holed.size + present.size);
  const torn = sorted.single.filter((missing) => missing.party === party).length;
  if (holed.size < FEWEST_TRACES || share < LEAST_SHARE || torn > 0.2 * holed.size) return undefined;
  const service = context.nameOf(party);
  const spans = group.flatMap(({ children }) => children);
  return makeFinding(context, {
    rule: "sampling-mismatch",
    cause: "sampling-mismatch",
    severity: "warning",
    confidence: holed.size >= POPULATION ? "likely" : "possible",
    title: suspected(holed.size < POPULATION, say`${service} decides for itself which traces it records`),
    party,
    edges: edgesBelow(context, group),
    evidence: [
      say`${service} has no span at all in ${countOf(holed.size, "trace")} (${percent(share)}) whose other spans are there, above it and below it.`,
      say`In the ${countOf(present.size, "trace")} in which it is, it is whole: it is kept or dropped trace by trace.`,
      say`${countOf(spans.length, "span")} of the services that it calls name a parent of it that was not exported.`,
    ],
    alternatives: [
      say`A tail sampler or collector that sees only a part of each trace drops ${service}'s part.`,
      say`${service} exports to another store in these traces.`,
    ],
    spans,
    count: holed.size,
  });
}
