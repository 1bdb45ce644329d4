import type { CauseRemedies } from "../remedy.ts";

/** Services decide on their own which traces to keep, so traces have holes. */
export const samplingMismatch: CauseRemedies = {
  verify:
    "The share of traces with missing spans must fall to that of losses, and sampled must be the same in a whole trace.",
  languages: {
    go: [
      {
        id: "parent-based",
        text: "{to} decides anew instead of following the decision that arrives. Wrap its sampler in ParentBased, and set the ratio only where traces begin.",
        wrong: "sdktrace.WithSampler(sdktrace.TraceIDRatioBased(0.1))",
        code: "sdktrace.WithSampler(sdktrace.ParentBased(sdktrace.TraceIDRatioBased(0.1)))\n// or OTEL_TRACES_SAMPLER=parentbased_traceidratio OTEL_TRACES_SAMPLER_ARG=0.1",
      },
    ],
    nodejs: [
      {
        id: "parent-based",
        text: "{to} decides anew instead of following the decision that arrives. Wrap its sampler in ParentBasedSampler, and set the ratio only where traces begin.",
        wrong: "sampler: new TraceIdRatioBasedSampler(0.1)",
        code: "sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(0.1) })\n// or OTEL_TRACES_SAMPLER=parentbased_traceidratio OTEL_TRACES_SAMPLER_ARG=0.1",
      },
    ],
    java: [
      {
        id: "parent-based",
        text: "{to} decides anew instead of following the decision that arrives. Use the parent-based sampler.",
        wrong: "-Dotel.traces.sampler=traceidratio",
        code: "-Dotel.traces.sampler=parentbased_traceidratio -Dotel.traces.sampler.arg=0.1",
      },
    ],
    dotnet: [
      {
        id: "parent-based",
        text: "{to} decides anew instead of following the decision that arrives. Wrap its sampler in ParentBasedSampler.",
        wrong: "tracing.SetSampler(new TraceIdRatioBasedSampler(0.1));",
        code: "tracing.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(0.1)));",
      },
    ],
    generic: [
      {
        id: "environment",
        text: "{to} decides anew instead of following the decision that arrives. Use a parent-based sampler everywhere. With tail sampling, all spans of a trace must reach the same collector.",
        code: "OTEL_TRACES_SAMPLER=parentbased_traceidratio\nOTEL_TRACES_SAMPLER_ARG=0.1\n# collector: loadbalancing exporter with routing_key: traceID before tail_sampling",
      },
    ],
  },
};
