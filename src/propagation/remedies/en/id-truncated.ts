import type { CauseRemedies } from "../remedy.ts";

/** A 128-bit trace id loses its upper half on the way. */
export const idTruncated: CauseRemedies = {
  verify: "Both sides must show the same 32 digits, and the first 16 of them must not be zeros on one side only.",
  languages: {
    go: [
      {
        id: "ot",
        text: "One side keeps only the low 64 bits of the trace id. The OT propagator sends no more than that: drop it, or at least read W3C after it. In B3, the sender must use 128-bit ids.",
        wrong: "propagation.NewCompositeTextMapPropagator(propagation.TraceContext{}, ot.OT{})",
        code: "otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(\n\tpropagation.TraceContext{}, propagation.Baggage{}))",
      },
    ],
    nodejs: [
      {
        id: "b3",
        text: "One side keeps only the low 64 bits of the trace id: an old Zipkin or Datadog tracer. Send W3C beside it, and switch that tracer to 128-bit ids.",
        code: "OTEL_PROPAGATORS=tracecontext,baggage\n# dd-trace: DD_TRACE_128_BIT_TRACEID_GENERATION_ENABLED=true\n#           DD_TRACE_PROPAGATION_STYLE=tracecontext,datadog",
      },
    ],
    generic: [
      {
        id: "any",
        text: "One side keeps only the low 64 bits of the trace id. Switch it to 128-bit ids, or to W3C Trace Context, which has no shorter form.",
        code: "OTEL_PROPAGATORS=tracecontext,baggage",
      },
    ],
  },
};
