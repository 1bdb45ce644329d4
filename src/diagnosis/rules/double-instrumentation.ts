import { operationOf, TOLERANCE_NANO } from "../../hops/span-facts.ts";
import { SpanKind } from "../../model/enums.ts";
import type { SpanIndex } from "../../model/index-types.ts";
import { bendVerb, countOf, say } from "../../model/sentence.ts";
import { makeFinding } from "../finding.ts";
import type { Rule } from "./rule.ts";

/** Two layers each make a SERVER span for the same request: costs twice, counts twice, loses nothing. */
export const doubleInstrumentation: Rule = {
  id: "double-instrumentation",
  severity: "info",
  title: "A server is instrumented twice",
  signature:
    "A SERVER span directly below a SERVER span of the same instance, over nearly the same time, from another scope or with the same name.",
  lookAlikes:
    "A service that calls itself over the network (a CLIENT span lies between); a restarted trace below a public door (a root, with a link).",
  demo: { faults: [], innocents: ["double-instrumentation"] },
  diagnose(context) {
    const { columns, dataSet } = context;
    const { spans, scopes, strings } = dataSet;
    const groups = new Map<string, SpanIndex[]>();
    for (let span = 0; span < spans.length; span++) {
      const parent = spans.parent[span]!;
      if (parent === -1 || spans.kind[span] !== SpanKind.server || spans.kind[parent] !== SpanKind.server) continue;
      if (columns.instance[span] !== columns.instance[parent]) continue;
      if (spans.duration[span]! < 0.5 * spans.duration[parent]! - TOLERANCE_NANO) continue;
      const key = `${columns.party[span]} ${spans.scope[parent]} ${spans.scope[span]}`;
      const group = groups.get(key);
      if (group) group.push(span);
      else groups.set(key, [span]);
    }
    const scopeName = (span: SpanIndex) => strings.get(scopes.name[spans.scope[span]!] ?? -1) || "an unnamed scope";
    return [...groups.values()].map((group) => {
      const [first] = group as [SpanIndex];
      const party = columns.party[first]!;
      const service = context.nameOf(party);
      return makeFinding(context, {
        rule: "double-instrumentation",
        cause: "double-instrumentation",
        severity: "info",
        confidence: group.length >= 3 ? "certain" : "likely",
        title: say`${service} is instrumented twice`,
        party,
        edges: [{ from: party, to: party, protocol: "in-process" }],
        evidence: [
          bendVerb(
            group.length,
            say`${countOf(group.length, "SERVER span")} of ${scopeName(first)} lie within a SERVER span of ${scopeName(spans.parent[first]!)} for the same request, as ${operationOf(columns, first).name} does.`,
            "lie",
            "lies",
          ),
        ],
        spans: group,
        scope: spans.scope[first]!,
        detail: `${scopeName(spans.parent[first]!)}>${scopeName(first)}`,
      });
    });
  },
};
