import type { CauseRemedies } from "../remedy.ts";

/** A filter in SDK or collector removes spans in the middle of traces. */
export const filteredOut: CauseRemedies = {
  verify: {
    en: "Without the filter, the missing parent ids must be span ids of the same trace.",
    zh: "去掉过滤器之后，先前缺失的父 ID 应当是同一调用链中的 span ID。",
  },
  languages: {
    generic: [
      {
        id: "any",
        text: {
          en: "A filter drops these spans of {service} after they were made, so their children name parents that are not here. The context itself arrives. Drop whole traces instead, or only spans without children.",
          zh: "过滤器在这些 {service} 的 span 创建之后丢弃了它们，因此其子 span 指向了数据中不存在的父。上下文本身已送达。请改为丢弃整条调用链，或只丢弃没有子的 span。",
        },
        wrong: "processors:\n  filter:\n    traces:\n      span:\n        - 'kind == SPAN_KIND_INTERNAL'",
        code: "# collector: drop traces, not spans in the middle of one\nprocessors:\n  tail_sampling:\n    policies:\n      - name: no-health-checks\n        type: drop\n        drop:\n          drop_sub_policy:\n            - name: health\n              type: string_attribute\n              string_attribute: { key: url.path, values: [/healthz] }\n      - name: all-others\n        type: always_sample",
      },
    ],
  },
};
