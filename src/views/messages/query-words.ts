/** What is wrong with a query (src/query): English comes with the error itself. */
import type { LaterWords } from "./later-words.ts";
import type { Sentences } from "./say-again.ts";

export const QUERY_WORDS: LaterWords<Sentences> = {
  name: "queries",
  en: {},
  others: { "zh-CN": async () => (await import("./queries-zh-cn.ts")).queries },
};
