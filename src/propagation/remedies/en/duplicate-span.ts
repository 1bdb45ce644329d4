import type { CauseRemedies } from "../remedy.ts";

/** One span is exported more than once. */
export const duplicateSpan: CauseRemedies = {
  verify: "Count the spans of one request: each span id must be there once.",
  languages: {
    go: [
      {
        id: "processors",
        text: "The same span is exported twice: two processors that lead to the same place, or two pipelines of a collector. Register one batcher per destination.",
        wrong: "sdktrace.NewTracerProvider(\n\tsdktrace.WithBatcher(exporter),\n\tsdktrace.WithSyncer(exporter))",
        code: "sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter))",
      },
    ],
    nodejs: [
      {
        id: "processors",
        text: "The same span is exported twice: traceExporter and spanProcessors that lead to the same place, or an SDK that is started twice. Keep one.",
        wrong: "new NodeSDK({ spanProcessors: [new SimpleSpanProcessor(exporter), new BatchSpanProcessor(exporter)] })",
        code: "new NodeSDK({ traceExporter: exporter })",
      },
    ],
    generic: [
      {
        id: "any",
        text: "The same span is exported twice: two exporters or collector pipelines with one destination, an export repeated after a timeout, or a file read twice. Zipkin's shared spans are no fault.",
        code: "service:\n  pipelines:\n    traces:\n      receivers: [otlp]\n      processors: [batch]\n      exporters: [otlp] # one exporter per destination",
      },
    ],
  },
};
