import fc from "fast-check";
import { expect, it } from "vitest";
import { StringTableBuilder } from "../model/string-table.ts";
import { searchStrings } from "./search-strings.ts";

function tableOf(texts: readonly string[]) {
  const builder = new StringTableBuilder();
  for (const text of texts) builder.intern(text);
  return builder.finish();
}

it("finds what a test of each string finds, and never over the border of two", () => {
  const letters = fc.constantFrom("a", "b", "A", "B", "ä", "Ä", "/", "漢", "😀");
  const texts = fc.string({ unit: letters, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(texts), fc.string({ unit: letters, maxLength: 3 }), (strings, text) => {
      const table = tableOf(strings);
      const expected = Array.from({ length: table.length }, (_, index) =>
        Number(table.get(index).toLowerCase().includes(text.toLowerCase())),
      );
      expect([...searchStrings(table, text)]).toEqual(expected);
    }),
  );
});
