/** Every case is told right, but for those that cases/known-failures.txt lists: a gate that can only get narrower. */
import { expect, it } from "vitest";
import { isGood, knownFailures, listCases, runCase } from "./case-book.ts";

const FOLDER = new URL("../cases", import.meta.url).pathname;
const known = new Set(knownFailures(FOLDER));
const cases = listCases(FOLDER);

it("lists only cases that there are", () => {
  const names = new Set(cases.map(({ name }) => name));
  expect([...known].filter((name) => !names.has(name))).toEqual([]);
});

it.each(cases.map((each) => [each.name, each] as const))("%s", async (_, each) => {
  const { result } = await runCase(FOLDER, each);
  expect({ result, isGood: isGood(result) }).toEqual({ result, isGood: !known.has(each.name) });
});
