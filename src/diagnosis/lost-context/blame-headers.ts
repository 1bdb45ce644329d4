/** The cause as the recorded headers tell it: what the callee got, and what the caller sent. */

import { countOf, type Sentence, say } from "../../model/sentence.ts";
import type { RemedyCause } from "../../remedies/all-causes.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import type { Blame } from "./blame-types.ts";
import { type BrokenEdge, gatherHeaders } from "./broken-edge.ts";

/** Share of the lost hops that must show the same. */
const MOST = 0.5;

export function blameHeaders(context: DiagnosisContext, edge: BrokenEdge): Blame | undefined {
  const headers = gatherHeaders(context, edge);
  const { from, to, protocol, lost } = edge;
  const [caller, callee] = [context.nameOf(from), context.nameOf(to)];
  const enough = (count: number) => count > 0 && count >= MOST * headers.looked;
  const foreign = [...headers.foreign].sort((a, b) => b[1] - a[1]);
  const foreignCount = foreign.reduce((sum, [, count]) => sum + count, 0);
  const blame = (cause: RemedyCause, party: number, evidence: Sentence[], alternatives: Sentence[]): Blame => ({
    cause,
    party,
    confidence: "certain",
    evidence,
    alternatives,
    sample: party === to ? lost[0]!.callee : lost[0]!.caller,
  });
  if (enough(headers.malformed.length)) {
    const sentences = new Set(
      headers.malformed.flatMap(({ problems }) => problems.slice(0, 1).map(({ sentence }) => sentence)),
    );
    return blame(
      "malformed-header",
      from,
      [
        say`${callee} recorded ${countOf(headers.malformed.length, "traceparent")} from ${caller} that no receiver may accept.`,
        ...[...sentences].slice(0, 5),
      ],
      [say`A proxy between ${caller} and ${callee} rewrites the header.`],
    );
  }
  if (enough(foreignCount)) {
    const names = foreign.map(([name]) => name).join(", ");
    const metadata = protocol === "grpc" && foreign.every(([name]) => /trace.?parent/.test(name));
    return blame(
      metadata ? "grpc-metadata" : "format-mismatch",
      metadata || !isReceiverAlone(context, edge) ? from : to,
      [
        say`${callee} received ${names} and no traceparent in ${foreignCount} of ${countOf(headers.looked, "lost call")} from ${caller}.`,
        metadata
          ? "A propagator looks up the key traceparent, spelt exactly so, and no other."
          : say`${caller} sends its context in a form that ${callee} does not read.`,
      ],
      metadata ? [] : [say`Change either side: ${caller} to send traceparent, or ${callee} to read ${names}.`],
    );
  }
  if (enough(headers.valid)) {
    return blame(
      "no-extract",
      to,
      [
        say`${callee} recorded a valid traceparent in ${headers.valid} of ${countOf(headers.looked, "lost call")} and began a new trace all the same.`,
      ],
      [say`${callee} starts new traces on purpose, as a public endpoint does; then it should link to its caller.`],
    );
  }
  if (enough(headers.absent) && enough(headers.sent)) {
    return blame(
      "gateway-strips",
      from,
      [
        say`${caller} recorded that it sent traceparent in ${countOf(headers.sent, "call")}; ${callee} received none in ${headers.absent} of them.`,
        "Both sides do their part: what lies between them drops the header.",
      ],
      [],
    );
  }
  return undefined;
}

/** The receiver is the odd one out where its caller's other calls keep the context and no other caller of it does. */
function isReceiverAlone({ edges }: DiagnosisContext, { from, to }: BrokenEdge): boolean {
  const keeps = (isOwn: (edge: { from: number; to: number }) => boolean) =>
    edges.some((edge) => isOwn(edge) && edge.protocol !== "in-process" && edge.intact > 0);
  return (
    keeps((edge) => edge.from === from && edge.to !== to) && !keeps((edge) => edge.to === to && edge.from !== from)
  );
}
