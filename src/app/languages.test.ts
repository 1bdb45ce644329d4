import { expect, it } from "vitest";
import { chooseLanguage, languageOfTag } from "./languages.ts";

it("knows a language by any tag of it", () => {
  for (const tag of ["zh", "zh-CN", "zh-Hans-SG", "ZH_cn"]) expect(languageOfTag(tag)).toBe("zh-CN");
  for (const tag of ["en", "en-GB"]) expect(languageOfTag(tag)).toBe("en");
  for (const tag of ["", "de", "zha", "english"]) expect(languageOfTag(tag)).toBeUndefined();
});

it("follows the link before the choice, the choice before the browser", () => {
  expect(chooseLanguage("zh-CN", "en", ["en"])).toBe("zh-CN");
  expect(chooseLanguage("xx", "zh-CN", ["en"])).toBe("zh-CN");
  expect(chooseLanguage(undefined, "en", ["zh-TW"])).toBe("en");
  expect(chooseLanguage(undefined, undefined, ["de-AT", "zh-TW", "en"])).toBe("zh-CN");
  expect(chooseLanguage(undefined, undefined, ["de"])).toBe("en");
});
