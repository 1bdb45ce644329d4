import type { CauseRemedies } from "../remedy.ts";

/** One side writes a format that the other does not read. */
export const formatMismatch: CauseRemedies = {
  verify:
    "Capture the request headers at {to}: at least one format that it reads must be there, and the trace goes on.",
  languages: {
    go: [
      {
        id: "composite",
        text: "{from} and {to} speak different formats. Read both on both sides; the later entry wins when both are there, so put W3C last. autoprop reads OTEL_PROPAGATORS.",
        wrong: "otel.SetTextMapPropagator(b3.New())",
        code: "otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(\n\tb3.New(), propagation.TraceContext{}, propagation.Baggage{}))\n// or OTEL_PROPAGATORS=b3,tracecontext,baggage with\n// otel.SetTextMapPropagator(autoprop.NewTextMapPropagator())",
      },
    ],
    nodejs: [
      {
        id: "composite",
        text: "{from} and {to} speak different formats. NodeSDK reads OTEL_PROPAGATORS; in code give a composite. The later entry wins when both are there, so put W3C last.",
        wrong: "textMapPropagator: new B3Propagator()",
        code: 'import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";\nimport { B3Propagator } from "@opentelemetry/propagator-b3";\n\nconst sdk = new NodeSDK({\n  textMapPropagator: new CompositePropagator({\n    propagators: [new B3Propagator(), new W3CTraceContextPropagator(), new W3CBaggagePropagator()],\n  }),\n});',
      },
    ],
    java: [
      {
        id: "property",
        text: "{from} and {to} speak different formats. Name both in otel.propagators; b3multi is the form with several headers.",
        code: "-Dotel.propagators=b3multi,tracecontext,baggage",
      },
    ],
    python: [
      {
        id: "environment",
        text: "{from} and {to} speak different formats. Install opentelemetry-propagator-b3 and name both formats.",
        code: "OTEL_PROPAGATORS=b3multi,tracecontext,baggage",
      },
    ],
    dotnet: [
      {
        id: "composite",
        text: "{from} and {to} speak different formats. Set a composite; B3 is in OpenTelemetry.Extensions.Propagators. With it, add the HTTP instrumentations, which use this propagator.",
        code: "Sdk.SetDefaultTextMapPropagator(new CompositeTextMapPropagator(\n    [new B3Propagator(), new TraceContextPropagator(), new BaggagePropagator()]));",
      },
    ],
    generic: [
      {
        id: "environment",
        text: "{from} and {to} speak different formats. Let both read both, and agree on W3C Trace Context in the end.",
        code: "OTEL_PROPAGATORS=b3multi,tracecontext,baggage",
      },
    ],
  },
};
