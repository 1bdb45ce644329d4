/** Every rule, in the order of docs/rules.md. */
import { clockSkew } from "./clock-skew.ts";
import { doubleInstrumentation } from "./double-instrumentation.ts";
import { duplicateSpan } from "./duplicate-span.ts";
import { formatMismatch } from "./format-mismatch.ts";
import { leakedSpan } from "./leaked-span.ts";
import { lostContext } from "./lost-context.ts";
import { malformedContext } from "./malformed-context.ts";
import { mixedContext } from "./mixed-context.ts";
import { orphanSpans } from "./orphan-spans.ts";
import { outlivesParent } from "./outlives-parent.ts";
import { parentCycle } from "./parent-cycle.ts";
import type { Rule } from "./rule.ts";
import { samplingMismatch } from "./sampling-mismatch.ts";
import { uncorrelatedLogs } from "./uncorrelated-logs.ts";
import { unknownService } from "./unknown-service.ts";

export const ALL_RULES: readonly Rule[] = [
  lostContext,
  leakedSpan,
  mixedContext,
  orphanSpans,
  samplingMismatch,
  outlivesParent,
  uncorrelatedLogs,
  malformedContext,
  formatMismatch,
  duplicateSpan,
  parentCycle,
  clockSkew,
  doubleInstrumentation,
  unknownService,
];
