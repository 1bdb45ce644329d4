import type { InProcessLoss } from "../../hops/in-process.ts";
import type { SpanIndex } from "../../model/index-types.ts";
import { allOf, countOf, distinct, type Sentence, say, suspected } from "../../model/sentence.ts";

import type { DiagnosisContext } from "../diagnosis-context.ts";
import { type FindingCause, makeFinding, type PartyEdge } from "../finding.ts";
import { blameEdges } from "../lost-context/blame.ts";
import { blameInProcess } from "../lost-context/blame-in-process.ts";
import type { BlamedEdge } from "../lost-context/blame-types.ts";
import { listBrokenEdges } from "../lost-context/broken-edge.ts";
import type { Finding } from "../report-types.ts";
import type { Rule } from "./rule.ts";

/** A hop at which the trace context was lost: one finding a cause and service, however many hops and edges show it. */
export const lostContext: Rule = {
  id: "lost-context",
  severity: "error",
  title: "The trace context was lost on the way",
  signature:
    "A SERVER or CONSUMER span is the root of a trace, and a CLIENT or PRODUCER span without an answer called it; or a CLIENT or INTERNAL root was made while a SERVER span of its instance was open. The cause comes from ids, recorded headers, then from which other edges of both services are whole.",
  lookAlikes:
    "A root that links to its caller (a restart on purpose, a batch consumer); a root that nothing in the data called (an entry from outside); a CLIENT span of a database or of a service that sends no spans; a timer's work, which lies in requests only by chance.",
  demo: {
    faults: [
      "http-no-inject",
      "http-no-extract",
      "no-propagator",
      "gateway-strips",
      "header-reused",
      "traceparent-malformed",
      "custom-header",
      "format-mismatch",
      "id-truncated",
      "grpc-no-metadata",
      "grpc-miskeyed",
      "grpc-no-extract",
      "queue-not-carried",
      "background-context",
      "async-context-lost",
    ],
    innocents: ["restart-with-link", "batch-consumer-with-links", "uninstrumented-database"],
  },
  diagnose: (context) => [
    ...mergeByCause(blameEdges(context, listBrokenEdges(context))).map((group) => wireFinding(context, group)),
    ...context.hops.inProcess.map((loss) => inProcessFinding(context, loss)),
  ],
};

/** One finding for all edges with the same cause at the same service. */
function mergeByCause(blamed: readonly BlamedEdge[]): BlamedEdge[][] {
  const groups = new Map<string, BlamedEdge[]>();
  for (const each of blamed) {
    const { cause, party } = each.blame;
    const protocol = cause === "no-propagator" ? "" : each.edge.protocol;
    const key = `${cause} ${party} ${protocol} ${cause === "unknown" ? each.edge.to : ""}`;
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups.values()];
}

const CAUSE_TITLES: Readonly<Partial<Record<FindingCause, (from: string, to: Sentence) => Sentence>>> = {
  "no-inject": (from, to) => say`${from} does not send the trace context to ${to}`,
  "no-extract": (_, to) => say`${to} does not read the trace context that it is sent`,
  "no-propagator": (from) => say`${from} has no propagator: it neither reads nor sends the trace context`,
  "grpc-metadata": (from, to) => say`${from}'s gRPC metadata reaches ${to} without traceparent`,
  "malformed-header": (from, to) => say`${from} sends ${to} a traceparent that is malformed`,
  "format-mismatch": (from, to) => say`${from} sends the context in a form that ${to} does not read`,
  "gateway-strips": (from, to) => say`Something between ${from} and ${to} drops the traceparent header`,
  "header-reused": (from, to) => say`${from} forwards the traceparent it received to ${to} instead of its own`,
  "outer-context-injected": (from, to) =>
    say`${from} sends ${to} the context of the span around its call instead of the call's own`,
  "id-truncated": (from, to) => say`The trace id is cut to 64 bits between ${from} and ${to}`,
  "queue-not-carried": (from, to) => say`Messages from ${from} to ${to} do not carry the trace context`,
};

function wireFinding(context: DiagnosisContext, group: readonly BlamedEdge[]): Finding {
  const [{ edge, blame }] = group as [BlamedEdge, ...BlamedEdge[]];
  const [from, to] = [context.nameOf(edge.from), context.nameOf(edge.to)];
  const targets = allOf([...new Set(group.map((each) => context.nameOf(each.edge.to)))]);
  const confidence = blame.confidence;
  const title = CAUSE_TITLES[blame.cause]?.(
    blame.cause === "no-propagator" ? context.nameOf(blame.party) : from,
    blame.cause === "no-inject" ? targets : to,
  );
  const lost = group.flatMap((each) => each.edge.lost);
  const { spans } = context.dataSet;
  return makeFinding(context, {
    rule: "lost-context",
    cause: blame.cause,
    severity: confidence === "possible" ? "warning" : "error",
    confidence,
    title: suspected(confidence === "possible", title ?? say`The trace context is lost between ${from} and ${to}`),
    party: blame.party,
    edges: group.map((each): PartyEdge => each.edge),
    evidence: distinct(group.flatMap((each) => each.blame.evidence)),
    alternatives: distinct(group.flatMap((each) => each.blame.alternatives)),
    spans: lost.map(({ callee }) => callee),
    scope: blame.sample < 0 ? -1 : spans.scope[blame.sample]!,
  });
}

function inProcessFinding(context: DiagnosisContext, loss: InProcessLoss): Finding {
  const { columns, dataSet } = context;
  const operation = columns.operations.list[loss.operation]!;
  const { cause, confidence, evidence, alternatives } = blameInProcess(context, loss);
  const service = context.nameOf(operation.party);
  const roots: readonly SpanIndex[] = loss.roots;
  return makeFinding(context, {
    rule: "lost-context",
    cause,
    severity: confidence === "possible" ? "warning" : "error",
    confidence,
    title: suspected(
      confidence === "possible",
      cause === "async-context-lost"
        ? say`${service} sometimes runs ${operation.name} outside of the request that asked for it`
        : say`${service} starts ${operation.name} from an empty context`,
    ),
    party: operation.party,
    edges: [{ from: operation.party, to: operation.party, protocol: "in-process" }],
    evidence: [
      say`${countOf(roots.length, "root")} named ${operation.name} began while a request of the same instance was open.`,
      ...evidence,
    ],
    alternatives,
    spans: roots,
    scope: dataSet.spans.scope[roots[0]!]!,
    detail: operation.name,
  });
}
