import type { MissingParent } from "../../hops/missing-parents.ts";
import type { SpanIndex } from "../../model/index-types.ts";
import { countOf, type Sentence, say, suspected } from "../../model/sentence.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { makeFinding } from "../finding.ts";
import type { Finding } from "../report-types.ts";
import type { Rule } from "./rule.ts";

/** A span that was started and never ended: its children name a parent of their own process that nobody exported. */
export const leakedSpan: Rule = {
  id: "leaked-span",
  severity: "error",
  title: "A span was never ended",
  signature:
    "Orphans whose flags say that their parent was local (0x100 without 0x200), or INTERNAL and CLIENT orphans where flags do not tell. The parent was in the same process, so it was not lost on the way: it was never ended. Grouped by the span that is missing.",
  lookAlikes:
    "A process that exited before it had sent its spans (they crowd together where an instance ends); a caller that was not sampled; a file that is a part.",
  demo: { faults: ["span-leak", "exception-skips-end"], innocents: ["sampled-out-upstream"] },
  diagnose: (context) => [
    ...byMissingSpan(context, context.sorted.leak).map((group) => leakFinding(context, group)),
    ...byMissingSpan(context, context.sorted.unseen)
      .filter((group) => group.length >= FEWEST)
      .map((group) => unseenFinding(context, group)),
  ],
};

/** Fewer cases than this are a suspicion. */
const SURE = 5;
/** Fewer than this are what any restart leaves behind. */
const FEWEST = 3;

function byMissingSpan({ columns }: DiagnosisContext, list: readonly MissingParent[]): MissingParent[][] {
  const groups = new Map<string, MissingParent[]>();
  for (const missing of list) {
    const child = columns.operations.ofSpan[missing.children[0]!];
    const key = missing.operation === -1 ? `${missing.party} child ${child}` : `${missing.party} ${missing.operation}`;
    const group = groups.get(key);
    if (group) group.push(missing);
    else groups.set(key, [missing]);
  }
  return [...groups.values()];
}

/** Of a service's own code, and never seen ended: End is never called, or the span is dropped by name; no fact in spans decides. */
function unseenFinding(context: DiagnosisContext, group: readonly MissingParent[]): Finding {
  const { columns, dataSet } = context;
  const [{ party }] = group as [MissingParent, ...MissingParent[]];
  const children: SpanIndex[] = group.flatMap((missing) => missing.children);
  const service = context.nameOf(party);
  const names = [...new Set(children.map((span) => columns.operations.list[columns.operations.ofSpan[span]!]!.name))];
  return makeFinding(context, {
    rule: "leaked-span",
    cause: "leaked-span",
    severity: "warning",
    confidence: "possible",
    title: say`${service} never ends the span above ${names[0] ?? ""}, or something drops it`,
    party,
    edges: [{ from: party, to: party, protocol: "in-process" }],
    evidence: [
      say`${countOf(children.length, "span")} (${names.slice(0, 4).join(", ")}) name ${countOf(group.length, "parent")} that ${service} never exported.`,
      "No span of that kind is anywhere in these data, so it is never ended, or it is always dropped.",
    ],
    alternatives: [
      "A collector's filter or a processor of the SDK drops these spans by name or kind.",
      "A debug exporter in the process tells: if the span is printed there, it is dropped later; if not, it is never ended.",
    ],
    spans: children,
    count: group.length,
    scope: dataSet.spans.scope[children[0]!]!,
    detail: names[0] ?? "",
  });
}

function leakFinding(context: DiagnosisContext, group: readonly MissingParent[]): Finding {
  const { columns, dataSet } = context;
  const [{ party, operation }] = group as [MissingParent, ...MissingParent[]];
  const children: SpanIndex[] = group.flatMap((missing) => missing.children);
  const service = context.nameOf(party);
  const name = operation === -1 ? undefined : columns.operations.list[operation]!.name;
  const names = [...new Set(children.map((span) => columns.operations.list[columns.operations.ofSpan[span]!]!.name))];
  const flagged = group.filter(({ sure }) => sure).length;
  const errors = group.filter(({ trace }) => dataSet.traces.errorCount[trace]! > 0).length;
  const several = group.filter((missing) => missing.children.length > 1).length;
  const ended = name === undefined ? 0 : columns.operations.list[operation]!.count;
  const sure = group.length >= SURE && flagged > 0;
  const evidence: Sentence[] = [
    say`${countOf(children.length, "span")} (${names.slice(0, 4).join(", ")}) name ${countOf(group.length, "parent")} that ${service} never exported.`,
    flagged > 0
      ? say`Their flags say that the parent was in the same process (0x100 without 0x200), in ${flagged} of ${group.length} cases.`
      : "Their flags do not say where the parent was; by their kind it was in the same process.",
  ];
  if (name !== undefined && ended > 0)
    evidence.push(say`In ${countOf(ended, "other case")} the span is there and is named ${name}.`);
  if (several > 0) evidence.push(say`${countOf(several, "missing parent")} left several children behind.`);
  if (errors >= 0.8 * group.length)
    evidence.push(
      say`${errors} of the ${group.length} traces hold an error: the path that leaves early skips the end.`,
    );
  return makeFinding(context, {
    rule: "leaked-span",
    cause: "leaked-span",
    severity: sure ? "error" : group.length >= FEWEST ? "warning" : "info",
    confidence: sure ? (group.length >= 10 && flagged === group.length ? "certain" : "likely") : "possible",
    title: suspected(
      !sure,
      say`${service} starts ${name ?? say`a span above ${names[0] ?? ""}`} and does not always end it`,
    ),
    party,
    edges: [{ from: party, to: party, protocol: "in-process" }],
    evidence,
    alternatives: [
      "The process stopped before it had sent these spans.",
      "A processor or exporter of this service drops single spans.",
    ],
    spans: children,
    count: group.length,
    scope: dataSet.spans.scope[children[0]!]!,
    detail: name ?? names[0] ?? "",
  });
}
