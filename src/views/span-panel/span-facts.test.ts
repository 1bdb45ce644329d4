import { expect, it } from "vitest";
import { buildTraceView } from "../../analysis/build-trace-view.ts";
import { Repair } from "../../model/enums.ts";
import { spansFromText } from "../../model/spans-from-text.ts";
import { spanFacts } from "./span-facts.ts";

const view = buildTraceView(
  spansFromText(`
    a: root | server 0..100 id=1
      a: child | client 10..30 error id=2 | rpc.system=grpc
    a: second | internal 40..41 id=3
    a: orphan | server 50..60 id=4 parent=beef
    a: own | internal 70..80 id=5 parent=5
  `),
  0,
);
const facts = (span: number) => spanFacts(view, span);

it("tells a span's parent as it is: a span, missing, cut, none", () => {
  expect(facts(1)?.parent).toEqual({ kind: "span", span: 0, service: "a", name: "root" });
  expect([0, 2, 3, 4].map((span) => facts(span)?.parent)).toEqual([
    { kind: "root" },
    { kind: "root" },
    { kind: "missing", spanId: "000000000000beef" },
    { kind: "cut" },
  ]);
});

it("tells the rest from the rows", () => {
  expect(facts(1)).toMatchObject({
    kind: "CLIENT",
    protocol: "grpc",
    statusCode: "ERROR",
    durationNano: 20e6,
    selfNano: 20e6,
  });
  expect(facts(0)?.selfNano).toBe(80e6);
  expect(facts(4)?.repairs).toBe(Repair.selfParent);
  expect(facts(99)).toBeUndefined();
  expect(facts(-1)).toBeUndefined();
});
