/**
 * What a W3C Trace Context receiver (Level 2) does with a request: the outcome column of the conformance suite.
 *
 *   traceparent: none, several or malformed --> restart, tracestate dropped unread
 *   traceparent: one and valid              --> continue; tracestate kept, or dropped as a whole if malformed
 */
import type { Headers } from "./header-map.ts";
import type { CarriedContext, Reading } from "./reading.ts";
import { englishCarrierTexts } from "./texts-en.ts";
import { readTracestate, type TracestateMember, type TracestateReading } from "./tracestate.ts";

export interface W3cReceiver {
  readonly outcome: "continue" | "restart";
  /** Present when the trace continues. */
  readonly context?: CarriedContext | undefined;
  /** What the receiver must send on: bits 01 and 02 alone, so 0 to 3. Undefined on a restart. */
  readonly outgoingFlags?: number | undefined;
  readonly tracestate: "keep" | "drop" | "absent";
  /** The members kept, in order. */
  readonly members: readonly TracestateMember[];
  readonly sentence: string;
  /** Headers that look like one of the two but are not read. */
  readonly misnamed: readonly { readonly header: string; readonly wanted: string }[];
}

const texts = englishCarrierTexts.receiver;

/** `traceparent` is the reading of the first such header, if there is one. */
export function judgeAsW3cReceiver(headers: Headers, traceparent: Reading | undefined): W3cReceiver {
  const stateValues = headers.all("tracestate");
  const state: TracestateReading | undefined = stateValues.length > 0 ? readTracestate(stateValues) : undefined;
  const misnamed = findMisnamed(headers);
  const context = traceparent?.context;
  if (context === undefined) {
    const sentence = whyRestart(headers, traceparent, misnamed[0]);
    return { outcome: "restart", tracestate: state ? "drop" : "absent", members: [], sentence, misnamed };
  }
  return {
    outcome: "continue",
    context,
    outgoingFlags: (context.sampled ? 1 : 0) | (context.random ? 2 : 0),
    tracestate: state === undefined ? "absent" : state.outcome === "accept" ? "keep" : "drop",
    members: state?.members ?? [],
    sentence: texts.continues(context.traceId ?? ""),
    misnamed,
  };
}

function whyRestart(
  headers: Headers,
  traceparent: Reading | undefined,
  misnamed: { header: string; wanted: string } | undefined,
): string {
  const count = headers.all("traceparent").length;
  if (count > 1) return texts.repeated(count);
  if (traceparent) return texts.malformed(traceparent.problems[0]?.sentence ?? "");
  return misnamed?.wanted === "traceparent" ? texts.misnamed(misnamed.header, misnamed.wanted) : texts.noHeader();
}

function findMisnamed(headers: Headers): { header: string; wanted: string }[] {
  return headers.names().flatMap((header) => {
    const letters = header.replace(/[^a-z0-9]/g, "");
    const wanted = ["traceparent", "tracestate"].find((name) => letters === name || letters === `x${name}`);
    return wanted !== undefined && header !== wanted ? [{ header, wanted }] : [];
  });
}
