/** Small parts that every view uses. */
export const kit = {
  copy: (what: string) => `Copy ${what}`,
  copied: (what: string) => `Copied ${what}`,
  copyRefused: "The browser did not allow copying",
  /** Short facts in one line. */
  list: (parts: readonly string[]) => parts.join(", "),
  sentences: (parts: readonly string[]) => parts.join(" "),
  clear: "Clear",
};
