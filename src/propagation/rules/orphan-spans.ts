import type { SpanIndex } from "../../model/index-types.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { makeFinding, type PartyEdge } from "../finding.ts";
import type { MissingParent } from "../missing-parents.ts";
import type { Finding } from "../report-types.ts";
import { countOf, say } from "../sentence.ts";
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
      ...byParty(context.sorted.exit).map((group) => exitFinding(context, group)),
      ...byParty(context.sorted.single)
        .filter((group) => isMaterial(context, group))
        .map((group) => singleFinding(context, group)),
    ].filter((finding) => finding !== undefined),
};

/** Losses below this are the noise of any pipeline. */
const FEWEST = 3;
const SHARE = 0.01;

function byParty(list: readonly MissingParent[]): MissingParent[][] {
  const groups = new Map<number, MissingParent[]>();
  for (const missing of list) {
    const group = groups.get(missing.party);
    if (group) group.push(missing);
    else groups.set(missing.party, [missing]);
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
  const [{ party, children: first }] = group as [MissingParent, ...MissingParent[]];
  const known = party !== -1;
  const owner = known ? party : context.columns.party[first[0]!]!;
  const service = context.nameOf(owner);
  return makeFinding(context, {
    rule: "orphan-spans",
    cause: "orphan-spans",
    severity: "warning",
    confidence: "possible",
    title: known
      ? say`Spans of ${service} are missing above those that they called`
      : say`Spans of ${service} name a parent that nobody exported`,
    party: owner,
    edges: edgesBelow(context, group),
    evidence: [
      say`${countOf(group.length, "parent")} named by ${countOf(children(group).length, "span")} are on no span, though the rest of their traces is there.`,
      known
        ? say`Other spans of ${service} in the same traces were exported, so the service was recording.`
        : "No service of this data is known to call these operations: a proxy may put its own span between.",
    ],
    alternatives: [
      "A proxy or platform between the services puts its own span id into the header and does not export that span.",
      "The exporter's queue was full, or the collector dropped spans.",
      "Spans are still arriving.",
    ],
    spans: children(group),
    count: group.length,
    detail: "single",
  });
}

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
