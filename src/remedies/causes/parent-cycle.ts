import type { CauseRemedies } from "../remedy.ts";

/** Spans are each other's ancestors, or a span is its own parent. No SDK does this: ids were written by hand or reused. */
export const parentCycle: CauseRemedies = {
  verify: {
    en: "Every span of the trace must lead up to one root.",
    zh: "调用链的每个 span 都应能一直追溯到同一个根。",
  },
  languages: {
    go: [
      {
        id: "ids",
        text: {
          en: "A span is its own ancestor. The SDK cannot do this, so ids are set by hand, reused from a pool, or rewritten in a collector. Let the SDK make them; an IDGenerator of your own must be random for each span.",
          zh: "有 span 是自己的祖先。SDK 不会这样做，说明 ID 是手工设置的、从池中重复使用，或在 collector 中被改写。让 SDK 来生成；你自己的 IDGenerator 必须为每个 span 给出随机值。",
        },
        wrong: "sdktrace.NewTracerProvider(sdktrace.WithIDGenerator(fixedIDs))",
        code: "sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter)) // the default generator is random",
      },
    ],
    nodejs: [
      {
        id: "ids",
        text: {
          en: "A span is its own ancestor. The SDK cannot do this, so ids are set by hand, or rewritten in a collector. Let the SDK make them; an idGenerator of your own must be random for each span.",
          zh: "有 span 是自己的祖先。SDK 不会这样做，说明 ID 是手工设置的，或在 collector 中被改写。让 SDK 来生成；你自己的 idGenerator 必须为每个 span 给出随机值。",
        },
        wrong: "new NodeSDK({ idGenerator: fixedIds, traceExporter: exporter })",
        code: "new NodeSDK({ traceExporter: exporter }) // the default generator is random",
      },
    ],
    generic: [
      {
        id: "ids",
        text: {
          en: "A span is its own ancestor: ids are set by hand, reused, or rewritten on the way. Each span needs a new random id, and its parent must exist before it.",
          zh: "有 span 是自己的祖先：ID 是手工设置、重复使用或途中被改写的。每个 span 都需要新的随机 ID，它的父必须先于它存在。",
        },
        code: "span_id = random 8 bytes, not all zeros\nparent_span_id = id of the span that was current at the start",
      },
    ],
  },
};
