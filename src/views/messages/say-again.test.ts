/** Every sentence that the diagnosis, the decoders and the reader of queries can say is there in Chinese. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { memorySource } from "../../formats/memory-source.ts";
import { decodeFiles } from "../../formats/open-files.ts";
import { countOf, say, suspected } from "../../model/sentence.ts";
import { parseTraceql } from "../../query/parse-traceql.ts";
import { sentences } from "../findings/messages/sentences-zh-cn.ts";
import { queries } from "./queries-zh-cn.ts";
import { remarks } from "./remarks-zh-cn.ts";
import { sayAgain } from "./say-again.ts";

const root = new URL("../../", import.meta.url);

const sourcesOf = (folders: readonly string[]) =>
  folders.flatMap((folder) =>
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
  return template.replace(/\\(.)/g, "$1");
}

const templatesOf = (text: string) => [
  ...[...text.matchAll(/\bsay`/g)].map((match) => templateAt(text, match.index + match[0].length)),
  ...[...text.matchAll(/\bcountOf\([^;]*?, "([^"]+)"(?:, "([^"]+)")?\)/g)].map(
    ([, one, many]) => `{0} ${many ?? `${one}s`}`,
  ),
];

/** What decoders expected or met, and the repairs, which a table counts. */
const partsOf = (text: string) => [
  ...[...text.matchAll(/\bstop\([^;]*?, (["'])(.+?)\1\)/g)].map(([, , expected]) => expected!),
  ...[...text.matchAll(/new WireError\([^;]*?, "(.+?)"\)/g)].map(([, met]) => met!),
  ...[...text.matchAll(/\bmany: "(.+)",/g)].map(([, many]) => `{0} ${many}`),
];

const DIAGNOSIS = ["hops/", "hops/pairs/", "diagnosis/", "diagnosis/rules/", "diagnosis/lost-context/", "engine/"];
const FORMATS = ["", "json/", "otlp-json/", "otlp-protobuf/", "jaeger/", "zipkin/"].map(
  (folder) => `formats/${folder}`,
);

/** In the order of the values, each once. */
const placesOf = (template: string) => [...template.matchAll(/\{\d\}/g)].map(([place]) => place).toSorted();

const templates = {
  diagnosis: sourcesOf(DIAGNOSIS).flatMap(templatesOf),
  formats: sourcesOf(FORMATS).flatMap((text) => [...templatesOf(text), ...partsOf(text)]),
  query: sourcesOf(["query/"]).flatMap(templatesOf),
};

describe.each([
  ["the diagnosis", sentences, templates.diagnosis, 100],
  ["the decoders", remarks, templates.formats, 50],
  ["queries", queries, templates.query, 40],
])("%s in Chinese", (_, chinese, templates, atLeast) => {
  it("has every sentence", () => {
    expect(new Set(templates).size).toBeGreaterThan(atLeast);
    expect([...new Set(templates)].filter((template) => !(template in chinese))).toEqual([]);
  });

  it("uses what a sentence was made of, and says it with Chinese marks", () => {
    for (const [template, said] of Object.entries(chinese)) {
      const known = new Set(placesOf(template));
      for (const place of placesOf(said)) expect(known, said).toContain(place);
      expect(said, template).not.toMatch(
        /\p{Script=Han}\s*[,;:?!()]|\p{Script=Han}\.(?!\p{L})|[,;?!]\s*\p{Script=Han}/u,
      );
    }
  });
});

it("has no remark and no error that nothing says", () => {
  expect(Object.keys(remarks).filter((template) => !templates.formats.includes(template))).toEqual([]);
  expect(Object.keys(queries).filter((template) => !templates.query.includes(template))).toEqual([]);
});

it.each([
  ["{ duration > 5 }", "5 缺少单位：请写成 5ms 这样的形式。"],
  ['{ name =~ "a**" }', "正则表达式对重复再次重复。"],
  ['{ name =~ "+" }', "正则表达式中的“+”没有可重复的内容；要表示这个字符本身，请写 \\+。"],
  ["{ nothing = 1 }", /^没有字段“nothing”；可用的有 name, .*，以及 resource.… 和 span.…。$/],
])("says what is wrong with %s", (query, chinese) => {
  const said = sayAgain(parseTraceql(query).error!.said, queries);
  if (typeof chinese === "string") expect(said).toBe(chinese);
  else expect(said).toMatch(chinese);
});

it("says the remarks on files that cannot be read", async () => {
  const files = [
    "",
    "%PDF-1.7",
    "\u001f\u008b",
    '{"resourceSpans":[}\n{"resourceSpans":[]}',
    '{"resourceSpans":[{"scopeSpans":',
  ];
  const sources = files.map((text, at) =>
    memorySource(
      `${at}.json`,
      Uint8Array.from(text, (unit) => unit.charCodeAt(0)),
    ),
  );
  const { warnings } = structuredClone((await decodeFiles(sources, {})).dataSet);
  expect(warnings.map(({ file, said }) => [file, sayAgain(said!, remarks)])).toEqual([
    ["0.json", "文件是空的：请重新导出调用链。"],
    ["1.json", "这是 PDF 文档，不是调用链：请导出为 OTLP JSON、Jaeger JSON 或 Zipkin JSON。"],
    ["2.json", "文件是空的：请重新导出调用链。"],
    ["2.json", "gzip 数据已损坏或被截断：能够解压的部分照常显示。请重新下载或压缩该文件。"],
    ["3.json", "此处不是 JSON（应有一个值）：从下一行继续读取。"],
    ["4.json", "文件在一个值的中间结束：截断之前的内容照常显示，其余缺失。请重新导出或下载。"],
  ]);
  for (const { said, message } of warnings) expect(said).toHaveProperty("text", message);
});

it("puts names in as they are, sentences within sentences in Chinese", () => {
  const said = suspected(true, say`${"{1} spans"} starts ${"$&"} from an empty context`);
  expect(sayAgain(said, sentences)).toBe("疑似：{1} spans 从空的上下文开始 $&");
  expect(sayAgain(countOf(2, "span"), sentences)).toBe("2 个 span");
  const left = say`${countOf(3, "missing parent")} left several children behind.`;
  expect(sayAgain(left, sentences)).toBe("3 个缺失的父 span 各留下了多个子 span。");
  expect(sayAgain(say`never ${"heard"} of`, sentences)).toBe("never heard of");
  expect(sayAgain("Spans are still arriving.", sentences)).toBe("span 仍在陆续到达。");
});
