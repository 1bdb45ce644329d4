/** What looks broken and is not, said with its reason: so that nobody has to wonder why it is not among the findings. */

import type { MissingParent } from "../hops/missing-parents.ts";
import { isEntryKind, isRoot } from "../hops/span-facts.ts";
import { HOP_PROTOCOLS, HOP_STATES } from "../hops/table.ts";
import { SpanKind } from "../model/enums.ts";
import type { SpanIndex } from "../model/index-types.ts";
import { countOf, type Sentence, say, textOf } from "../model/sentence.ts";
import type { DiagnosisContext } from "./diagnosis-context.ts";
import { nameEdge, type PartyEdge, spanRef } from "./finding.ts";
import { SPANS_SHOWN, type Verdict } from "./report-types.ts";

export function buildVerdicts(context: DiagnosisContext): Verdict[] {
  return [...missingVerdicts(context), ...hopVerdicts(context), ...entryVerdicts(context)];
}

/** Orphans whose upper part is not here: this many of all traces make the file a part of something larger. */
const PART_SHARE = 0.5;

export function isPartialFile({ sorted, dataSet }: DiagnosisContext): boolean {
  const cut = new Set(sorted.upstream.map(({ trace }) => trace)).size;
  return cut > 0 && cut >= PART_SHARE * dataSet.traces.length;
}

function missingVerdicts(context: DiagnosisContext): Verdict[] {
  const { sorted, silent } = context;
  const verdicts: Verdict[] = [];
  const add = (kind: Verdict["kind"], list: readonly MissingParent[], reason: Sentence) => {
    if (list.length === 0) return;
    const spans = list.flatMap(({ children }) => children);
    verdicts.push(makeVerdict(context, kind, reason, -1, undefined, spans));
  };
  const traces = countOf(new Set(sorted.upstream.map(({ trace }) => trace)).size, "trace");
  add(
    "sampled-upstream",
    sorted.unsampled,
    "Their caller said that it records nothing: the traceparent that they recorded ends in 00. The context was carried as it should be.",
  );
  if (isPartialFile(context)) {
    add(
      "partial-file",
      sorted.upstream,
      say`${traces} have no root here, and nothing above the spans that name a parent: the file is a part of a larger store. No service is to blame.`,
    );
  } else {
    add(
      "sampled-upstream",
      sorted.upstream,
      say`${traces} begin below a caller of which nothing is here: it was not sampled, or its spans are in another store. The context was carried.`,
    );
  }
  add(
    "still-arriving",
    sorted.cut,
    "Their parents ended outside of what their services sent here: the data are part of a longer recording, or spans are still arriving.",
  );
  add(
    "lost-in-transit",
    sorted.scattered,
    "Spans are missing here and there in several services alike: an exporter, a collector or a sampler between them and this file dropped some. Nothing is said of single services.",
  );
  add(
    "filtered-out",
    sorted.filtered,
    "Spans of this kind are nowhere in these data: a filter in the pipeline or in the SDK dropped them. The context was carried.",
  );
  add(
    "unseen-hop",
    sorted.between.filter((missing) => silent.namesakeAbove(missing) === -1),
    "Something between their caller and them, a proxy or gateway, passed the context on with a span of its own that is not exported here.",
  );
  return verdicts;
}

function hopVerdicts(context: DiagnosisContext): Verdict[] {
  const { hops, dataSet, nameOf, columns } = context;
  const { caller, callee, state, from, to, protocol } = hops.table.columns;
  const groups = new Map<string, { kind: Verdict["kind"]; edge: PartyEdge; spans: SpanIndex[] }>();
  for (let row = 0; row < hops.table.length; row++) {
    const name = HOP_STATES[state[row]!]!;
    if (name !== "restart" && name !== "leaf" && name !== "unanswered") continue;
    const span = name === "restart" ? callee[row]! : caller[row]!;
    const edge = { from: from[row]!, to: to[row]!, protocol: HOP_PROTOCOLS[protocol[row]!]! };
    const consumes = name === "restart" && dataSet.spans.kind[span] === SpanKind.consumer;
    const kind = consumes
      ? "batch-with-links"
      : name === "restart"
        ? "restart-by-link"
        : edge.protocol === "db"
          ? "database-leaf"
          : "uninstrumented-callee";
    const key = `${kind} ${edge.from} ${edge.to} ${edge.protocol}`;
    const group = groups.get(key) ?? { kind, edge, spans: [] };
    groups.set(key, group);
    group.spans.push(span);
  }
  return [...groups.values()].map(({ kind, edge, spans }) => {
    const [caller, callee] = [nameOf(edge.from), edge.to === -1 ? "" : nameOf(edge.to)];
    const reasons: Partial<Record<Verdict["kind"], Sentence>> = {
      "restart-by-link": say`${countOf(spans.length, "span")} of ${callee} begin a trace of their own and link to the call of ${caller}: a restart on purpose.`,
      "batch-with-links": say`${countOf(spans.length, "link")} lead from consumers of ${callee} to messages of ${caller}: a batch has many causes, so it links instead of having a parent.`,
      "database-leaf": say`${countOf(spans.length, "call")} of ${caller} to a database have no child: a database sends no spans.`,
      "uninstrumented-callee": callee
        ? say`${countOf(spans.length, "call")} of ${caller} got no span of ${callee} in answer: it did not record them, or they never reached it.`
        : say`${countOf(spans.length, "call")} of ${caller} go to something that sends no spans here.`,
    };
    return makeVerdict(
      context,
      kind,
      reasons[kind] ?? "",
      columns.parties.list[edge.from]!.index,
      edge.to === -1 ? undefined : edge,
      spans,
    );
  });
}

/** Roots that nothing in the data called. */
function entryVerdicts(context: DiagnosisContext): Verdict[] {
  const { columns, hops, nameOf, dataSet } = context;
  const groups = new Map<number, SpanIndex[]>();
  for (let span = 0; span < dataSet.spans.length; span++) {
    if (!isEntryKind(dataSet.spans.kind[span]!) || !isRoot(columns, span) || hops.hopOf[span] !== -1) continue;
    const party = columns.party[span]!;
    const group = groups.get(party);
    if (group) group.push(span);
    else groups.set(party, [span]);
  }
  return [...groups].map(([party, spans]) =>
    makeVerdict(
      context,
      "external-caller",
      say`${countOf(spans.length, "root")} of ${nameOf(party)} are called by nobody in this data: entries from outside.`,
      party,
      undefined,
      spans,
    ),
  );
}

function makeVerdict(
  context: DiagnosisContext,
  kind: Verdict["kind"],
  reason: Sentence,
  party: number,
  edge: PartyEdge | undefined,
  spans: readonly SpanIndex[],
): Verdict {
  const { service, environment } = context.columns.parties.list[party] ?? { service: "", environment: "" };
  return {
    kind,
    reason: textOf(reason),
    service,
    environment,
    ...(edge ? { edge: nameEdge(context, edge) } : {}),
    count: spans.length,
    spans: spans.slice(0, SPANS_SHOWN).map((span) => spanRef(context, span)),
    said: { reason },
  };
}
