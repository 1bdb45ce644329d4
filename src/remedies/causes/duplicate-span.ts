import type { CauseRemedies } from "../remedy.ts";

/** One span is exported more than once. */
export const duplicateSpan: CauseRemedies = {
  verify: {
    en: "Count the spans of one request: each span id must be there once.",
    zh: "数一数一个请求的 span：每个 span ID 只能出现一次。",
  },
  languages: {
    go: [
      {
        id: "processors",
        text: {
          en: "The same span is exported twice: two processors that lead to the same place, or two pipelines of a collector. Register one batcher per destination.",
          zh: "同一 span 被导出两次：两个 processor 通向同一处，或 collector 的两条管道。每个目的地只注册一个 batcher。",
        },
        wrong: "sdktrace.NewTracerProvider(\n\tsdktrace.WithBatcher(exporter),\n\tsdktrace.WithSyncer(exporter))",
        code: "sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter))",
      },
    ],
    nodejs: [
      {
        id: "processors",
        text: {
          en: "The same span is exported twice: traceExporter and spanProcessors that lead to the same place, or an SDK that is started twice. Keep one.",
          zh: "同一 span 被导出两次：traceExporter 与 spanProcessors 通向同一处，或 SDK 启动了两次。只保留一个。",
        },
        wrong: "new NodeSDK({ spanProcessors: [new SimpleSpanProcessor(exporter), new BatchSpanProcessor(exporter)] })",
        code: "new NodeSDK({ traceExporter: exporter })",
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "The same span is exported twice: two exporters or collector pipelines with one destination, an export repeated after a timeout, or a file read twice. Zipkin's shared spans are no fault.",
          zh: "同一 span 被导出两次：两个 exporter 或 collector 管道通向同一目的地、超时后重复导出，或文件被读取两次。Zipkin 的共享 span 不是故障。",
        },
        code: "service:\n  pipelines:\n    traces:\n      receivers: [otlp]\n      processors: [batch]\n      exporters: [otlp] # one exporter per destination",
      },
    ],
  },
};
