import type { CauseRemedies } from "../remedy.ts";

/** The process has an SDK but no propagator: it neither sends nor reads a context. */
export const noPropagator: CauseRemedies = {
  verify: {
    en: "After a restart, both the calls it makes and the calls it receives belong to one trace with the other side.",
    zh: "重启之后，它发出和收到的调用都应与对方属于同一条调用链。",
  },
  languages: {
    go: [
      {
        id: "global",
        text: {
          en: "The Go SDK has no propagator until you set one: without it nothing is sent and nothing is read, and no error is logged. Set it once in main, before any client or server is made.",
          zh: "Go SDK 在你设置之前没有 propagator：没有它就什么也不发送、不读取，也不会记录错误。请在 main 中、创建任何客户端或服务器之前设置一次。",
        },
        wrong: "otel.SetTracerProvider(tp) // and no propagator",
        code: "otel.SetTracerProvider(tp)\notel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(\n\tpropagation.TraceContext{}, propagation.Baggage{}))\n// or, to obey OTEL_PROPAGATORS: otel.SetTextMapPropagator(autoprop.NewTextMapPropagator())",
      },
    ],
    nodejs: [
      {
        id: "global",
        text: {
          en: "NodeSDK sets W3C and baggage by itself; a bare provider does so only when it is registered. Check that OTEL_PROPAGATORS is not none and textMapPropagator is not null.",
          zh: "NodeSDK 自己会设置 W3C 和 baggage；单独的 provider 只有在注册时才会。请确认 OTEL_PROPAGATORS 不是 none，textMapPropagator 不是 null。",
        },
        wrong:
          "const provider = new NodeTracerProvider(config);\ntrace.setGlobalTracerProvider(provider); // no propagator, no context manager",
        code: "const provider = new NodeTracerProvider(config);\nprovider.register(); // tracer provider, W3C propagators and context manager",
      },
    ],
    java: [
      {
        id: "agent",
        when: { infrastructure: ["java-agent"] },
        text: {
          en: "The Java agent of {service} has its propagators from otel.propagators, not from code, and here they are switched off. Set them, or remove the setting: the default is tracecontext and baggage.",
          zh: "{service} 的 Java agent 从 otel.propagators 而不是从代码取得 propagator，而这里它们被关闭了。请设置它们，或去掉该设置：默认为 tracecontext 和 baggage。",
        },
        wrong: "-Dotel.propagators=none",
        code: "-Dotel.propagators=tracecontext,baggage\n# or OTEL_PROPAGATORS=tracecontext,baggage",
      },
      {
        id: "global",
        text: {
          en: "An SDK built by hand has no propagators. Set them, or use the autoconfigured SDK, whose default is tracecontext and baggage. Check that otel.propagators is not none.",
          zh: "手工构建的 SDK 没有 propagator。请设置它们，或使用自动配置的 SDK，其默认值是 tracecontext 和 baggage。请确认 otel.propagators 不是 none。",
        },
        wrong: "OpenTelemetrySdk.builder().setTracerProvider(provider).build();",
        code: "OpenTelemetrySdk.builder()\n    .setTracerProvider(provider)\n    .setPropagators(ContextPropagators.create(TextMapPropagator.composite(\n        W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance())))\n    .buildAndRegisterGlobal();",
      },
    ],
    python: [
      {
        id: "global",
        text: {
          en: "Python's default is W3C and baggage, so something switched it off: OTEL_PROPAGATORS=none, or a call of set_global_textmap. Set it back.",
          zh: "Python 的默认值是 W3C 和 baggage，说明有什么把它关掉了：OTEL_PROPAGATORS=none，或调用了 set_global_textmap。请恢复。",
        },
        code: "from opentelemetry.baggage.propagation import W3CBaggagePropagator\nfrom opentelemetry.propagate import set_global_textmap\nfrom opentelemetry.propagators.composite import CompositePropagator\nfrom opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator\n\nset_global_textmap(CompositePropagator([TraceContextTextMapPropagator(), W3CBaggagePropagator()]))",
      },
    ],
    dotnet: [
      {
        id: "global",
        text: {
          en: "The OpenTelemetry propagator is a no-op until an SDK is built; HttpClient and ASP.NET Core use the runtime's own. Build the SDK at start, and do not set DistributedContextPropagator to no output.",
          zh: "在构建 SDK 之前 OpenTelemetry 的 propagator 什么也不做；HttpClient 和 ASP.NET Core 使用运行时自己的。请在启动时构建 SDK，并且不要把 DistributedContextPropagator 设为不输出。",
        },
        wrong: "DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator();",
        code: "Sdk.SetDefaultTextMapPropagator(new CompositeTextMapPropagator(\n    [new TraceContextPropagator(), new BaggagePropagator()]));",
      },
    ],
    rust: [
      {
        id: "global",
        text: {
          en: "Rust has no global propagator until you set one: without it nothing is sent and nothing is read. Set it in main.",
          zh: "Rust 在你设置之前没有全局 propagator：没有它就既不发送也不读取。请在 main 中设置。",
        },
        code: "use opentelemetry_sdk::propagation::TraceContextPropagator;\n\nopentelemetry::global::set_text_map_propagator(TraceContextPropagator::new());",
      },
    ],
    cpp: [
      {
        id: "global",
        text: {
          en: "C++ has no global propagator until you set one: without it nothing is sent and nothing is read. Set it in main.",
          zh: "C++ 在你设置之前没有全局 propagator：没有它就既不发送也不读取。请在 main 中设置。",
        },
        code: "opentelemetry::context::propagation::GlobalTextMapPropagator::SetGlobalPropagator(\n    opentelemetry::nostd::shared_ptr<opentelemetry::context::propagation::TextMapPropagator>(\n        new opentelemetry::trace::propagation::HttpTraceContext()));",
      },
    ],
    generic: [
      {
        id: "global",
        text: {
          en: "This process has an SDK but no propagator. Set W3C Trace Context at start-up, or by environment where your SDK reads it.",
          zh: "该进程有 SDK 但没有 propagator。请在启动时设置 W3C Trace Context，或在 SDK 支持时通过环境变量设置。",
        },
        code: "OTEL_PROPAGATORS=tracecontext,baggage",
      },
    ],
  },
};
