import { asyncContextLost } from "./causes/async-context-lost.ts";
import { backgroundContext } from "./causes/background-context.ts";
import { clockSkew } from "./causes/clock-skew.ts";
import { doubleInstrumentation } from "./causes/double-instrumentation.ts";
import { duplicateSpan } from "./causes/duplicate-span.ts";
import { formatMismatch } from "./causes/format-mismatch.ts";
import { gatewayStrips } from "./causes/gateway-strips.ts";
import { grpcMetadata } from "./causes/grpc-metadata.ts";
import { headerReused } from "./causes/header-reused.ts";
import { idTruncated } from "./causes/id-truncated.ts";
import { leakedSpan } from "./causes/leaked-span.ts";
import { malformedHeader } from "./causes/malformed-header.ts";
import { mixedContext } from "./causes/mixed-context.ts";
import { noExtract } from "./causes/no-extract.ts";
import { noInject } from "./causes/no-inject.ts";
import { noPropagator } from "./causes/no-propagator.ts";
import { orphanSpans } from "./causes/orphan-spans.ts";
import { outlivesParent } from "./causes/outlives-parent.ts";
import { parentCycle } from "./causes/parent-cycle.ts";
import { queueNotCarried } from "./causes/queue-not-carried.ts";
import { samplingMismatch } from "./causes/sampling-mismatch.ts";
import { uncorrelatedLogs } from "./causes/uncorrelated-logs.ts";
import { unknown } from "./causes/unknown.ts";
import { unknownService } from "./causes/unknown-service.ts";
import type { CauseRemedies } from "./remedy.ts";

/** Causes of a lost context, and the rules that are their own cause. Their names are part of reports and baselines: none is renamed. */
export const allCauses = {
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
} as const satisfies Record<string, CauseRemedies>;

export type RemedyCause = keyof typeof allCauses;
