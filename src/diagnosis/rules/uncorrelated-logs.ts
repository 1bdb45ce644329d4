import type { SpanIndex } from "../../model/index-types.ts";
import { countOf, say } from "../../model/sentence.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { makeFinding, percent } from "../finding.ts";
import { type BareLogs, listBareLogs } from "../logs.ts";
import type { Finding } from "../report-types.ts";
import type { Rule } from "./rule.ts";

/** Log records written while a request was served, without its ids. */
export const uncorrelatedLogs: Rule = {
  id: "uncorrelated-logs",
  severity: "warning",
  title: "Log records without trace and span id",
  signature:
    "Records of an instance with no trace id, written while a span of that instance was open, beyond what chance would give; or records whose span id is on no span of their trace.",
  lookAlikes:
    "What a service writes when it starts or from a timer (inside requests only by chance); records of traces that are not in this file.",
  demo: { faults: ["log-without-context"], innocents: [] },
  diagnose(context) {
    const groups = listBareLogs(context);
    const correlated = groups.reduce((sum, group) => sum + group.correlated, 0);
    return groups.flatMap((group) => [...bareFinding(context, group, correlated), ...strayFinding(context, group)]);
  },
};

const FEWEST = 3;
const SIGMA = 4;
/** Share of the bare records that must lie in a request. */
const INSIDE = 0.6;
const SHARE = 0.05;

function bareFinding(context: DiagnosisContext, group: BareLogs, correlatedElsewhere: number): Finding[] {
  const { party, bare, inside, excess, correlated } = group;
  if (inside.length < FEWEST || inside.length < INSIDE * bare || bare < SHARE * (bare + correlated)) return [];
  if (excess === undefined || excess.sigma < SIGMA) return [];
  const service = context.nameOf(party);
  const alone = inside.filter(({ rivals }) => rivals === 1).length;
  const spans: SpanIndex[] = inside.map(({ span }) => span);
  return [
    makeFinding(context, {
      rule: "uncorrelated-logs",
      cause: "uncorrelated-logs",
      severity: "warning",
      confidence: inside.length >= 10 && correlatedElsewhere > 0 ? "likely" : "possible",
      title: say`${service} writes log records without trace id while it serves requests`,
      party,
      edges: [{ from: party, to: party, protocol: "in-process" }],
      evidence: [
        say`${bare} of ${countOf(bare + correlated, "log record")} of ${group.scopeName ? say`${service} (${group.scopeName})` : service} have no trace id.`,
        say`${inside.length} of them were written while a request of the same instance was open; by chance it would be ${percent(excess.chance)}, seen are ${percent(excess.share)}.`,
        say`${countOf(alone, "record")} can belong to one request only; for the others the likeliest is listed.`,
        ...(correlated > 0 ? [say`${countOf(correlated, "other record")} of the same logger have their ids.`] : []),
        ...(correlated === 0 && correlatedElsewhere > 0
          ? [say`${countOf(correlatedElsewhere, "record")} of other loggers in this data have their ids.`]
          : []),
      ],
      alternatives: ["The records come from a timer or a queue that serves no request."],
      spans,
      count: bare,
      detail: group.scopeName,
    }),
  ];
}

/** The trace is here, the span that the record names is not. */
function strayFinding(context: DiagnosisContext, { party, stray, scopeName }: BareLogs): Finding[] {
  if (stray.length < FEWEST) return [];
  const service = context.nameOf(party);
  return [
    makeFinding(context, {
      rule: "uncorrelated-logs",
      cause: "uncorrelated-logs",
      severity: "info",
      confidence: "certain",
      title: say`Log records of ${service} name spans that are not in their trace`,
      party,
      evidence: [
        say`${countOf(stray.length, "record")} name a trace that is here and a span that is not: the span was never ended or not exported, or the record got the id of another span.`,
      ],
      spans: stray,
      detail: `stray ${scopeName}`,
    }),
  ];
}
