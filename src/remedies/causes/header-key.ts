import type { CauseRemedies } from "../remedy.ts";

/** The context is sent under a key that is nearly traceparent. */
export const headerKey: CauseRemedies = {
  verify: {
    en: "Record the keys at {to}: traceparent must be among them, spelt exactly so.",
    zh: "在 {to} 记录收到的键：其中必须有拼写完全一致的 traceparent。",
  },
  languages: {
    go: [
      {
        id: "key",
        text: {
          en: "{service} writes the context under a key that is nearly traceparent, and nobody reads that one. The key is traceparent: one word, lower case. Let the propagator write it.",
          zh: "{service} 把上下文写在与 traceparent 近似的键下，没有谁会读它。正确的键是 traceparent：一个单词，全小写。请让 propagator 来写。",
        },
        wrong: 'ctx = metadata.AppendToOutgoingContext(ctx, "trace_parent", value)',
        code: "// HTTP\notel.GetTextMapPropagator().Inject(ctx, propagation.HeaderCarrier(req.Header))\n// gRPC: let otelgrpc do it\ngrpc.WithStatsHandler(otelgrpc.NewClientHandler())",
      },
    ],
    nodejs: [
      {
        id: "key",
        text: {
          en: "{service} writes the context under a key that is nearly traceparent, and nobody reads that one. The key is traceparent: one word, lower case. Let the propagator write it.",
          zh: "{service} 把上下文写在与 traceparent 近似的键下，没有谁会读它。正确的键是 traceparent：一个单词，全小写。请让 propagator 来写。",
        },
        wrong: 'metadata.set("trace-parent", value);',
        code: 'import { context, propagation } from "@opentelemetry/api";\n\npropagation.inject(context.active(), metadata, { set: (carrier, key, value) => carrier.set(key, value) });',
      },
    ],
    generic: [
      {
        id: "any",
        text: {
          en: "{service} writes the context under a key that is nearly traceparent, and nobody reads that one. The key is traceparent: one word, lower case, without hyphen or underscore. Let the propagator write it.",
          zh: "{service} 把上下文写在与 traceparent 近似的键下，没有谁会读它。正确的键是 traceparent：一个单词，全小写，没有连字符或下划线。请让 propagator 来写。",
        },
        wrong: 'headers["trace_parent"] = value',
        code: "propagator.inject(current_context, headers)   // writes traceparent",
      },
    ],
  },
};
