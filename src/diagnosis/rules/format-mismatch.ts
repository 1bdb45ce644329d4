import { isEntryKind } from "../../hops/span-facts.ts";
import type { SpanIndex } from "../../model/index-types.ts";
import { countOf, say } from "../../model/sentence.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { makeFinding } from "../finding.ts";
import type { Rule } from "./rule.ts";

/** One request that carries two formats which name different traces: whoever reads the other one lands elsewhere. */
export const formatMismatch: Rule = {
  id: "format-mismatch",
  severity: "warning",
  title: "Two formats of one request disagree",
  signature: "A span recorded several propagation headers of its request, and they name different traces or parents.",
  lookAlikes:
    "Several formats that agree: a careful sender. (A format that the receiver does not read at all is told as lost-context.)",
  demo: { faults: [], innocents: [] },
  diagnose(context) {
    const { columns } = context;
    const groups = conflictsByParty(context);
    return [...groups].map(([party, { spans, sentences }]) =>
      makeFinding(context, {
        rule: "format-mismatch",
        cause: "format-mismatch",
        severity: "warning",
        confidence: "certain",
        title: say`${columns.parties.list[party]!.service} receives propagation headers that disagree`,
        party,
        evidence: [
          say`${countOf(spans.length, "request")} carried formats that name different contexts.`,
          ...[...sentences].slice(0, 3),
        ],
        alternatives: ["A proxy on the way adds headers of its own beside the caller's."],
        spans,
      }),
    );
  },
};

function conflictsByParty({ dataSet, columns, captured }: DiagnosisContext) {
  const groups = new Map<number, { spans: SpanIndex[]; sentences: Set<string> }>();
  const { spans } = dataSet;
  for (let span = 0; span < spans.length; span++) {
    if (!isEntryKind(spans.kind[span]!) || spans.hotFirst[span + 1]! - spans.hotFirst[span]! < 2) continue;
    const conflicts = captured(span)?.reading.conflicts.filter(({ kind }) => kind !== "sampling") ?? [];
    if (conflicts.length === 0) continue;
    const party = columns.party[span]!;
    const group = groups.get(party) ?? { spans: [], sentences: new Set<string>() };
    groups.set(party, group);
    group.spans.push(span);
    for (const { sentence } of conflicts) group.sentences.add(sentence);
  }
  return groups;
}
