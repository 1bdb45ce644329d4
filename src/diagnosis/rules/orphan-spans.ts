import type { MissingParent } from "../../hops/missing-parents.ts";
import { pushTo } from "../../hops/push-to.ts";
import type { SpanIndex } from "../../model/index-types.ts";
import { allOf, countOf, type Sentence, say } from "../../model/sentence.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { makeFinding, type PartyEdge, POPULATION } from "../finding.ts";
import type { Finding } from "../report-types.ts";
import type { Rule } from "./rule.ts";

/** Parents that were made and not exported: a process that exited too early, or spans lost between it and the store. */
export const orphanSpans: Rule = {
  id: "orphan-spans",
  severity: "warning",
  title: "Spans whose parent was never exported",
  signature:
    "Orphans whose context came from another process, in traces that are whole otherwise. Where they crowd together at the end of an instance's life, or before the first span of the service that the data has, that instance exited without flushing; else single spans of the caller were lost after they were made.",
  lookAlikes:
    "A caller that said it was not sampled (recorded flags 00); traces without any root (an extract of a larger store, or sampling above); spans that are still arriving.",
  demo: { faults: ["exit-without-flush"], innocents: ["sampled-out-upstream"] },
  diagnose: (context) =>
    [
      ...byParty(context, context.sorted.exit).map((group) => exitFinding(context, group)),
      ...byParty(context, context.sorted.single)
        .filter((group) => isMaterial(context, group))
        .map((group) => singleFinding(context, group)),
      ...byParty(
        context,
        context.sorted.between.filter((missing) => context.silent.namesakeAbove(missing) !== -1),
      )
        .filter((group) => isMaterial(context, group))
        .map((group) => unknownFinding(context, group)),
      ...byParty(context, context.sorted.unexported)
        .filter((group) => isMaterial(context, group))
        .map((group) => unexportedFinding(context, group)),
      ...platformEntries(context).map(([party, group]) => platformFinding(context, party, group)),
    ].filter((finding) => finding !== undefined),
};

/** Losses below this are the noise of any pipeline. */
const FEWEST = 3;
const SHARE = 0.01;

/** Those whose party is not known: by the environment they are in, and who may be above them. */
function byParty({ columns, silent }: DiagnosisContext, list: readonly MissingParent[]): MissingParent[][] {
  const groups = new Map<string, MissingParent[]>();
  for (const missing of list) {
    const { party, children } = missing;
    const { environment } = columns.parties.list[columns.party[children[0]!]!]!;
    pushTo(groups, party === -1 ? `${environment} ${silent.namesakeAbove(missing)}` : `${party}`, missing);
  }
  return [...groups.values()];
}

function isMaterial({ dataSet }: DiagnosisContext, group: readonly MissingParent[]): boolean {
  return group.length >= FEWEST && group.length >= SHARE * dataSet.traces.length;
}

function exitFinding(context: DiagnosisContext, group: readonly MissingParent[]): Finding | undefined {
  const { missing } = context;
  const [{ party }] = group as [MissingParent, ...MissingParent[]];
  const ends = missing.gaps.count(party);
  const calls = missing.gaps.callsIn(party);
  if (Math.max(group.length, calls) < FEWEST) return undefined;
  const service = context.nameOf(party);
  return makeFinding(context, {
    rule: "orphan-spans",
    cause: "orphan-spans",
    severity: "warning",
    confidence: group.length >= 5 ? "likely" : "possible",
    title: say`${service} exits before it has sent its last spans`,
    party,
    edges: edgesBelow(context, group),
    evidence: [
      say`${countOf(group.length, "span")} of ${service} are missing, all of them where an instance of it ended (${countOf(ends, "end")} in this data).`,
      say`What they called was exported: ${countOf(children(group).length, "span")} without a parent.`,
      ...(calls === 0 ? [] : [say`${countOf(calls, "call")} to ${service} there have no answer in this data.`]),
    ],
    alternatives: ["The instance was killed, and no flush could have helped.", "Its exporter did not work until then."],
    spans: children(group),
    count: group.length,
    detail: "exit",
  });
}

function singleFinding(context: DiagnosisContext, group: readonly MissingParent[]): Finding | undefined {
  const [{ party }] = group as [MissingParent, ...MissingParent[]];
  if (party === -1) return unknownFinding(context, group);
  const service = context.nameOf(party);
  return makeFinding(context, {
    ...single(group),
    title: say`Spans of ${service} are missing above those that they called`,
    party,
    edges: edgesBelow(context, group),
    evidence: [
      absent(group),
      say`Other spans of ${service} in the same traces were exported, so the service was recording.`,
    ],
  });
}

/** The service's own span is there and open, the callee names a span above itself that is not: the CLIENT span of the call. */
function unexportedFinding(context: DiagnosisContext, group: readonly MissingParent[]): Finding {
  const [{ party }] = group as [MissingParent, ...MissingParent[]];
  const service = context.nameOf(party);
  const edges = edgesBelow(context, group);
  const callees = allOf([...new Set(edges.map(({ to }) => context.nameOf(to)))]);
  return makeFinding(context, {
    rule: "orphan-spans",
    cause: "not-exported-client",
    severity: "warning",
    confidence: group.length >= POPULATION ? "likely" : "possible",
    title: say`${service} sends ${callees} the id of a span that it never exports`,
    party,
    edges,
    evidence: [
      absent(group),
      say`They lie in requests that ${service} was serving, and ${service} exports no CLIENT span for these calls.`,
    ],
    alternatives: [
      "A filter drops the CLIENT spans of this service.",
      say`A proxy beside ${service} puts its own span id into the header and exports elsewhere.`,
    ],
    spans: children(group),
    count: group.length,
    detail: "client",
  });
}

/** Entries of a service whose parents are X-Ray's: its trace ids begin with the second in which they were made. */
function platformEntries({ columns, dataSet, sorted }: DiagnosisContext): [number, MissingParent[]][] {
  const { traceId } = dataSet.traces;
  const { start } = dataSet.spans;
  const isEpoch = ({ trace, children: [child] }: MissingParent) => {
    const second = Number(dataSet.epochUnixNano / 1_000_000_000n) + start[child!]! / 1e9;
    return Math.abs(traceId[trace * 4]! - second) < MOST_SECONDS;
  };
  const groups = new Map<number, MissingParent[]>();
  for (const missing of [...sorted.upstream, ...sorted.between, ...sorted.unexported])
    if (!missing.local && isEpoch(missing)) pushTo(groups, columns.party[missing.children[0]!]!, missing);
  return [...groups].filter(([, group]) => group.length >= FEWEST);
}

/** A trace id's first four bytes as a time, and the span's start: by chance they are not within an hour of each other. */
const MOST_SECONDS = 3_600;

function platformFinding(context: DiagnosisContext, party: number, group: readonly MissingParent[]): Finding {
  const service = context.nameOf(party);
  return makeFinding(context, {
    rule: "orphan-spans",
    cause: "platform-span",
    severity: "warning",
    confidence: "likely",
    title: say`${service}'s entries hang below X-Ray segments that are not exported here`,
    party,
    evidence: [
      absent(group),
      "Their trace ids begin with the second in which they were made, as X-Ray's do: the platform puts the id of its own segment into the header, and only X-Ray gets that segment.",
    ],
    alternatives: ["The segments are in another store, which these data were not read from."],
    spans: children(group),
    count: group.length,
    detail: "platform",
  });
}

/** No party of this environment is known to make such calls: one that another environment knows, or nobody of the data. */
function unknownFinding(context: DiagnosisContext, group: readonly MissingParent[]): Finding {
  const { columns, silent } = context;
  const [missing] = group as [MissingParent, ...MissingParent[]];
  const owner = columns.party[missing.children[0]!]!;
  const { environment } = columns.parties.list[owner]!;
  const namesake = silent.namesakeAbove(missing);
  const around = silent.callsAround(group);
  const evidence: Sentence[] = [absent(group)];
  if (around !== undefined)
    evidence.push(
      say`${countOf(around.count, "call")} of ${context.nameOf(around.from)} to ${around.address || "something unnamed"} lie around them and have no answer: what is called there passes the context on and sends no spans.`,
    );
  if (namesake === -1) {
    evidence.push("No service of this data is known to call these operations: a proxy may put its own span between.");
    const title = say`Spans of ${context.nameOf(owner)} name a parent that nobody exported`;
    return makeFinding(context, { ...single(group), title, party: owner, evidence });
  }
  const service = context.nameOf(namesake);
  evidence.push(
    say`${service} makes these calls in ${columns.parties.list[namesake]!.environment || "another environment"}, and here no span of it was exported.`,
  );
  return makeFinding(context, {
    ...single(group),
    title: say`${service} passes the context on and sends no spans`,
    party: namesake,
    environment,
    edges: edgesBelow(
      context,
      group.map((each) => ({ ...each, party: namesake })),
    ),
    evidence,
    alternatives: ["It exits before it has sent anything.", ...ALTERNATIVES],
  });
}

const ALTERNATIVES = [
  "A proxy or platform between the services puts its own span id into the header and does not export that span.",
  "The exporter's queue was full, or the collector dropped spans.",
  "Spans are still arriving.",
];

const single = (group: readonly MissingParent[]) =>
  ({
    rule: "orphan-spans",
    cause: "orphan-spans",
    severity: "warning",
    confidence: "possible",
    alternatives: ALTERNATIVES,
    spans: children(group),
    count: group.length,
    detail: "single",
  }) as const;

const absent = (group: readonly MissingParent[]) =>
  say`${countOf(group.length, "parent")} named by ${countOf(children(group).length, "span")} are on no span, though the rest of their traces is there.`;

const children = (group: readonly MissingParent[]): SpanIndex[] => group.flatMap((missing) => missing.children);

/** The edges from the missing span's service to those that it called, most cases first. */
export function edgesBelow(context: DiagnosisContext, group: readonly MissingParent[]): PartyEdge[] {
  const { columns } = context;
  const edges = new Map<string, { edge: PartyEdge; count: number }>();
  for (const { party, children, local } of group) {
    for (const child of children) {
      if (local || party === -1) continue;
      const to = columns.party[child]!;
      const protocol = columns.operations.list[columns.operations.ofSpan[child]!]!.protocol;
      const key = `${party} ${to} ${protocol}`;
      const found = edges.get(key) ?? { edge: { from: party, to, protocol }, count: 0 };
      found.count++;
      edges.set(key, found);
    }
  }
  return [...edges.values()].sort((a, b) => b.count - a.count).map(({ edge }) => edge);
}
