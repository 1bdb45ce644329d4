/** Every remedy in English. A second language is a second such record; ids stay the same. */
import type { CauseRemedies, RemedyCause } from "../remedy.ts";
import { asyncContextLost } from "./async-context-lost.ts";
import { backgroundContext } from "./background-context.ts";
import { clockSkew } from "./clock-skew.ts";
import { doubleInstrumentation } from "./double-instrumentation.ts";
import { duplicateSpan } from "./duplicate-span.ts";
import { formatMismatch } from "./format-mismatch.ts";
import { gatewayStrips } from "./gateway-strips.ts";
import { grpcMetadata } from "./grpc-metadata.ts";
import { headerReused } from "./header-reused.ts";
import { idTruncated } from "./id-truncated.ts";
import { leakedSpan } from "./leaked-span.ts";
import { malformedHeader } from "./malformed-header.ts";
import { mixedContext } from "./mixed-context.ts";
import { noExtract } from "./no-extract.ts";
import { noInject } from "./no-inject.ts";
import { noPropagator } from "./no-propagator.ts";
import { orphanSpans } from "./orphan-spans.ts";
import { outlivesParent } from "./outlives-parent.ts";
import { parentCycle } from "./parent-cycle.ts";
import { queueNotCarried } from "./queue-not-carried.ts";
import { samplingMismatch } from "./sampling-mismatch.ts";
import { uncorrelatedLogs } from "./uncorrelated-logs.ts";
import { unknown } from "./unknown.ts";
import { unknownService } from "./unknown-service.ts";

export const englishRemedies: Readonly<Record<RemedyCause, CauseRemedies>> = {
  "no-inject": noInject,
  "no-extract": noExtract,
  "no-propagator": noPropagator,
  "background-context": backgroundContext,
  "async-context-lost": asyncContextLost,
  "grpc-metadata": grpcMetadata,
  "malformed-header": malformedHeader,
  "format-mismatch": formatMismatch,
  "gateway-strips": gatewayStrips,
  "header-reused": headerReused,
  "id-truncated": idTruncated,
  "queue-not-carried": queueNotCarried,
  unknown,
  "orphan-spans": orphanSpans,
  "leaked-span": leakedSpan,
  "mixed-context": mixedContext,
  "outlives-parent": outlivesParent,
  "uncorrelated-logs": uncorrelatedLogs,
  "clock-skew": clockSkew,
  "duplicate-span": duplicateSpan,
  "parent-cycle": parentCycle,
  "sampling-mismatch": samplingMismatch,
  "double-instrumentation": doubleInstrumentation,
  "unknown-service": unknownService,
};
