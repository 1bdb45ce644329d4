/**
 * /api/v3 against a real Jaeger's: the same traces, the same questions, the same answers, field by field. What Jaeger answered is recorded
 * in src/sources/fixtures/jaeger.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRecording } from "../../../backends/fixtures.ts";
import { shapeOf } from "../../../backends/shape-of.ts";
import { decode, texts } from "../../../backends/spans-of.ts";
import { startTestCollector, type TestCollector } from "../test-collector.ts";

const jaeger = readRecording("jaeger")!;
let running: TestCollector;
beforeAll(async () => {
  running = await startTestCollector();
  for (const line of jaeger.loaded.trim().split("\n")) {
    expect((await running.post("/v1/traces", line)).status).toBe(200);
  }
});
afterAll(() => running.stop());

async function both(name: string) {
  const theirs = jaeger.reply(name);
  const response = await running.get(theirs.path);
  const text = await response.text();
  return { theirs, status: response.status, text, ours: JSON.parse(text), real: JSON.parse(theirs.text) };
}

describe("/api/v3 answers as Jaeger does", () => {
  it.each([
    "v3-services",
    "v3-operations",
    "v3-operations-of-kind",
    "v3-trace-raw",
    "v3-trace-linked",
    "v3-search-raw",
    "v3-search-slow",
    "v3-search-without-range",
    "v3-trace-absent",
    "v3-trace-malformed",
  ])("%s", async (name) => {
    const { theirs, status, ours, real } = await both(name);
    expect(status).toBe(theirs.status);
    expect(shapeOf(ours)).toEqual(shapeOf(real));
  });

  it.each(["v3-services", "v3-operations", "v3-operations-of-kind"])("%s, with the same names", async (name) => {
    const { ours, real } = await both(name);
    const [member] = Object.keys(real) as [string];
    const sorted = (list: readonly unknown[]) => list.map((entry) => JSON.stringify(entry)).sort();
    expect(sorted(ours[member])).toEqual(sorted(real[member]));
  });

  it.each(["v3-trace-raw", "v3-trace-linked", "v3-search-raw"])("%s, with the same spans", async (name) => {
    const { theirs, text } = await both(name);
    expect(texts((await decode(text)).details)).toEqual(texts((await decode(theirs.text)).details));
  });

  it("v3-trace-absent, in the same words", async () => {
    const { ours, real } = await both("v3-trace-absent");
    expect(ours).toEqual(real);
  });

  it("where Jaeger's storage wants a limit, with its usual one", async () => {
    expect((await both("v3-search-without-depth")).status).toBe(200);
  });
});

describe("Grafana's data source", () => {
  // As Grafana's Go client writes it: snake_case, no limit, times that are not encoded, in its own time zone.
  it("searches with times whose + is none", async () => {
    const start = (nano: bigint) =>
      new Date(Number(nano / 1_000_000n) + 7_200_000).toISOString().replace("Z", "+02:00");
    const { details } = await decode(jaeger.loaded);
    const [first = 0n] = details.map((span) => span.startTimeUnixNano!).sort((a, b) => Number(a - b));
    const range = `query.start_time_min=${start(first - 1_000_000_000n)}&query.start_time_max=${start(first + 60_000_000_000n)}`;
    const answer = await running.get(`/api/v3/traces?query.duration_min=1us&query.service_name=storefront&${range}`);
    expect(answer.status).toBe(200);
    const found = await decode(await answer.text());
    expect(found.details.some(({ startTimeUnixNano }) => startTimeUnixNano === first)).toBe(true);
  });
});
