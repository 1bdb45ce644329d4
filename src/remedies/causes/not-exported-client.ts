import type { CauseRemedies } from "../remedy.ts";

/** The process sends the id of a client span that it does not export itself. */
export const notExportedClient: CauseRemedies = {
  verify: {
    en: "Make one call: the parent id that {to} receives must be the id of a span of {from} in this data.",
    zh: "发起一次调用：{to} 收到的父 ID 必须是数据中 {from} 的某个 span 的 ID。",
  },
  languages: {
    dotnet: [
      {
        id: "collect",
        text: {
          en: "HttpClient of {service} starts an Activity and sends its id, whether or not anything exports it. Add the HTTP client instrumentation to the tracer of {service}, so that this span is exported.",
          zh: "{service} 的 HttpClient 会开始一个 Activity 并发送它的 ID，无论是否有东西导出它。请在 {service} 的 tracer 中加入 HTTP 客户端埋点，使这个 span 得以导出。",
        },
        wrong:
          "builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing\n    .AddAspNetCoreInstrumentation()\n    .AddOtlpExporter()); // HttpClient's Activity is sent, never exported",
        code: "builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing\n    .AddAspNetCoreInstrumentation()\n    .AddHttpClientInstrumentation()\n    .AddOtlpExporter());",
      },
    ],
    nodejs: [
      {
        id: "one-provider",
        text: {
          en: "{service} sends the id of a client span that its exporter never sees: a second tracer provider, a span processor that drops CLIENT spans, or another vendor's agent. Keep one provider, and let it export what it sends.",
          zh: "{service} 发送了一个其 exporter 从未见到的 CLIENT span 的 ID：存在第二个 tracer provider、丢弃 CLIENT span 的 processor，或另一家厂商的 agent。只保留一个 provider，并让它导出所发送的 span。",
        },
        code: "const sdk = new NodeSDK({\n  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())], // none that filters CLIENT spans\n  instrumentations: [new HttpInstrumentation(), new UndiciInstrumentation()],\n});\nsdk.start();",
      },
    ],
    go: [
      {
        id: "one-provider",
        text: {
          en: "The transport of {service} makes its client spans with a tracer provider that exports nothing, or a span processor drops them. Give it the provider that has the exporter.",
          zh: "{service} 的 transport 使用了不导出任何内容的 tracer provider 来创建 CLIENT span，或某个 processor 丢弃了它们。请给它带有 exporter 的 provider。",
        },
        code: "transport := otelhttp.NewTransport(http.DefaultTransport, otelhttp.WithTracerProvider(tp))\nclient := &http.Client{Transport: transport}",
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "{service} sends the id of a client span that it does not export. Something drops CLIENT spans there: a filter, a span processor, another agent in the same process. Export them, or do not start them.",
          zh: "{service} 发送了一个它没有导出的 CLIENT span 的 ID。那里有东西丢弃了 CLIENT span：过滤器、span processor，或同一进程中的另一个 agent。请导出它们，或不要开始它们。",
        },
        code: "# look for filters on kind CLIENT, in the SDK and in the collector\nprocessors:\n  filter:\n    traces:\n      span:\n        - 'kind == SPAN_KIND_CLIENT'   # remove this",
      },
    ],
  },
};
