import type { CauseRemedies } from "../remedy.ts";

/** The process has an SDK but no propagator: it neither sends nor reads a context. */
export const noPropagator: CauseRemedies = {
  verify: "After a restart, both the calls it makes and the calls it receives belong to one trace with the other side.",
  languages: {
    go: [
      {
        id: "global",
        text: "The Go SDK has no propagator until you set one: without it nothing is sent and nothing is read, and no error is logged. Set it once in main, before any client or server is made.",
        wrong: "otel.SetTracerProvider(tp) // and no propagator",
        code: "otel.SetTracerProvider(tp)\notel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(\n\tpropagation.TraceContext{}, propagation.Baggage{}))\n// or, to obey OTEL_PROPAGATORS: otel.SetTextMapPropagator(autoprop.NewTextMapPropagator())",
      },
    ],
    nodejs: [
      {
        id: "global",
        text: "NodeSDK sets W3C and baggage by itself; a bare provider does so only when it is registered. Check that OTEL_PROPAGATORS is not none and textMapPropagator is not null.",
        wrong:
          "const provider = new NodeTracerProvider(config);\ntrace.setGlobalTracerProvider(provider); // no propagator, no context manager",
        code: "const provider = new NodeTracerProvider(config);\nprovider.register(); // tracer provider, W3C propagators and context manager",
      },
    ],
    java: [
      {
        id: "global",
        text: "An SDK built by hand has no propagators. Set them, or use the autoconfigured SDK, whose default is tracecontext and baggage. Check that otel.propagators is not none.",
        wrong: "OpenTelemetrySdk.builder().setTracerProvider(provider).build();",
        code: "OpenTelemetrySdk.builder()\n    .setTracerProvider(provider)\n    .setPropagators(ContextPropagators.create(TextMapPropagator.composite(\n        W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance())))\n    .buildAndRegisterGlobal();",
      },
    ],
    python: [
      {
        id: "global",
        text: "Python's default is W3C and baggage, so something switched it off: OTEL_PROPAGATORS=none, or a call of set_global_textmap. Set it back.",
        code: "from opentelemetry.baggage.propagation import W3CBaggagePropagator\nfrom opentelemetry.propagate import set_global_textmap\nfrom opentelemetry.propagators.composite import CompositePropagator\nfrom opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator\n\nset_global_textmap(CompositePropagator([TraceContextTextMapPropagator(), W3CBaggagePropagator()]))",
      },
    ],
    dotnet: [
      {
        id: "global",
        text: "The OpenTelemetry propagator is a no-op until an SDK is built; HttpClient and ASP.NET Core use the runtime's own. Build the SDK at start, and do not set DistributedContextPropagator to no output.",
        wrong: "DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator();",
        code: "Sdk.SetDefaultTextMapPropagator(new CompositeTextMapPropagator(\n    [new TraceContextPropagator(), new BaggagePropagator()]));",
      },
    ],
    generic: [
      {
        id: "global",
        text: "This process has an SDK but no propagator. Set W3C Trace Context at start-up, or by environment where your SDK reads it.",
        code: "OTEL_PROPAGATORS=tracecontext,baggage",
      },
    ],
  },
};
