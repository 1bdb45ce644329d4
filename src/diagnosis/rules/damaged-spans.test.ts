/** malformed-context, duplicate-span and parent-cycle: what reading mended is told once a service. */
import { describe, expect, it } from "vitest";
import { memorySource } from "../../formats/memory-source.ts";
import { decodeFiles } from "../../formats/open-files.ts";
import { spansFromText } from "../../model/spans-from-text.ts";
import type { DataSet } from "../../model/tables.ts";
import { diagnose } from "../report.ts";
import { duplicateSpan } from "./duplicate-span.ts";
import { malformedContext } from "./malformed-context.ts";
import { parentCycle } from "./parent-cycle.ts";
import type { Rule } from "./rule.ts";

const told = (rule: Rule, set: DataSet) =>
  diagnose(set, { rules: [rule.id] }).findings.map(({ severity, service, count, evidence }) => ({
    severity,
    service,
    count,
    evidence: evidence.map(String)[0],
  }));

/** A request whose server spans are written with these ids. */
async function withIds(...ids: readonly string[]): Promise<DataSet> {
  const spans = ids.map((spanId, index) => ({
    traceId: (index + 1).toString(16).padStart(32, "0"),
    spanId,
    name: "GET /",
    kind: 2,
    startTimeUnixNano: "1700000000000000000",
    endTimeUnixNano: "1700000000100000000",
  }));
  const attributes = [{ key: "service.name", value: { stringValue: "shop" } }];
  const text = JSON.stringify({ resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans }] }] });
  return (await decodeFiles([memorySource("ids", text)], {})).dataSet;
}

describe("malformed-context", () => {
  it("tells ids that are no hex, too long or empty, and how large their share is", async () => {
    const set = await withIds("00000000000000a1", "not-an-id", "00000000000000000000a3", "");
    expect(told(malformedContext, set)).toEqual([
      {
        severity: "info",
        service: "shop",
        count: 3,
        evidence: "3 spans have an id that is not valid (75 % of this service's spans).",
      },
    ]);
  });

  it("bends its verb for one, warns from ten on, and says nothing of hex and base64", async () => {
    const one = await withIds("00000000000000a1", "x!");
    expect(told(malformedContext, one)[0]!.evidence).toBe(
      "1 span has an id that is not valid (50 % of this service's spans).",
    );
    const ten = await withIds(...Array.from({ length: 10 }, (_, index) => `no id ${index}`));
    expect(told(malformedContext, ten).map(({ severity }) => severity)).toEqual(["warning"]);
    expect(told(malformedContext, await withIds("00000000000000A1", "AAAAAAAAAAI="))).toEqual([]);
  });
});

describe("duplicate-span", () => {
  it("tells a span that was exported twice, but not the same id in two traces", () => {
    const twice = spansFromText(`
shop: GET / | server 0..80
  shop: query | client 10..20 id=b1
  shop: query | client 10..20 id=b1`);
    expect(told(duplicateSpan, twice)).toEqual([
      {
        severity: "info",
        service: "shop",
        count: 1,
        evidence: "1 span has an id that another span of their trace has (33 % of this service's spans).",
      },
    ]);
    const apart = spansFromText("shop: GET / | server 0..80 id=b1\n\nshop: GET / | server 100..180 id=b1");
    expect(told(duplicateSpan, apart)).toEqual([]);
  });
});

describe("parent-cycle", () => {
  it("tells parents in a circle and a span that is its own parent", () => {
    const circle = spansFromText(`
shop: a | internal 0..80 id=a1 parent=b1
shop: b | internal 10..70 id=b1 parent=a1

mail: c | internal 0..80 id=c1 parent=c1`);
    const said = told(parentCycle, circle);
    expect(said.map(({ service, count }) => [service, count])).toEqual([
      ["mail", 1],
      ["shop", 1],
    ]);
    expect(said[0]!.evidence).toBe("1 span is its own ancestor (100 % of this service's spans).");
  });

  it("says nothing of a plain tree", () => {
    expect(told(parentCycle, spansFromText("shop: a | internal 0..80\n  shop: b | internal 10..70"))).toEqual([]);
  });
});
