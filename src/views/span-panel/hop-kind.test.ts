import { describe, expect, it } from "vitest";
import { buildTraceView } from "../../analysis/build-trace-view.ts";
import type { SpanDetail } from "../../model/span-detail.ts";
import { spansFromText } from "../../model/spans-from-text.ts";
import { hopKindOf, recordedHeaders } from "./hop-kind.ts";
import { spanFacts } from "./span-facts.ts";

const view = buildTraceView(
  spansFromText(`
  shop: GET /a     | server 0..100
    shop: render   | internal 1..9
    shop: POST     | client 10..90
      cart: POST   | server 20..80
  cart: late       | server 30..40 parent=ff
  shop: job        | internal 50..60
  `),
  0,
);
const kindOf = (name: string, detail: Partial<SpanDetail> = {}) => {
  const row = view.rows.name.findIndex((index, at) => view.names[index] === name && view.rows.span[at] !== -1);
  const facts = spanFacts(view, view.rows.span[row]!)!;
  return hopKindOf(view, facts, { flags: 0, links: [], ...detail } as unknown as SpanDetail);
};

describe("hopKindOf", () => {
  it("tells by service and kind where flags say nothing", () => {
    expect([kindOf("GET /a"), kindOf("render"), kindOf("job")]).toEqual(["entry", "in-process", "root"]);
    expect([kindOf("POST"), kindOf("late")]).toEqual(["in-process", "orphan"]);
    const server = view.rows.kind.findIndex((kind, row) => kind === 2 && view.names[view.rows.name[row]!] === "POST");
    const facts = spanFacts(view, view.rows.span[server]!)!;
    expect(hopKindOf(view, facts, { flags: 0, links: [] } as unknown as SpanDetail)).toBe("wire");
  });

  it("believes the flags", () => {
    expect([kindOf("late", { flags: 0x301 }), kindOf("late", { flags: 0x101 })]).toEqual([
      "remote-orphan",
      "local-orphan",
    ]);
    expect(kindOf("render", { flags: 0x300 })).toBe("wire");
  });

  it("sees a restart by its link", () => {
    expect(kindOf("GET /a", { links: [{}] as unknown as SpanDetail["links"] })).toBe("restart");
  });
});

it("finds the headers that a span recorded, each value a line", () => {
  const text = (value: string) => ({ type: "string", value }) as const;
  expect(
    recordedHeaders([
      { key: "http.method", value: text("GET") },
      { key: "http.request.header.traceparent", value: { type: "array", value: [text("00-a"), text("00-b")] } },
      { key: "rpc.request.metadata.tracestate", value: text("a=1") },
    ]),
  ).toBe("traceparent: 00-a\ntraceparent: 00-b\ntracestate: a=1");
  expect(recordedHeaders([])).toBe("");
});
