/** Broken requests: where they fall apart, and how they are put together again. */
import { shortTraceId } from "../../kit/short-trace-id.ts";

const number = (count: number) => count.toLocaleString("en");
const counted = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;
const verb = (count: number) => (count === 1 ? "is" : "are");

export const repair = {
  fallApart: (requests: number) => `${counted(requests, "request falls", "requests fall")} apart at`,
  mayFallApart: (requests: number) => `${counted(requests, "request", "requests")} may fall apart at`,
  seeWhy: "See why",
  show: "Show repaired",
  showRecorded: "Show as recorded",
  showPossible: (bridges: number) => `Show ${counted(bridges, "possible bridge", "possible bridges")}`,
  hidePossible: "Hide possible bridges",
  fix: "Fix",
  toggle: "Repaired",
  toggleLong: "Show the whole request: parts of other traces joined by bridges",
  looking: "Looking for lost parents …",
  done: (share: number) => `${Math.floor(share * 100)} %`,
  cancel: "Cancel",
  nothingToJoin: "No parent is likely enough to join anything to this trace.",

  /** Without a finding that says it better. */
  lostHere: (service: string) => `${service} lost the trace context.`,
  asSentence: (title: string) => `${title}.`,
  causeAndExtent: (cause: string, extent: string) => `${cause} ${extent}`,
  inOthers: (spans: number, traceIds: readonly string[]) =>
    `${counted(spans, "span", "spans")} of this request ${verb(spans)} in ${
      traceIds.length === 1
        ? `trace ${shortTraceId(traceIds[0]!)}`
        : `${counted(traceIds.length, "other trace", "other traces")}.`
    }`,
  beganIn: (traceId: string) => `This trace is a part of a request that began in trace ${shortTraceId(traceId)}`,
  placed: (spans: number) => `${counted(spans, "span", "spans")} without a parent ${verb(spans)} placed by evidence.`,
  joined: (parts: { readonly certain: number; readonly likely: number; readonly possible: number }) =>
    `Repaired: ${(["certain", "likely", "possible"] as const)
      .filter((word) => parts[word] > 0)
      .map((word) => `${number(parts[word])} ${word}`)
      .join(
        ", ",
      )} ${parts.certain + parts.likely + parts.possible === 1 ? "bridge" : "bridges"}, dashed: inferred, not recorded.`,

  confidence: { certain: "certain", likely: "likely", possible: "possible" },
  recordedIn: (traceId: string) => `recorded in trace ${shortTraceId(traceId)}`,
  bridged: (confidence: string, because: readonly string[]) =>
    `joined by a bridge (${confidence}): ${because.join("; ")}`,
  notRecorded: (confidence: string) => `bridged (${confidence}), not recorded`,
  because: {
    "exact-id": "an id names the parent",
    wire: "it lies in a call that nothing else answers",
    "in-process": "it ran while this request was served in the same instance",
    "missing-parent": "the nearest span of its trace that can be its ancestor",
  },
  becauseId: {
    "truncated-trace-id": "the low 64 bits of the trace id and the parent id are the same",
    "foreign-parent": "its parent id is this span, in another trace",
    "captured-header": "the header it received names this span",
    "message-id": "the message id is the same",
    "request-id": "the request id is the same",
  } as Readonly<Record<string, string>>,
  becauseTime: (after: string, low: string, high: string) =>
    `it began ${after} after the call, usual here are ${low} to ${high}`,
  clocksApart: (apart: string) => `clocks taken to be ${apart} apart`,
};
