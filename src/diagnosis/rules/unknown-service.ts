import type { SpanIndex } from "../../model/index-types.ts";
import { bendVerb, countOf, say } from "../../model/sentence.ts";
import { makeFinding } from "../finding.ts";
import type { Rule } from "./rule.ts";

/** service.name is missing, or still what the SDK puts there. */
export const unknownService: Rule = {
  id: "unknown-service",
  severity: "info",
  title: "A service without a name",
  signature:
    "The resource has no service.name, or the SDK's stand-in unknown_service, unknown_service:node and the like.",
  lookAlikes: "None.",
  demo: { faults: [], innocents: [] },
  diagnose(context) {
    const { columns } = context;
    const unnamed = columns.parties.list.filter(({ service }) => /^unknown_service(:|$)/.test(service));
    return unnamed.map(({ index, service }) => {
      const spans: SpanIndex[] = [];
      for (let span = 0; span < columns.party.length; span++) if (columns.party[span] === index) spans.push(span);
      return makeFinding(context, {
        rule: "unknown-service",
        cause: "unknown-service",
        severity: "info",
        confidence: "certain",
        title: bendVerb(
          spans.length,
          say`${countOf(spans.length, "span")} come from a service without a name`,
          "come",
          "comes",
        ),
        party: index,
        evidence: [
          say`service.name is ${service}, which the SDK puts where nobody set one: services without a name cannot be told apart.`,
        ],
        spans,
      });
    });
  },
};
