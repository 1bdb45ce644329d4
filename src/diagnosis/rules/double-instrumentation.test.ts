import { expect, it } from "vitest";
import { spansFromText } from "../../model/spans-from-text.ts";
import { diagnose } from "../report.ts";
import { doubleInstrumentation } from "./double-instrumentation.ts";

const told = (text: string) => diagnose(spansFromText(text), { rules: [doubleInstrumentation.id] }).findings;
const twice = (inner: string) => `
shop: GET /items | server 0..80 scope=http instance=s1
  shop: GET /items | server ${inner} scope=express`;

it("tells a SERVER span within a SERVER span of the same instance, once for its two scopes", () => {
  const [one] = told(twice("2..78 instance=s1"));
  expect([one!.severity, one!.confidence, one!.service, one!.count]).toEqual(["info", "likely", "shop", 1]);
  expect(String(one!.evidence[0])).toBe(
    "1 SERVER span of express lies within a SERVER span of http for the same request, as GET /items does.",
  );
  const [many, ...rest] = told(Array.from({ length: 3 }, () => twice("2..78 instance=s1")).join("\n"));
  expect([many!.confidence, many!.count, rest]).toEqual(["certain", 3, []]);
});

it("says nothing of a call to another instance, through a CLIENT span, or of a short part of the request", () => {
  expect(told(twice("2..78 instance=s2"))).toEqual([]);
  expect(told(twice("2..20 instance=s1"))).toEqual([]);
  expect(
    told(`
shop: GET /items | server 0..80 scope=http instance=s1
  shop: GET | client 1..79 scope=http instance=s1
    shop: GET /items | server 2..78 scope=http instance=s1`),
  ).toEqual([]);
});
