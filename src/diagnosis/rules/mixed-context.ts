import { type ForeignChildren, findForeignChildren } from "../../hops/foreign-children.ts";
import { endOf, TOLERANCE_NANO } from "../../hops/span-facts.ts";
import { SpanFlag, SpanKind } from "../../model/enums.ts";
import type { SpanIndex } from "../../model/index-types.ts";
import { bendVerb, countOf, say, suspected } from "../../model/sentence.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { makeFinding, percent } from "../finding.ts";
import type { Finding } from "../report-types.ts";
import type { Rule } from "./rule.ts";

/** Spans that hang in the trace of another request: nothing is missing, and both traces are wrong. */
export const mixedContext: Rule = {
  id: "mixed-context",
  severity: "error",
  title: "Spans hang in another request's trace",
  signature:
    "A child that does not follow on the steps of its own parent, or begins or ends after it, and follows exactly on the steps of another request of the same instance, which lacks such a child; or a SERVER span below a local span that had ended before.",
  lookAlikes:
    "A clock that is off (all children of that host, by a constant); work that goes on after the answer (every request has its own); steps that run a varying number of times.",
  demo: { faults: ["global-context"], innocents: ["clock-skew", "double-instrumentation"] },
  diagnose: (context) => [
    ...findForeignChildren(context.columns).map((found) => foreignFinding(context, found)),
    ...staleServers(context),
  ],
};

function foreignFinding(context: DiagnosisContext, found: ForeignChildren): Finding {
  const { columns, dataSet } = context;
  const { party, foreign, outside, count, starved, chance, operation } = found;
  const service = context.nameOf(party);
  const { name } = columns.operations.list[operation]!;
  const sure = foreign.length >= 5;
  return makeFinding(context, {
    rule: "mixed-context",
    cause: "mixed-context",
    severity: sure ? "error" : "warning",
    confidence: sure ? "likely" : "possible",
    title: suspected(!sure, say`${service} gives ${name} the context of another request`),
    party,
    edges: [{ from: party, to: party, protocol: "in-process" }],
    evidence: [
      say`${foreign.length} of ${countOf(count, "span")} named ${name} do not follow on the steps of their own request, and follow exactly on those of another that lacks one.`,
      bendVerb(
        starved,
        say`${countOf(starved, "request")} have no ${name}; ${percent(chance)} of them would fit some request by chance.`,
        "have",
        "has",
      ),
      ...(outside > 0 ? [say`${outside} of them begin or end after the request they hang in.`] : []),
    ],
    alternatives: [say`${name} is started by a worker that serves several requests at once and picks the wrong one.`],
    spans: foreign,
    scope: dataSet.spans.scope[foreign[0]!]!,
    detail: name,
  });
}

const FEWEST_STALE = 3;

/** A thread that still held an old context when the next request came. */
function staleServers(context: DiagnosisContext): Finding[] {
  const { columns, dataSet } = context;
  const { spans } = dataSet;
  const groups = new Map<number, SpanIndex[]>();
  for (let span = 0; span < spans.length; span++) {
    const parent = spans.parent[span]!;
    if (parent === -1 || spans.kind[span] !== SpanKind.server || columns.instance[parent] !== columns.instance[span])
      continue;
    if ((spans.flags[span]! & SpanFlag.isRemote) !== 0 || spans.kind[parent] === SpanKind.client) continue;
    if (!(spans.start[span]! > endOf(columns, parent) + TOLERANCE_NANO)) continue;
    const group = groups.get(columns.party[span]!);
    if (group) group.push(span);
    else groups.set(columns.party[span]!, [span]);
  }
  return [...groups]
    .filter(([, group]) => group.length >= FEWEST_STALE)
    .map(([party, group]) =>
      makeFinding(context, {
        rule: "mixed-context",
        cause: "mixed-context",
        severity: "error",
        confidence: "likely",
        title: say`${context.nameOf(party)} serves requests in the context of earlier ones`,
        party,
        edges: [{ from: party, to: party, protocol: "in-process" }],
        evidence: [
          bendVerb(
            group.length,
            say`${countOf(group.length, "SERVER span")} are children of a span of the same instance that had ended before they began: a thread kept its old context.`,
            "are children",
            "is a child",
          ),
        ],
        spans: group,
        scope: spans.scope[group[0]!]!,
        detail: "stale",
      }),
    );
}
