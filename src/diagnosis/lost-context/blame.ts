/**
 * The cause of each broken edge, from the strongest evidence down:
 *
 *   ids         the trace id was cut, the header was forwarded       (exact-ids, misplaced)
 *   headers     what the callee recorded of the request it got       (valid, malformed, foreign, none)
 *   one part    only through one address, one route, one call site   (splitEdge)
 *   population  which other edges of both services are whole:
 *
 *        A ──x── B      all of X's edges, in and out      no propagator in X
 *        A ──x── C      all of A's calls, B has others    A does not inject    (gRPC alone: its metadata)
 *        D ──x── B      all callers of B, A has others    B does not extract
 *        A ──x── B      and nothing to compare with       either side: unknown, both named
 *
 * Everything is said of groups of hops; fewer than POPULATION of them is no more than a suspicion.
 */

import { isCallKind, isEntryKind } from "../../hops/span-facts.ts";
import { allOf, countOf, type Sentence, say } from "../../model/sentence.ts";
import type { EdgeTally } from "../continuity.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { percent } from "../finding.ts";
import type { FindingConfidence } from "../report-types.ts";
import { blameHeaders } from "./blame-headers.ts";
import { blameSplit } from "./blame-split.ts";
import { type Blame, type BlamedEdge, confidenceOf } from "./blame-types.ts";
import type { BrokenEdge } from "./broken-edge.ts";

/** An edge that keeps fewer than this share is "all lost": retries and races leave a few behind. */
const DEAD = 0.1;

export function blameEdges(context: DiagnosisContext, edges: readonly BrokenEdge[]): BlamedEdge[] {
  const judged = new Map<BrokenEdge, Blame>();
  for (const edge of edges) {
    const blame = blameIds(context, edge) ?? blameHeaders(context, edge) ?? blameSplit(context, edge);
    if (blame) judged.set(edge, blame);
  }
  // What ids and headers explain says nothing of the other edges of both services.
  const lines = new Lines(context.edges, [...judged.keys()]);
  const open = edges.filter((edge) => !judged.has(edge));
  for (const [edge, blame] of blameSilentParties(context, open, lines)) judged.set(edge, blame);
  const rest = open.filter((edge) => !judged.has(edge));
  const undecided = rest.filter((edge) => isCrossed(edge, lines));
  for (const edge of rest) if (!undecided.includes(edge)) judged.set(edge, blamePopulation(context, edge, lines));
  for (const edge of undecided) judged.set(edge, blameCrossed(edge, judged) ?? blamePopulation(context, edge, lines));
  return edges.map((edge) => ({ edge, blame: judged.get(edge)! }));
}

/** Edges by their two ends. Messaging is told apart: a broker loses what HTTP keeps. */
class Lines {
  readonly #edges: readonly EdgeTally[];

  constructor(edges: readonly EdgeTally[], explained: readonly BrokenEdge[]) {
    const without = new Set(explained.map(keyOfEdge));
    this.#edges = edges.filter((edge) => edge.protocol !== "in-process" && !without.has(keyOfEdge(edge)));
  }

  into(party: number): EdgeTally[] {
    return this.#edges.filter(({ from, to }) => to === party && from !== party);
  }

  outOf(party: number): EdgeTally[] {
    return this.#edges.filter(({ from, to }) => from === party && to !== party);
  }
}

const keyOfEdge = ({ from, to, protocol }: { from: number; to: number; protocol: string }) =>
  `${from} ${to} ${protocol}`;

/** All of the caller's edges and all of the callee's are lost: either side would explain this one. */
function isCrossed({ from, to, protocol }: BrokenEdge, lines: Lines): boolean {
  const callers = lines.into(to).filter((other) => other.protocol === protocol && other.from !== from);
  const callees = lines.outOf(from).filter((other) => other.protocol === protocol && other.to !== to);
  return callers.length > 0 && callers.every(isDead) && callees.length > 0 && callees.every(isDead);
}

const SENDER_CAUSES: ReadonlySet<string> = new Set(["no-inject", "grpc-metadata"]);

/** Goes with the side that another edge has already convicted; the sender first, for what is not sent cannot be read. */
function blameCrossed({ from, to, protocol }: BrokenEdge, judged: ReadonlyMap<BrokenEdge, Blame>): Blame | undefined {
  const others = [...judged].filter(([edge]) => edge.protocol === protocol);
  const sender = others.find(([edge, { cause }]) => edge.from === from && SENDER_CAUSES.has(cause));
  return (sender ?? others.find(([edge, { cause }]) => edge.to === to && cause === "no-extract"))?.[1];
}

const isDead = ({ hops, intact }: EdgeTally) => intact < DEAD * hops;
const isAlive = ({ hops, intact }: EdgeTally) => intact >= (1 - DEAD) * hops;
const isWire = ({ protocol }: { protocol: string }) => protocol !== "messaging";
const sum = (edges: readonly EdgeTally[]) => edges.reduce((total, { hops }) => total + hops, 0);

function blameIds(context: DiagnosisContext, { from, to, lost }: BrokenEdge): Blame | undefined {
  const byId = lost.filter((hop) => hop.byId && !hop.misplaced);
  const misplaced = lost.filter((hop) => hop.misplaced);
  const [caller, callee] = [context.nameOf(from), context.nameOf(to)];
  if (2 * byId.length >= lost.length) {
    return {
      cause: "id-truncated",
      party: from,
      confidence: "certain",
      evidence: [
        say`${countOf(byId.length, "span")} of ${callee} name a parent that is in another trace, whose id ends in the same 16 hex digits: the first 16 were cut.`,
        say`The parent is the very call of ${caller} each time, so the two traces can be joined without a doubt.`,
      ],
      alternatives: [say`Something between ${caller} and ${callee} shortens the id, rather than ${caller} itself.`],
      sample: byId[0]!.caller,
    };
  }
  if (2 * misplaced.length < lost.length) return undefined;
  return {
    cause: "header-reused",
    party: from,
    confidence: misplaced.length >= 3 ? "certain" : "likely",
    evidence: [
      say`${countOf(misplaced.length, "span")} of ${callee} have the same parent as the span of ${caller} that called them, one level too high.`,
      say`${caller}'s own calls have no child: it sends on the traceparent that it received.`,
    ],
    alternatives: [say`A proxy between ${caller} and ${callee} puts back the header that came with the first request.`],
    sample: misplaced[0]!.caller,
  };
}

/** Parties of which every wire edge is lost, in and out. */
function blameSilentParties(
  context: DiagnosisContext,
  open: readonly BrokenEdge[],
  lines: Lines,
): Map<BrokenEdge, Blame> {
  const blamed = new Map<BrokenEdge, Blame>();
  const parties = [...new Set(open.flatMap(({ from, to }) => [from, to]))];
  const size = (party: number) => open.filter(({ from, to }) => from === party || to === party).length;
  for (const party of parties.sort((a, b) => size(b) - size(a))) {
    const [incoming, outgoing] = [lines.into(party), lines.outOf(party)];
    const [wireIn, wireOut] = [incoming.filter(isWire), outgoing.filter(isWire)];
    const own = open.filter((edge) => (edge.from === party || edge.to === party) && !blamed.has(edge) && isWire(edge));
    const bothWays = own.some(({ to }) => to === party) && own.some(({ from }) => from === party);
    if (!bothWays || ![...wireIn, ...wireOut].every(isDead)) continue;
    // A queue that carries the context shows that there is a propagator.
    if ([...incoming, ...outgoing].some((edge) => !isWire(edge) && edge.intact > 0)) continue;
    const name = context.nameOf(party);
    const lost = own.reduce((total, edge) => total + edge.lost.length, 0);
    const others = [...new Set([...wireIn.map(({ from }) => from), ...wireOut.map(({ to }) => to)])];
    const well = others.filter((other) => [...lines.into(other), ...lines.outOf(other)].some(isAlive));
    const evidence = [
      say`All ${sum(wireIn)} calls into ${name} begin a new trace, and so do all ${sum(wireOut)} calls that ${name} makes.`,
      say`${name} makes and exports its spans, so its SDK runs; what it lacks is the part that writes and reads headers.`,
    ];
    const keeping = allOf(well.map(context.nameOf));
    if (well.length > 0)
      evidence.push(
        well.length === 1
          ? say`${keeping} keeps the context with other services.`
          : say`${keeping} keep the context with other services.`,
      );
    for (const edge of own) {
      blamed.set(edge, {
        cause: "no-propagator",
        party,
        confidence: confidenceOf(lost),
        evidence,
        alternatives: [say`Two faults at once: ${name} does not extract, and its HTTP client does not inject.`],
        sample: edge.from === party ? edge.lost[0]!.caller : edge.lost[0]!.callee,
      });
    }
  }
  return blamed;
}

function blamePopulation(context: DiagnosisContext, edge: BrokenEdge, lines: Lines): Blame {
  const { from, to, protocol, lost } = edge;
  const [caller, callee] = [context.nameOf(from), context.nameOf(to)];
  if (protocol === "messaging") return blameQueue(context, edge);
  const same = (other: { protocol: string }) => other.protocol === protocol;
  const callers = lines.into(to).filter(same);
  const callees = lines.outOf(from).filter(same);
  const otherCallers = callers.filter((other) => other.from !== from);
  const otherCallees = callees.filter((other) => other.to !== to);
  const confidence = confidenceOf(lost.length);
  const kindOfCall = protocol === "" ? "call" : `${protocol === "grpc" ? "gRPC" : protocol.toUpperCase()} call`;
  const sender = (evidence: readonly Sentence[], sure = confidence): Blame => {
    const others = lines.outOf(from).filter((other) => !same(other) && isAlive(other));
    const metadata = protocol === "grpc" && (others.length > 0 || otherCallers.some(isAlive));
    return {
      cause: metadata ? "grpc-metadata" : "no-inject",
      party: from,
      confidence: sure,
      evidence:
        metadata && others.length > 0
          ? [
              ...evidence,
              say`Other protocols keep the context out of ${caller} (${sum(others)} hops), so its propagator works.`,
            ]
          : evidence,
      alternatives: [say`Something on the way from ${caller} to ${callee} drops the header.`],
      sample: lost[0]!.caller,
    };
  };
  const receiver = (evidence: readonly Sentence[], sure = confidence): Blame => ({
    cause: "no-extract",
    party: to,
    confidence: sure,
    evidence,
    alternatives: [say`A proxy in front of ${callee} drops the header for all of its callers.`],
    sample: lost[0]!.callee,
  });

  const namesOf = (edges: readonly EdgeTally[]) => edges.map((other) => context.nameOf(other.from)).join(", ");
  const callersDead = otherCallers.length > 0 && otherCallers.every(isDead);
  const calleesDead = otherCallees.length > 0 && otherCallees.every(isDead);
  const wellCallers = otherCallers.filter(isAlive);
  const wellCallees = otherCallees.filter(isAlive);
  if (callersDead && !calleesDead) {
    const names = [caller, ...otherCallers.map((other) => context.nameOf(other.from))];
    return receiver(
      [
        say`All ${countOf(sum(callers), kindOfCall)} into ${callee} lose the context, whoever makes them: ${names.join(", ")}.`,
        ...(wellCallees.length > 0
          ? [say`${caller} keeps it when it calls ${wellCallees.map((other) => context.nameOf(other.to)).join(", ")}.`]
          : []),
      ],
      confidenceOf(sum(callers)),
    );
  }
  if (calleesDead && !callersDead) {
    const names = [callee, ...otherCallees.map((other) => context.nameOf(other.to))];
    return sender(
      [
        say`All ${countOf(sum(callees), kindOfCall)} of ${caller} lose the context, whomever it calls: ${names.join(", ")}.`,
        ...(wellCallers.length > 0
          ? [
              wellCallers.length === 1
                ? say`${namesOf(wellCallers)} keeps it when calling ${callee}.`
                : say`${namesOf(wellCallers)} keep it when calling ${callee}.`,
            ]
          : []),
      ],
      confidenceOf(sum(callees)),
    );
  }
  if (wellCallers.length > 0) {
    return sender([
      say`${countOf(lost.length, kindOfCall)} from ${caller} to ${callee} lost the context (${percent(lost.length / (lost.length + edge.kept.length))}).`,
      say`${callee} reads it well: ${sum(wellCallers)} of its calls from ${wellCallers.map((other) => context.nameOf(other.from)).join(", ")} are linked.`,
    ]);
  }
  if (wellCallees.length > 0) {
    return receiver([
      say`${countOf(lost.length, kindOfCall)} from ${caller} to ${callee} lost the context (${percent(lost.length / (lost.length + edge.kept.length))}).`,
      say`${caller} sends it well: ${sum(wellCallees)} of its calls to ${wellCallees.map((other) => context.nameOf(other.to)).join(", ")} are linked.`,
    ]);
  }
  return blameAlone(context, edge, lines, sender, receiver);
}

type Side = (evidence: readonly Sentence[], sure?: FindingConfidence) => Blame;

/** No other edge of this protocol to compare with: what is left are the spans' own kinds, and other protocols. */
function blameAlone(context: DiagnosisContext, edge: BrokenEdge, lines: Lines, sender: Side, receiver: Side): Blame {
  const { from, to, protocol, lost, kept } = edge;
  const { kind } = context.dataSet.spans;
  const [caller, callee] = [context.nameOf(from), context.nameOf(to)];
  const said = say`${countOf(lost.length, "call")} from ${caller} to ${callee} lost the context (${percent(lost.length / (lost.length + kept.length))}).`;
  if (lost.every((hop) => hop.caller === -1 || !isCallKind(kind[hop.caller]!)))
    return sender([said, say`${caller} makes no CLIENT span for them: its client is not instrumented.`]);
  if (lost.every((hop) => !isEntryKind(kind[hop.callee]!)))
    return receiver([said, say`${callee} makes no SERVER span for them: its server is not instrumented.`]);
  const wellOut = lines.outOf(from).filter((other) => other.protocol !== protocol && isAlive(other));
  if (protocol === "grpc" && wellOut.length > 0)
    return sender([said, "No other gRPC edge is there to compare with."], "possible");
  const wellIn = lines.into(to).filter((other) => other.protocol !== protocol && isAlive(other));
  if (wellIn.length > 0 && wellOut.length === 0)
    return sender([said, say`${callee} reads the context of other protocols.`], "possible");
  if (wellOut.length > 0 && wellIn.length === 0)
    return receiver([said, say`${caller} sends the context by other protocols.`], "possible");
  return {
    cause: "unknown",
    party: from,
    confidence: confidenceOf(lost.length),
    evidence: [said, "Neither service has another edge to compare with, and no request headers were recorded."],
    alternatives: [
      say`${caller} does not inject the context.`,
      say`${callee} does not extract it.`,
      "Something between them drops the header. Recording traceparent as a span attribute on both sides would tell.",
    ],
    sample: lost[0]!.caller,
  };
}

function blameQueue(context: DiagnosisContext, { from, to, lost, kept }: BrokenEdge): Blame {
  const [caller, callee] = [context.nameOf(from), context.nameOf(to)];
  return {
    cause: "queue-not-carried",
    party: from,
    confidence: confidenceOf(lost.length),
    evidence: [
      say`${lost.length} of ${countOf(lost.length + kept.length, "message")} from ${caller} to ${callee} arrived without context: their CONSUMER spans are roots, and have no link either.`,
    ],
    alternatives: [
      say`${callee} does not read the context out of the message.`,
      "The broker, or whoever copies messages between queues, drops their headers.",
    ],
    sample: lost[0]!.caller,
  };
}
