import { describe, expect, it } from "vitest";
import type { Fault } from "../faults/fault.ts";
import { FAULTS } from "../faults/table.ts";
import { keyOf, ofSide, parseOtlpLines } from "../otlp-lines.ts";
import { readingOf, SHOWS, UNHEALTHY } from "../signatures.ts";
import type { RunRequest, SideResult } from "./run.ts";
import { runShop } from "./run-shop.ts";

const EPOCH = Date.UTC(2026, 10, 22, 12);
const asked = (fault: Fault, change: Partial<RunRequest> = {}): RunRequest => {
  const requests = fault.visits?.length ?? 6;
  return { fault: fault.id, seed: 1, requests, concurrency: requests, epochUnixMs: EPOCH, ...change };
};
const read = (side: SideResult) => {
  const lines = parseOtlpLines(side.otlp);
  return { lines, reading: readingOf(lines, side.truth.parents) };
};

describe.each(FAULTS.map((fault) => [fault.id, fault] as const))("%s in a page", (_id, fault) => {
  it("shows its signature on the broken side, on the spans that the truth names", async () => {
    const { broken } = await runShop(asked(fault));
    const { lines, reading } = read(broken);
    const named = [...broken.truth.faults, ...broken.truth.innocents].flatMap(({ spans }) => spans);
    expect(named.length).toBeGreaterThanOrEqual(fault.variants?.length ?? 1);
    if (fault.signature === "bare-log") {
      expect(lines.logs.some(({ traceId }) => !traceId)).toBe(true);
      return;
    }
    const shown = named.map((span) => reading.byKey.get(keyOf(span))).filter((span) => span !== undefined);
    expect(shown.filter((span) => !SHOWS[fault.signature](span, reading)).map(({ name }) => name)).toEqual([]);
    for (const { fault: id, spans } of broken.truth.faults) {
      expect(id).toBe(fault.id);
      expect(spans.length).toBeGreaterThan(0);
    }
  });

  it("leaves the intact side whole: one trace a visit, every parent there, ids on every log", async () => {
    const request = asked(fault);
    const { intact } = await runShop(request);
    const { lines, reading } = read(intact);
    expect(ofSide(lines.spans, "intact")).toHaveLength(lines.spans.length);
    expect(new Set(lines.spans.map(({ traceId }) => traceId)).size).toBe(request.requests);
    for (const name of UNHEALTHY) {
      expect(
        lines.spans.filter((span) => SHOWS[name](span, reading)).map(({ name }) => name),
        name,
      ).toEqual([]);
    }
    expect(lines.logs.length).toBeGreaterThan(0);
    expect(lines.logs.filter(({ traceId, spanId }) => !traceId || !spanId)).toEqual([]);
    expect(intact.spans.every(({ exported, blamed }) => exported && !blamed)).toBe(true);
    expect(intact.spans.filter(({ parent, trueParent }) => parent !== trueParent)).toEqual([]);
  });
});

describe("a run", () => {
  const fault = FAULTS[0] as Fault;

  it("is the same again with the same seed, and another with another", async () => {
    const first = await runShop(asked(fault));
    expect(await runShop(asked(fault))).toEqual(first);
    expect((await runShop(asked(fault, { seed: 2 }))).broken.otlp).not.toBe(first.broken.otlp);
  });

  it("does not let the truth into the telemetry", async () => {
    const { intact, broken } = await runShop(asked(fault));
    expect(intact.otlp + broken.otlp).not.toContain("demo-truth");
    expect(broken.otlp).not.toContain(fault.id);
  });

  it("serves as many visits as it is asked for, each found again in both sides", async () => {
    const { intact, broken, visits } = await runShop(asked(fault, { requests: 20, concurrency: 3 }));
    expect(visits).toHaveLength(20);
    for (const { spans } of [intact, broken]) {
      expect(new Set(spans.flatMap((span) => span.visits)).size).toBe(20);
    }
  });

  it("gives the time back", async () => {
    const { now } = Date;
    await runShop(asked(fault));
    expect(Date.now).toBe(now);
  });
});
