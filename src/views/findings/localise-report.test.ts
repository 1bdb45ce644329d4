/** Every sentence that the diagnosis can say, and every remedy, is there in Chinese. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countOf, say, suspected } from "../../model/sentence.ts";
import { spansFromText } from "../../model/spans-from-text.ts";
import { englishRemedies } from "../../propagation/remedies/en/english-remedies.ts";
import { buildReport } from "../../propagation/report.ts";
import { localiseReport, sayAgain } from "./localise-report.ts";
import { diagnosisWords as zh } from "./messages/diagnosis-zh-cn.ts";

const root = new URL("../../", import.meta.url);
const folders = ["propagation/", "propagation/rules/", "propagation/lost-context/", "engine/"];
const sources = folders.flatMap((folder) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith(".ts") && !name.includes(".test."))
    .map((name) => readFileSync(new URL(folder + name, root), "utf8")),
);

/** The template of the literal that begins behind `from`, and where it ends. */
function templateAt(text: string, from: number): string {
  let template = "";
  let values = 0;
  for (let at = from; text[at] !== "`"; at++) {
    if (!text.startsWith("${", at)) {
      template += text[at];
      continue;
    }
    template += `{${values++}}`;
    let depth = 1;
    for (at += 2; depth > 0; at++) {
      if (text[at] === "{") depth++;
      else if (text[at] === "}") depth--;
      else if (text[at] === "`") at = text.indexOf("`", at + 1);
    }
    at--;
  }
  return template;
}

const templates = sources.flatMap((text) => [
  ...[...text.matchAll(/\bsay`/g)].map((match) => templateAt(text, match.index + match[0].length)),
  ...[...text.matchAll(/\bcountOf\([^;]*?, "([^"]+)"(?:, "([^"]+)")?\)/g)].map(
    ([, one, many]) => `{0} ${many ?? `${one}s`}`,
  ),
]);

/** In the order of the values, each once. */
const placesOf = (template: string) => [...template.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted();

describe("a report in Chinese", () => {
  it("knows every sentence that the rules can say", () => {
    expect(templates.length).toBeGreaterThan(100);
    expect([...new Set(templates)].filter((template) => !(template in zh.sentences))).toEqual([]);
  });

  it("uses what a sentence was made of, and says it with Chinese marks", () => {
    for (const [template, chinese] of Object.entries(zh.sentences)) {
      const known = new Set(placesOf(template));
      for (const place of placesOf(chinese)) expect(known, chinese).toContain(place);
      expect(chinese, template).not.toMatch(
        /\p{Script=Han}\s*[,;:?!()]|\p{Script=Han}\.(?!\p{L})|[,;?!]\s*\p{Script=Han}/u,
      );
    }
  });

  it("has every remedy and every way to verify", () => {
    for (const [cause, { languages, verify }] of Object.entries(englishRemedies)) {
      expect(placesOf(zh.verifications[cause] ?? "none"), cause).toEqual(placesOf(verify));
      for (const [language, variants] of Object.entries(languages)) {
        for (const { id, text } of variants) {
          const chinese = zh.remedies[`${cause}/${language}/${id}`];
          expect(chinese, `${cause}/${language}/${id}`).toBeDefined();
          for (const place of placesOf(chinese!)) expect(text).toContain(place);
        }
      }
    }
  });

  it("puts names in as they are, sentences within sentences in Chinese", () => {
    const said = suspected(true, say`${"{1} spans"} starts ${"$&"} from an empty context`);
    expect(sayAgain(said, zh.sentences)).toBe("疑似：{1} spans 从空的上下文开始 $&");
    expect(sayAgain(countOf(2, "span"), zh.sentences)).toBe("2 个 span");
    const left = say`${countOf(3, "missing parent")} left several children behind.`;
    expect(sayAgain(left, zh.sentences)).toBe("3 个缺失的父 span 各留下了多个子 span。");
    expect(sayAgain(say`never ${"heard"} of`, zh.sentences)).toBe("never heard of");
    expect(sayAgain("Spans are still arriving.", zh.sentences)).toBe("span 仍在陆续到达。");
  });

  it("says a whole report again", () => {
    const text = Array.from(
      { length: 24 },
      (_, i) => `storefront: GET /cart     | server ${i * 1000}..${i * 1000 + 100} language=go
  storefront: POST /orders | client ${i * 1000 + 10}..${i * 1000 + 90} language=go | http.request.method=POST server.address=checkout

checkout: POST /orders     | server ${i * 1000 + 20}..${i * 1000 + 80} | http.request.method=POST http.route=/orders

`,
    ).join("");
    const report = structuredClone(buildReport(spansFromText(text)));
    const { findings, verdicts } = localiseReport(report, zh);
    expect(findings.length).toBeGreaterThan(0);
    for (const { title, evidence, alternatives, remedy } of findings)
      for (const sentence of [title, ...evidence, ...alternatives, remedy.text, remedy.verify])
        expect(sentence).toMatch(/\p{Script=Han}/u);
    for (const { reason } of verdicts) expect(reason).toMatch(/\p{Script=Han}/u);
    expect(findings.map(({ fingerprint }) => fingerprint)).toEqual(
      report.findings.map(({ fingerprint }) => fingerprint),
    );
  });
});
