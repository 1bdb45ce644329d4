import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readHeader } from "../../carriers/read-headers.ts";
import { cutValue } from "./value-segments.ts";

function drawn(header: string, value: string): string {
  const reading = readHeader(header, value)!;
  return cutValue(value, reading.parts, reading.problems[0])
    .map(({ text, bad, gap, part }) => (gap ? "[]" : bad ? `[${text}]` : part ? `<${text}>` : text))
    .join("");
}

const T = "4bf92f3577b34da6a3ce929d0e0e4736";

describe("cutValue", () => {
  it.each([
    [`00-${T}-00f067aa0ba902b7-01`, `<00>-<${T}>-<00f067aa0ba902b7>-<01>`],
    [`00-${T}-00F067aa0ba902b7-01`, `<00>-<${T}>-<00>[F]<067aa0ba902b7>-01`],
    [`00-${T}-00f067aa0ba902b7`, `<00>-<${T}>-<00f067aa0ba902b7>[]`],
    ["", "[]"],
  ])("%s", (value, drawing) => {
    expect(drawn("traceparent", value)).toBe(drawing);
  });

  it("loses no character of any value", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (value) => {
        const reading = readHeader("traceparent", value)!;
        const source = reading.sources[0]!.value;
        const segments = cutValue(source, reading.parts, reading.problems[0]);
        expect(segments.map(({ text }) => text).join("")).toBe(source);
      }),
    );
  });
});
