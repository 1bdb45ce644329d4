/**
 * The report of a data set that grows: of the traces that have settled. One whose last span came seconds ago is not judged, it is said
 * to be still arriving: the other half of a hop is sent by another service, at a moment of its own.
 */

import { describeInput } from "../diagnosis/report.ts";
import { type Report, SPANS_SHOWN, type SpanRef, type Verdict } from "../diagnosis/report-types.ts";
import { spanIdToHex, traceIdToHex } from "../model/ids.ts";
import { countOf, say } from "../model/sentence.ts";
import type { DataSet } from "../model/tables.ts";
import { withoutTraces } from "../model/without-traces.ts";
import type { Diagnosis, DiagnosisCall } from "./diagnosis.ts";

/** @param arriving one byte a trace */
export async function reportOfSettled(
  diagnosis: Diagnosis,
  dataSet: DataSet,
  arriving: Uint8Array,
  call: DiagnosisCall,
): Promise<Report> {
  const report = await diagnosis.report(withoutTraces(dataSet, arriving), call);
  const verdict = arrivingVerdict(dataSet, arriving);
  return {
    ...report,
    input: describeInput(dataSet),
    verdicts: verdict ? [verdict, ...report.verdicts] : report.verdicts,
  };
}

function arrivingVerdict({ traces, spans }: DataSet, arriving: Uint8Array): Verdict | undefined {
  const shown: SpanRef[] = [];
  let count = 0;
  for (let trace = 0; trace < traces.length; trace++) {
    if (arriving[trace] === 0) continue;
    count++;
    if (shown.length >= SPANS_SHOWN) continue;
    const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = traces.traceId.subarray(trace * 4, trace * 4 + 4);
    const top = traces.topSpan[trace]!;
    shown.push({
      traceId: traceIdToHex(w0, w1, w2, w3),
      spanId: spanIdToHex(spans.spanIdHigh[top]!, spans.spanIdLow[top]!),
    });
  }
  if (count === 0) return undefined;
  const reason = say`${countOf(count, "trace")} got spans seconds ago, and may get more: nothing is said about them yet.`;
  return {
    kind: "still-arriving",
    reason: reason.text,
    said: { reason },
    service: "",
    environment: "",
    count,
    spans: shown,
  };
}
