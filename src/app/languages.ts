/** The languages of the screen, by BCP 47 tag: which there are, what they call themselves, which one a reader gets. */

export const LANGUAGES = ["en", "zh-CN"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each in its own words: it is looked for by those who read no other. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", "zh-CN": "简体中文" };

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** "zh-Hans-SG" and "ZH" -> "zh-CN", "en-GB" -> "en"; undefined for a language that is not there. */
export function languageOfTag(tag: string): Language | undefined {
  const primary = (text: string) => text.toLowerCase().split(/[-_]/, 1)[0];
  return LANGUAGES.find((language) => primary(language) === primary(tag));
}

/** What the link says, else what the reader chose, else the first of the browser's languages that is there, else English. */
export function chooseLanguage(
  ofLink: string | undefined,
  chosen: Language | undefined,
  ofBrowser: readonly string[],
): Language {
  const linked = ofLink === undefined ? undefined : languageOfTag(ofLink);
  if (linked ?? chosen) return (linked ?? chosen)!;
  for (const tag of ofBrowser) {
    const language = languageOfTag(tag);
    if (language) return language;
  }
  return "en";
}
