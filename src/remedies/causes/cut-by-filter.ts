import type { CauseRemedies } from "../remedy.ts";

/** The data were selected by a search, so that spans beside the selected ones are not in them. */
export const cutByFilter: CauseRemedies = {
  verify: {
    en: "Load one of these traces by its id: the missing parents must be in it.",
    zh: "按 ID 载入其中一条调用链：缺失的父 span 应当在其中。",
  },
  languages: {
    generic: [
      {
        id: "any",
        text: {
          en: "These data were selected span by span, so parents of {service}'s spans were left out. Select traces, not spans: find the ids first, then load each trace whole.",
          zh: "这些数据是逐个 span 挑选的，因此 {service} 的 span 的父被漏掉了。请按调用链而不是按 span 挑选：先找到 ID，再完整载入每条调用链。",
        },
        code: "GET /api/v3/traces/<trace id>     # Jaeger, Causeway\nGET /api/v2/traces/<trace id>     # Tempo",
      },
    ],
  },
};
