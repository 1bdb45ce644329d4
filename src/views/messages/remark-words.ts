/** What decoders say of a file (src/formats): English comes with the remark itself. */
import type { LaterWords } from "./later-words.ts";
import type { Sentences } from "./say-again.ts";

export const REMARK_WORDS: LaterWords<Sentences> = {
  name: "remarks",
  en: {},
  others: { "zh-CN": async () => (await import("./remarks-zh-cn.ts")).remarks },
};
