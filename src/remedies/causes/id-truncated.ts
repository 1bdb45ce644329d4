import type { CauseRemedies } from "../remedy.ts";

/** A 128-bit trace id loses its upper half on the way. */
export const idTruncated: CauseRemedies = {
  verify: {
    en: "Both sides must show the same 32 digits, and the first 16 of them must not be zeros on one side only.",
    zh: "两边必须显示相同的 32 位数字，不能只有一边的前 16 位为零。",
  },
  languages: {
    go: [
      {
        id: "ot",
        text: {
          en: "One side keeps only the low 64 bits of the trace id. The OT propagator sends no more than that: drop it, or at least read W3C after it. In B3, the sender must use 128-bit ids.",
          zh: "一边只保留了 trace ID 的低 64 位。OT propagator 只发送这么多：去掉它，或至少在它之后读取 W3C。使用 B3 时，发送方必须使用 128 位 ID。",
        },
        wrong: "propagation.NewCompositeTextMapPropagator(propagation.TraceContext{}, ot.OT{})",
        code: "otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(\n\tpropagation.TraceContext{}, propagation.Baggage{}))",
      },
    ],
    nodejs: [
      {
        id: "b3",
        text: {
          en: "One side keeps only the low 64 bits of the trace id: an old Zipkin or Datadog tracer. Send W3C beside it, and switch that tracer to 128-bit ids.",
          zh: "一边只保留了 trace ID 的低 64 位：旧的 Zipkin 或 Datadog 追踪器。请同时发送 W3C，并把该追踪器切换为 128 位 ID。",
        },
        code: "OTEL_PROPAGATORS=tracecontext,baggage\n# dd-trace: DD_TRACE_128_BIT_TRACEID_GENERATION_ENABLED=true\n#           DD_TRACE_PROPAGATION_STYLE=tracecontext,datadog",
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "One side keeps only the low 64 bits of the trace id. Switch it to 128-bit ids, or to W3C Trace Context, which has no shorter form.",
          zh: "一边只保留了 trace ID 的低 64 位。请切换为 128 位 ID，或使用没有短格式的 W3C Trace Context。",
        },
        code: "OTEL_PROPAGATORS=tracecontext,baggage",
      },
    ],
  },
};
