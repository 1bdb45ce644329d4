import fc from "fast-check";
import { expect, it } from "vitest";
import { StringTableBuilder } from "./string-table.ts";

it("gives back every string, equal ones under one number", () => {
  const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("", "\ufeff", "\ufeffa", "a\ufeff", "\0"));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 40 }), (texts) => {
      const builder = new StringTableBuilder();
      const numbers = texts.map((value) => builder.intern(value));
      const table = builder.finish();
      expect(numbers.map((number) => table.get(number))).toEqual(texts);
      expect(texts.map((value) => table.find(value))).toEqual(numbers);
    }),
  );
});
