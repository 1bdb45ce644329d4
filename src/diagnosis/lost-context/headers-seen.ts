/** What the recorded headers of one lost hop say. */
import type { SpanIndex } from "../../model/index-types.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";

/**
 * valid: a good traceparent came and was not used. absent: the callee records a traceparent where one comes, and none came.
 * stripped: none came, although the caller recorded that it sent one. unknown: nothing was recorded that would tell.
 */
export type HeaderSeen = "valid" | "absent" | "stripped" | "unknown";

export function headerSeen(context: DiagnosisContext, caller: SpanIndex, callee: SpanIndex): HeaderSeen {
  const seen = context.captured(callee);
  if (seen?.headers.traceparent) return "valid";
  if (!context.recordsTraceparent(context.columns.party[callee]!)) return "unknown";
  return caller >= 0 && context.captured(caller)?.headers.traceparent ? "stripped" : "absent";
}
