/** Small parts that every view uses. */
import type { Messages } from "../en.ts";

/** A space stands between Chinese and Latin letters. */
const spaced = (what: string) => (/^[!-~]/.test(what) ? ` ${what}` : what);

export const kit: Messages["kit"] = {
  copy: (what) => `复制${spaced(what)}`,
  copied: (what) => `已复制${spaced(what)}`,
  copyRefused: "浏览器不允许复制",
  list: (parts) => parts.join("，"),
  sentences: (parts) => parts.join(""),
  clear: "清除",
};
