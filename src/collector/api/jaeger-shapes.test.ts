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
  // A search without a time looks back from now: from the minute after the recording.
  const { details } = await decode(jaeger.loaded);
  const newestMs = Math.max(...details.map((span) => Number(span.startTimeUnixNano! / 1_000_000n)));
  running = await startTestCollector({ nowMs: () => newestMs + 60_000 });
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

interface Keyed {
  readonly key: string;
}
interface V1Span {
  readonly spanID: string;
  readonly processID: string;
  readonly tags: readonly Keyed[];
  readonly logs: readonly { readonly fields: readonly Keyed[] }[];
}
interface V1Trace {
  readonly traceID: string;
  readonly spans: readonly V1Span[];
  readonly processes: Readonly<Record<string, { readonly tags: readonly Keyed[] }>>;
  readonly warnings: unknown;
}

/** Without what is in no order of its own: Jaeger numbers processes and sorts tags as they come. */
function unordered(traces: readonly V1Trace[]) {
  const byKey = (list: readonly Keyed[]) => [...list].sort((a, b) => (a.key < b.key ? -1 : 1));
  const processOf = ({ processes }: V1Trace, { processID }: V1Span) => {
    const process = processes[processID]!;
    return { ...process, tags: byKey(process.tags) };
  };
  const traceOf = (trace: V1Trace) => ({
    traceID: trace.traceID,
    warnings: trace.warnings,
    spans: [...trace.spans]
      .sort((a, b) => (a.spanID < b.spanID ? -1 : 1))
      .map((span) => ({
        ...span,
        tags: byKey(span.tags),
        logs: span.logs.map((log) => ({ ...log, fields: byKey(log.fields) })),
        processID: processOf(trace, span),
      })),
  });
  return [...traces].sort((a, b) => (a.traceID < b.traceID ? -1 : 1)).map(traceOf);
}

describe("the older API answers as Jaeger does", () => {
  it.each(["v1-services", "v1-operations", "v1-operations-of-service", "v1-search-nothing", "v1-trace-absent"])(
    "%s",
    async (name) => {
      const { theirs, status, ours, real } = await both(name);
      const sorted = (answer: { data: unknown[] | null }) => ({
        ...answer,
        data: answer.data?.map((entry) => JSON.stringify(entry)).sort() ?? null,
      });
      expect(status).toBe(theirs.status);
      expect(sorted(ours)).toEqual(sorted(real));
    },
  );

  it.each(["v1-trace-raw", "v1-trace-linked-raw", "v1-search-raw", "v1-search-lists-raw", "v1-search-tags"])(
    "%s",
    async (name) => {
      const { status, ours, real } = await both(name);
      expect(status).toBe(200);
      expect(real.data.length).toBeGreaterThan(0);
      const withoutWarnings = (traces: V1Trace[]) =>
        traces.map((trace) => ({ ...trace, spans: trace.spans.map((span) => ({ ...span, warnings: null })) }));
      expect({ ...ours, data: unordered(ours.data) }).toEqual({ ...real, data: unordered(withoutWarnings(real.data)) });
    },
  );

  it.each(["v1-search-without-service", "v3-trace-malformed"])("%s is refused", async (name) => {
    const { theirs, status, ours, real } = await both(name);
    expect([status, shapeOf(ours)]).toEqual([theirs.status, shapeOf(real)]);
  });

  it("finds errors, which Jaeger's memory storage does not", async () => {
    const { ours, real } = await both("v1-search-error");
    expect([ours.data.length > 0, real.data.length]).toEqual([true, 0]);
  });
});

describe("Grafana's data source", () => {
  it("searches the older API without a time", async () => {
    const answer = await running.get(
      `/api/traces?limit=20&service=storefront&tags=${encodeURIComponent('{"http.route":"/orders"}')}`,
    );
    expect(answer.status).toBe(200);
    const { data } = (await answer.json()) as { data: V1Trace[] };
    expect(data.map(({ traceID }) => traceID.slice(0, 8)).sort()).toEqual(["b73b9e6d", "c67b371a", "c86d7fed"]);
  });

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
