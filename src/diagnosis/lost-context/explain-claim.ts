/** A chosen claim in words: what it covers, what speaks for it, and what else it could be. */

import { allOf, countOf, type Sentence, say } from "../../model/sentence.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { percent } from "../finding.ts";
import type { FindingConfidence } from "../report-types.ts";
import { type Blame, confidenceOf } from "./blame-types.ts";
import type { Chosen } from "./choose-claims.ts";
import type { Claim } from "./claims.ts";
import type { HopGroup } from "./hop-groups.ts";
import { serviceBetween } from "./service-between.ts";

export function explainClaim(context: DiagnosisContext, chosen: Chosen, all: readonly HopGroup[]): Blame {
  const { claim, groups, rivals, lost } = chosen;
  const first = groups[0]!.lost[0]!;
  const between =
    claim.by === "uninstrumented" && claim.side === "sender" ? serviceBetween(context, groups) : undefined;
  return {
    cause: claim.cause,
    party: claim.party,
    confidence: rivals.length > 0 || between !== undefined ? "possible" : confidenceOf(lost),
    evidence: [countLost(context, chosen), ...forClaim(context, chosen), ...compare(context, chosen, all)],
    alternatives:
      between !== undefined
        ? [sayBetween(context, groups, between)]
        : rivals.length > 0
          ? [...rivals.map((rival) => sayRival(context, rival, groups)), TELL_APART]
          : [usualDoubt(context, chosen)],
    sample: claim.side === "receiver" ? first.callee : first.caller,
  };
}

function sayBetween(context: DiagnosisContext, [group]: readonly HopGroup[], address: string): Sentence {
  const [caller, callee] = [context.nameOf(group!.from), context.nameOf(group!.to)];
  const where = address === "" ? say`Something that ${caller} calls` : say`What ${caller} calls at ${address}`;
  return say`${where} sends no spans here: each root of ${callee} lies in such a call. If it calls ${callee}, run the instrumentation there.`;
}

/** No claim is worth its cost: a few losses among many that were kept. */
export function explainNothing(context: DiagnosisContext, group: HopGroup): Blame {
  const [caller, callee] = [context.nameOf(group.from), context.nameOf(group.to)];
  const confidence: FindingConfidence = "possible";
  return {
    cause: "unknown",
    party: group.from,
    confidence,
    evidence: [
      say`${countOf(group.lost.length, "call")} from ${caller} to ${callee} lost the context, and nothing tells them from those that kept it.`,
    ],
    alternatives: [say`${caller} does not inject the context.`, say`${callee} does not extract it.`, TELL_APART],
    sample: group.lost[0]!.caller,
  };
}

const TELL_APART =
  "Record traceparent on the server (OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST=traceparent): if it arrives, the receiver does not read it; if not, the sender or the way between them loses it.";

function countLost(context: DiagnosisContext, { groups, lost, claim }: Chosen): Sentence {
  const [{ from, to }] = groups as [HopGroup];
  const kept = groups.reduce((sum, group) => sum + group.kept, 0);
  const share = percent(lost / (lost + kept));
  const callers = new Set(groups.map((group) => group.from));
  const callees = [...new Set(groups.map((group) => context.nameOf(group.to)))];
  if (claim.cause === "queue-not-carried")
    return say`${lost} of ${countOf(lost + kept, "message")} from ${context.nameOf(from)} to ${context.nameOf(to)} arrived without context: their CONSUMER spans are roots, and have no link either.`;
  if (groups[0]!.protocol === "messaging")
    return say`${lost} of ${countOf(lost + kept, "message")} from ${context.nameOf(from)} to ${context.nameOf(groups[0]!.to)} are followed by a trace of their own.`;
  if (callers.size === 1)
    return say`${countOf(lost, "call")} from ${context.nameOf(from)} to ${allOf(callees)} lost the context (${share}).`;
  return say`${countOf(lost, "call")} into ${allOf(callees)} lost the context (${share}).`;
}

function forClaim(context: DiagnosisContext, { claim, groups }: Chosen): Sentence[] {
  const [group] = groups as [HopGroup];
  const [caller, callee] = [context.nameOf(group.from), context.nameOf(group.to)];
  const sayBy: Partial<Record<Claim["by"], Sentence>> = {
    uninstrumented:
      claim.side === "sender"
        ? say`${caller} makes no CLIENT span for them: its client is not instrumented.`
        : group.protocol === "messaging"
          ? say`${callee} makes no CONSUMER span for them: its worker is not instrumented.`
          : say`${callee} makes no SERVER span for them: its server is not instrumented.`,
    line: say`All of them were made in ${group.line}.`,
    route: say`All of them were served by ${group.route}.`,
    instance: say`All of them concern instance ${claim.side === "sender" ? group.callerInstance : group.calleeInstance}.`,
    address: say`All of them went to ${group.address}, and no call that went there kept the context.`,
  };
  if (claim.side === "between" && groups.some(({ isRewritten }) => isRewritten))
    return [
      say`${callee} was asked at another port than ${caller} asked: something between them passes the requests on.`,
    ];
  const sentence = claim.cause === "queue-not-carried" ? undefined : sayBy[claim.by];
  return sentence === undefined ? [] : [sentence];
}

/** What both sides keep elsewhere. */
function compare(context: DiagnosisContext, { claim, groups }: Chosen, all: readonly HopGroup[]): Sentence[] {
  const [{ from, to, header }] = groups as [HopGroup];
  const sentences: Sentence[] = [];
  const sends = all.filter((group) => group.from === from && group.to !== to && group.kept > 0);
  const reads = all.filter((group) => group.to === to && group.from !== from && group.kept > 0);
  const sum = (some: readonly HopGroup[]) => some.reduce((total, { kept }) => total + kept, 0);
  const names = (some: readonly HopGroup[], of: (group: HopGroup) => number) =>
    [...new Set(some.map((group) => context.nameOf(of(group))))].join(", ");
  if (reads.length > 0 && claim.party !== to)
    sentences.push(
      say`${context.nameOf(to)} reads it well: ${sum(reads)} of its calls from ${names(reads, (group) => group.from)} are linked.`,
    );
  if (sends.length > 0 && (claim.party !== from || claim.side === "between"))
    sentences.push(
      say`${context.nameOf(from)} sends it well: ${sum(sends)} of its calls to ${names(sends, (group) => group.to)} are linked.`,
    );
  if (header === "absent")
    sentences.push(say`${context.nameOf(to)} records request headers, and no traceparent came with these.`);
  return sentences;
}

function sayRival(context: DiagnosisContext, { side, party }: Claim, groups: readonly HopGroup[]): Sentence {
  const [group] = groups as [HopGroup];
  const name = context.nameOf(party);
  if (side === "sender") return say`${name} does not inject the context.`;
  if (side === "receiver") return say`${name} does not extract it.`;
  if (side === "both") return say`${name} has no propagator.`;
  return say`Something on the way from ${context.nameOf(group.from)} to ${context.nameOf(group.to)} drops the header.`;
}

function usualDoubt(context: DiagnosisContext, { claim, groups }: Chosen): Sentence {
  const [group] = groups as [HopGroup];
  const [caller, callee] = [context.nameOf(group.from), context.nameOf(group.to)];
  if (claim.cause === "queue-not-carried")
    return "The broker, or whoever copies messages between queues, drops their headers.";
  if (group.protocol === "messaging")
    return "The broker, or whoever copies messages between queues, drops their headers.";
  if (claim.side === "receiver") return say`A proxy in front of ${callee} drops the header for all of its callers.`;
  if (claim.side === "both")
    return say`Two faults at once: ${context.nameOf(claim.party)} does not extract, and its HTTP client does not inject.`;
  if (claim.side === "between") return say`${caller}'s client is set up otherwise for these calls.`;
  return say`Something on the way from ${caller} to ${callee} drops the header.`;
}
