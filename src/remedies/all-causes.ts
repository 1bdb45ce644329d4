import { asyncContextLost } from "./causes/async-context-lost.ts";
import { backgroundContext } from "./causes/background-context.ts";
import { clockSkew } from "./causes/clock-skew.ts";
import { cutByFilter } from "./causes/cut-by-filter.ts";
import { doubleInstrumentation } from "./causes/double-instrumentation.ts";
import { duplicateSpan } from "./causes/duplicate-span.ts";
import { exitWithoutFlush } from "./causes/exit-without-flush.ts";
import { filteredOut } from "./causes/filtered-out.ts";
import { formatMismatch } from "./causes/format-mismatch.ts";
import { gatewayStrips } from "./causes/gateway-strips.ts";
import { grpcMetadata } from "./causes/grpc-metadata.ts";
import { headerDoubled } from "./causes/header-doubled.ts";
import { headerKey } from "./causes/header-key.ts";
import { headerReused } from "./causes/header-reused.ts";
import { idTruncated } from "./causes/id-truncated.ts";
import { leakedSpan } from "./causes/leaked-span.ts";
import { libraryFault } from "./causes/library-fault.ts";
import { lostInTransit } from "./causes/lost-in-transit.ts";
import { malformedHeader } from "./causes/malformed-header.ts";
import { mixedContext } from "./causes/mixed-context.ts";
import { noExtract } from "./causes/no-extract.ts";
import { noInject } from "./causes/no-inject.ts";
import { noPropagator } from "./causes/no-propagator.ts";
import { notExportedClient } from "./causes/not-exported-client.ts";
import { orphanSpans } from "./causes/orphan-spans.ts";
import { outerContextInjected } from "./causes/outer-context-injected.ts";
import { outlivesParent } from "./causes/outlives-parent.ts";
import { outsideRootForwarded } from "./causes/outside-root-forwarded.ts";
import { parentCycle } from "./causes/parent-cycle.ts";
import { platformSpan } from "./causes/platform-span.ts";
import { queueNotCarried } from "./causes/queue-not-carried.ts";
import { sampledFlagOff } from "./causes/sampled-flag-off.ts";
import { samplingMismatch } from "./causes/sampling-mismatch.ts";
import { scopeNotClosed } from "./causes/scope-not-closed.ts";
import { uncorrelatedLogs } from "./causes/uncorrelated-logs.ts";
import { uninstrumentedService } from "./causes/uninstrumented-service.ts";
import { unknown } from "./causes/unknown.ts";
import { unknownService } from "./causes/unknown-service.ts";
import { unseenHop } from "./causes/unseen-hop.ts";
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
  "not-exported-client": notExportedClient,
  "platform-span": platformSpan,
  "uninstrumented-service": uninstrumentedService,
  "outer-context-injected": outerContextInjected,
  "header-doubled": headerDoubled,
  "header-key": headerKey,
  "filtered-out": filteredOut,
  "exit-without-flush": exitWithoutFlush,
  "scope-not-closed": scopeNotClosed,
  "sampled-flag-off": sampledFlagOff,
  "library-fault": libraryFault,
  "outside-root-forwarded": outsideRootForwarded,
  "lost-in-transit": lostInTransit,
  "unseen-hop": unseenHop,
  "cut-by-filter": cutByFilter,
} as const satisfies Record<string, CauseRemedies>;

export type RemedyCause = keyof typeof allCauses;
