/** The words of the demo's table, for readers of other languages: the table itself speaks English. */
import type { LaterWords } from "../../messages/later-words.ts";
import type { DemoWords } from "../localise-demo.ts";

/** undefined in English: nothing is to be said again. */
export const DEMO_WORDS: LaterWords<{ readonly words: DemoWords | undefined }> = {
  name: "demo",
  en: { words: undefined },
  others: { "zh-CN": async () => ({ words: (await import("./faults-zh-cn.ts")).demoWords }) },
};
