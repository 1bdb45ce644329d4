/** All that the demo's table and the examples say is there in Chinese, and nothing besides. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { FAULTS } from "../../demo/faults/table.ts";
import { EDGES, SERVICES } from "../../demo/topology.ts";
import { localiseFaults, localiseSamples, localiseShop } from "../../views/demo/localise-demo.ts";
import { demoWords as zh } from "../../views/demo/messages/faults-zh-cn.ts";

const exampleIds = (folder: string) =>
  (
    JSON.parse(readFileSync(new URL(`../../../public/${folder}/index.json`, import.meta.url), "utf8")) as {
      id: string;
    }[]
  ).map(({ id }) => id);

const HAN = /\p{Script=Han}/u;
const FOREIGN_MARKS = /\p{Script=Han}\s*[,;:?!()]|\p{Script=Han}\.(?!\p{L})|[,;?!]\s*\p{Script=Han}/u;

it("has each fault and each innocent, and no other", () => {
  expect(Object.keys(zh.faults).toSorted()).toEqual(FAULTS.map(({ id }) => id).toSorted());
});

it.each(FAULTS.map((fault) => [fault.id, fault] as const))("says all of %s in Chinese", (id, fault) => {
  const [said] = localiseFaults([fault], zh);
  for (const part of ["title", "sentence", "where", "why"] as const) {
    expect(said![part]).toBe(zh.faults[id]![part]);
    // A place may be a name alone.
    if (part !== "where") expect(said![part]).toMatch(HAN);
    expect(said![part]).not.toMatch(FOREIGN_MARKS);
  }
  // Names of headers, services and keys are not translated: those of the English are in the Chinese too.
  for (const name of fault.where.match(/\b(storefront|checkout|inventory|payment|ledger|notifier)\b/g) ?? [])
    expect(said!.where).toContain(name);
  for (const part of ["wrong", "right"] as const) {
    for (const language of ["go", "typescript"] as const) {
      const code = fault[part][language];
      // Code is not translated; a remark without code is.
      if (code.split("\n").every((line) => line.startsWith("//"))) expect(said![part][language]).toMatch(HAN);
      else expect(said![part][language]).toBe(code);
    }
  }
});

it("has the examples that are no fault, and no other", () => {
  const ids = exampleIds("sample");
  expect(Object.keys(zh.samples).toSorted()).toEqual(ids.toSorted());
  const every = [...ids, ...exampleIds("demo")].map((id) => ({ id, title: "", sentence: "", spans: 1 }));
  for (const { title, sentence, spans } of localiseSamples(every, zh)) {
    expect(title).toMatch(HAN);
    expect(sentence).toMatch(HAN);
    expect(spans).toBe(1);
  }
});

it("says what each service does, and of no other", () => {
  expect(Object.keys(zh.does).toSorted()).toEqual(SERVICES.map(({ name }) => name).toSorted());
  for (const { does } of localiseShop({ services: SERVICES, edges: EDGES }, zh).services) expect(does).toMatch(HAN);
});
