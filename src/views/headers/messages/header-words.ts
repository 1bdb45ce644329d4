/** The words of headers, in each language. */
import type { LaterWords } from "../../messages/later-words.ts";
import { type HeaderWords, headerWords } from "./headers-en.ts";

export const HEADER_WORDS: LaterWords<HeaderWords> = {
  name: "headers",
  en: headerWords,
  others: { "zh-CN": async () => (await import("./headers-zh-cn.ts")).headerWords },
};
