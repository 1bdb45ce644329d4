import { expect, it } from "vitest";
import { spansFromText } from "./spans-from-text.ts";
import { withoutTraces } from "./without-traces.ts";

const first = `
  web: GET / | client 0..90
    shop: GET /cart | server 5..80
      shop: load | internal 10..20
`;
const second = `
  web: POST /order | client 100..190
    pay: POST /charge | server 105..180 error
`;
const third = `
  cron: nightly | internal 300..400
    cron: part | internal 310..320
`;

it("is what it would be had those spans never come", () => {
  const all = spansFromText(first + second + third);
  const { strings: _, ...left } = withoutTraces(all, Uint8Array.of(0, 1, 0));
  const { strings, ...wanted } = spansFromText(first + third);
  const names = (table: typeof left, from: typeof strings) => Array.from(table.spans.name, (name) => from.get(name));
  expect(names(left, all.strings)).toEqual(names(wanted, strings));
  for (const column of ["trace", "parent", "start", "duration", "hotFirst", "eventFirst", "linkFirst"] as const) {
    expect([...left.spans[column]], column).toEqual([...wanted.spans[column]]);
  }
  for (const column of ["first", "count", "topSpan", "serviceFirst", "errorCount"] as const) {
    expect([...left.traces[column]], column).toEqual([...wanted.traces[column]]);
  }
  expect(left.traces.length).toBe(2);
});

it("is the same where nothing is left out", () => {
  const all = spansFromText(first);
  expect(withoutTraces(all, new Uint8Array(1))).toBe(all);
});
