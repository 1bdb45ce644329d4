import type { CauseRemedies } from "../remedy.ts";

/** Services decide on their own which traces to keep, so traces have holes. */
export const samplingMismatch: CauseRemedies = {
  verify: {
    en: "The share of traces with missing spans must fall to that of losses, and sampled must be the same in a whole trace.",
    zh: "缺少 span 的调用链占比应降到正常丢失的水平，整条调用链的采样标志应一致。",
  },
  languages: {
    go: [
      {
        id: "parent-based",
        text: {
          en: "{service} decides anew instead of following the decision that arrives. Wrap its sampler in ParentBased, and set the ratio only where traces begin.",
          zh: "{service} 没有遵循收到的采样决定，而是重新决定。请用 ParentBased 包装它的采样器，只在调用链开始之处设置比例。",
        },
        wrong: "sdktrace.WithSampler(sdktrace.TraceIDRatioBased(0.1))",
        code: "sdktrace.WithSampler(sdktrace.ParentBased(sdktrace.TraceIDRatioBased(0.1)))\n// or OTEL_TRACES_SAMPLER=parentbased_traceidratio OTEL_TRACES_SAMPLER_ARG=0.1",
      },
    ],
    nodejs: [
      {
        id: "parent-based",
        text: {
          en: "{service} decides anew instead of following the decision that arrives. Wrap its sampler in ParentBasedSampler, and set the ratio only where traces begin.",
          zh: "{service} 没有遵循收到的采样决定，而是重新决定。请用 ParentBasedSampler 包装它的采样器，只在调用链开始之处设置比例。",
        },
        wrong: "sampler: new TraceIdRatioBasedSampler(0.1)",
        code: "sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(0.1) })\n// or OTEL_TRACES_SAMPLER=parentbased_traceidratio OTEL_TRACES_SAMPLER_ARG=0.1",
      },
    ],
    java: [
      {
        id: "parent-based",
        text: {
          en: "{service} decides anew instead of following the decision that arrives. Use the parent-based sampler.",
          zh: "{service} 没有遵循收到的采样决定，而是重新决定。请使用 parent-based 采样器。",
        },
        wrong: "-Dotel.traces.sampler=traceidratio",
        code: "-Dotel.traces.sampler=parentbased_traceidratio -Dotel.traces.sampler.arg=0.1",
      },
    ],
    dotnet: [
      {
        id: "parent-based",
        text: {
          en: "{service} decides anew instead of following the decision that arrives. Wrap its sampler in ParentBasedSampler.",
          zh: "{service} 没有遵循收到的采样决定，而是重新决定。请用 ParentBasedSampler 包装它的采样器。",
        },
        wrong: "tracing.SetSampler(new TraceIdRatioBasedSampler(0.1));",
        code: "tracing.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(0.1)));",
      },
    ],
    python: [
      {
        id: "parent-based",
        text: {
          en: "{service} decides anew instead of following the decision that arrives. Use the parent-based sampler, and set the ratio only where traces begin.",
          zh: "{service} 没有遵循收到的采样决定，而是重新决定。请使用 parent-based 采样器，只在调用链开始之处设置比例。",
        },
        wrong: "provider = TracerProvider(sampler=TraceIdRatioBased(0.1))",
        code: "from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased\n\nprovider = TracerProvider(sampler=ParentBased(root=TraceIdRatioBased(0.1)))\n# or OTEL_TRACES_SAMPLER=parentbased_traceidratio OTEL_TRACES_SAMPLER_ARG=0.1",
      },
    ],
    generic: [
      {
        id: "environment",
        text: {
          en: "{service} decides anew instead of following the decision that arrives. Use a parent-based sampler everywhere. With tail sampling, all spans of a trace must reach the same collector.",
          zh: "{service} 没有遵循收到的采样决定，而是重新决定。请在各处使用 parent-based 采样器。使用尾部采样时，一条调用链的全部 span 必须到达同一个 collector。",
        },
        code: "OTEL_TRACES_SAMPLER=parentbased_traceidratio\nOTEL_TRACES_SAMPLER_ARG=0.1\n# collector: loadbalancing exporter with routing_key: traceID before tail_sampling",
      },
    ],
  },
};
