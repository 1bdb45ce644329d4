import type { CauseRemedies } from "../remedy.ts";

/** One side writes a format that the other does not read. */
export const formatMismatch: CauseRemedies = {
  verify: {
    en: "Capture the request headers at {to}: at least one format that it reads must be there, and the trace goes on.",
    zh: "在 {to} 捕获请求的 header：至少要有一种它能读取的格式，并且调用链得以延续。",
  },
  languages: {
    go: [
      {
        id: "composite",
        text: {
          en: "{from} and {to} speak different formats. Read both on both sides; the later entry wins when both are there, so put W3C last. autoprop reads OTEL_PROPAGATORS.",
          zh: "{from} 与 {to} 使用不同的格式。两边都读取两种格式；两者都在时后面的优先，因此把 W3C 放在最后。autoprop 会读取 OTEL_PROPAGATORS。",
        },
        wrong: "otel.SetTextMapPropagator(b3.New())",
        code: "otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(\n\tb3.New(), propagation.TraceContext{}, propagation.Baggage{}))\n// or OTEL_PROPAGATORS=b3,tracecontext,baggage with\n// otel.SetTextMapPropagator(autoprop.NewTextMapPropagator())",
      },
    ],
    nodejs: [
      {
        id: "composite",
        text: {
          en: "{from} and {to} speak different formats. NodeSDK reads OTEL_PROPAGATORS; in code give a composite. The later entry wins when both are there, so put W3C last.",
          zh: "{from} 与 {to} 使用不同的格式。NodeSDK 读取 OTEL_PROPAGATORS；在代码中则给出组合的 propagator。两者都在时后面的优先，因此把 W3C 放在最后。",
        },
        wrong: "textMapPropagator: new B3Propagator()",
        code: 'import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";\nimport { B3Propagator } from "@opentelemetry/propagator-b3";\n\nconst sdk = new NodeSDK({\n  textMapPropagator: new CompositePropagator({\n    propagators: [new B3Propagator(), new W3CTraceContextPropagator(), new W3CBaggagePropagator()],\n  }),\n});',
      },
    ],
    java: [
      {
        id: "property",
        text: {
          en: "{from} and {to} speak different formats. Name both in otel.propagators; b3multi is the form with several headers.",
          zh: "{from} 与 {to} 使用不同的格式。在 otel.propagators 中写上两者；b3multi 是多个 header 的形式。",
        },
        code: "-Dotel.propagators=b3multi,tracecontext,baggage",
      },
    ],
    python: [
      {
        id: "environment",
        text: {
          en: "{from} and {to} speak different formats. Install opentelemetry-propagator-b3 and name both formats.",
          zh: "{from} 与 {to} 使用不同的格式。安装 opentelemetry-propagator-b3，并写上两种格式。",
        },
        code: "OTEL_PROPAGATORS=b3multi,tracecontext,baggage",
      },
    ],
    dotnet: [
      {
        id: "composite",
        text: {
          en: "{from} and {to} speak different formats. Set a composite; B3 is in OpenTelemetry.Extensions.Propagators. With it, add the HTTP instrumentations, which use this propagator.",
          zh: "{from} 与 {to} 使用不同的格式。设置组合的 propagator；B3 在 OpenTelemetry.Extensions.Propagators 中。同时加入 HTTP 埋点，它们使用这个 propagator。",
        },
        code: "Sdk.SetDefaultTextMapPropagator(new CompositeTextMapPropagator(\n    [new B3Propagator(), new TraceContextPropagator(), new BaggagePropagator()]));",
      },
    ],
    generic: [
      {
        id: "environment",
        text: {
          en: "{from} and {to} speak different formats. Let both read both, and agree on W3C Trace Context in the end.",
          zh: "{from} 与 {to} 使用不同的格式。让两边都读取两者，并最终统一为 W3C Trace Context。",
        },
        code: "OTEL_PROPAGATORS=b3multi,tracecontext,baggage",
      },
    ],
  },
};
