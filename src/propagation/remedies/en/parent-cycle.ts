import type { CauseRemedies } from "../remedy.ts";

/** Spans are each other's ancestors, or a span is its own parent. No SDK does this: ids were written by hand or reused. */
export const parentCycle: CauseRemedies = {
  verify: "Every span of the trace must lead up to one root.",
  languages: {
    go: [
      {
        id: "ids",
        text: "A span is its own ancestor. The SDK cannot do this, so ids are set by hand, reused from a pool, or rewritten in a collector. Let the SDK make them; an IDGenerator of your own must be random for each span.",
        wrong: "sdktrace.NewTracerProvider(sdktrace.WithIDGenerator(fixedIDs))",
        code: "sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter)) // the default generator is random",
      },
    ],
    nodejs: [
      {
        id: "ids",
        text: "A span is its own ancestor. The SDK cannot do this, so ids are set by hand, or rewritten in a collector. Let the SDK make them; an idGenerator of your own must be random for each span.",
        wrong: "new NodeSDK({ idGenerator: fixedIds, traceExporter: exporter })",
        code: "new NodeSDK({ traceExporter: exporter }) // the default generator is random",
      },
    ],
    generic: [
      {
        id: "ids",
        text: "A span is its own ancestor: ids are set by hand, reused, or rewritten on the way. Each span needs a new random id, and its parent must exist before it.",
        code: "span_id = random 8 bytes, not all zeros\nparent_span_id = id of the span that was current at the start",
      },
    ],
  },
};
