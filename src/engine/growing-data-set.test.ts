import { expect, it } from "vitest";
import { diagnosisHere } from "./diagnosis.ts";
import { Engine } from "./engine.ts";
import type { Growth, NamedBlob } from "./engine-api.ts";

const NOW = 1_790_000_000_000;

interface Sketch {
  readonly trace: number;
  readonly span: number;
  readonly parent?: number;
  readonly kind?: number;
  readonly service?: string;
}

function piece(...spans: readonly Sketch[]): NamedBlob {
  const resourceSpans = spans.map(({ trace, span, parent, kind = 2, service = "shop" }) => ({
    resource: { attributes: [{ key: "service.name", value: { stringValue: service } }] },
    scopeSpans: [
      {
        spans: [
          {
            traceId: trace.toString(16).padStart(32, "0"),
            spanId: span.toString(16).padStart(16, "0"),
            parentSpanId: parent?.toString(16).padStart(16, "0") ?? "",
            name: `span ${span}`,
            kind,
            startTimeUnixNano: `${BigInt(NOW) * 1_000_000n + BigInt(span) * 1_000n}`,
            endTimeUnixNano: `${BigInt(NOW) * 1_000_000n + BigInt(span) * 1_000n + 500n}`,
          },
        ],
      },
    ],
  }));
  return { name: "piece", blob: new Blob([JSON.stringify({ resourceSpans })]) };
}

let generation = 0;
const growth = (more: Partial<Growth> = {}): Growth => ({
  generation: ++generation,
  keep: [generation - 1],
  cameMs: NOW,
  nowMs: NOW,
  sinceMs: 0,
  mostSpans: 1_000,
  ...more,
});
const idsOf = async (engine: Pick<Engine, "listTraces">) => {
  const { traceId, length } = await engine.listTraces({});
  return Array.from({ length }, (_, row) => traceId[row * 4 + 3]);
};

it("adds spans to the traces that are there, and still answers for what was", async () => {
  const engine = new Engine(diagnosisHere);
  const first = growth({ begins: "live" });
  await engine.grow([piece({ trace: 2, span: 20 }, { trace: 1, span: 12, parent: 11 })], first);
  const second = growth({ keep: [first.generation] });
  const { summary } = await engine.grow([piece({ trace: 1, span: 11 })], second);
  expect(summary).toMatchObject({ spans: 3, traces: 2, orphans: 0, files: [{ name: "live", spans: 3 }] });
  const trace = await engine.findTrace("1");
  expect((await engine.traceView(trace, { repaired: false })).rows.depth).toEqual(Int32Array.of(0, 1));
  const before = engine.at(first.generation);
  expect(await idsOf(before)).toEqual([1, 2]);
  expect((await before.spanDetail(0)).name).toBe("span 12");
  expect((await engine.spanDetail(1)).name).toBe("span 12");
  await engine.grow([], growth({ keep: [] }));
  expect(() => engine.at(first.generation)).toThrow("no longer held");
});

it("judges a trace only when its last span came a while ago", async () => {
  const engine = new Engine(diagnosisHere);
  await engine.grow([piece({ trace: 1, span: 12, parent: 11 })], growth({ begins: "live" }));
  const orphans = async () => (await engine.report()).findings.map(({ rule }) => rule);
  const verdicts = async () => (await engine.report()).verdicts.map(({ kind, count }) => `${kind} ${count}`);
  expect(await orphans()).toEqual([]);
  expect(await verdicts()).toEqual(["still-arriving 1"]);
  const later = await engine.grow(
    [piece({ trace: 2, span: 21 })],
    growth({ cameMs: NOW + 9_000, nowMs: NOW + 11_000 }),
  );
  expect(later.arriving).toBe(1);
  expect((await verdicts())[0]).toBe("still-arriving 1");
  expect((await engine.report()).input).toMatchObject({ spans: 2, missingParents: 1 });
  const settled = await engine.grow([], growth({ nowMs: NOW + 30_000 }));
  expect(settled.arriving).toBe(0);
  expect((await verdicts()).filter((verdict) => verdict.startsWith("still-arriving"))).toEqual([]);
});

it("lets the oldest traces go whole, and what stays keeps its parents, details and times of coming", async () => {
  const engine = new Engine(diagnosisHere);
  await engine.grow([piece({ trace: 1, span: 12, parent: 11 })], growth({ begins: "live" }));
  for (let trace = 2; trace <= 9; trace++) {
    await engine.grow([piece({ trace, span: trace * 10 })], growth({ nowMs: NOW + trace, cameMs: NOW + trace }));
  }
  const last = growth({ nowMs: NOW + 20, cameMs: NOW + 20, mostSpans: 9 });
  const { summary, gone, arriving } = await engine.grow([piece({ trace: 1, span: 11 })], last);
  expect(gone).toEqual({ traces: 3, spans: 3 });
  expect(summary).toMatchObject({ spans: 7, traces: 6, orphans: 0 });
  expect(arriving).toBe(6);
  expect(await idsOf(engine)).toEqual([1, 5, 6, 7, 8, 9]);
  expect((await engine.spanDetail(1)).name).toBe("span 12");
  const { gone: byAge } = await engine.grow([], growth({ nowMs: NOW + 30, sinceMs: NOW + 8 }));
  expect([byAge, await idsOf(engine)]).toEqual([{ traces: 3, spans: 3 }, [1, 8, 9]]);
});

it("keeps log records of traces that stay, and no more of the others than of spans", async () => {
  const log = (atMs: number, trace: number) => ({
    timeUnixNano: `${BigInt(NOW + atMs) * 1_000_000n}`,
    body: { stringValue: `log ${atMs}` },
    ...(trace > 0 && { traceId: trace.toString(16).padStart(32, "0"), spanId: "000000000000000a" }),
  });
  const logs = (...logRecords: unknown[]) => ({
    name: "piece",
    blob: new Blob([JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] })]),
  });
  const engine = new Engine(diagnosisHere);
  await engine.grow([piece({ trace: 1, span: 10 }), logs(log(0, 1), log(-5, 0))], growth({ begins: "live" }));
  await engine.grow([piece({ trace: 2, span: 20 }), logs(log(4, 2), log(5, 0))], growth({ cameMs: NOW + 50 }));
  const { summary, gone } = await engine.grow([], growth({ sinceMs: NOW + 20 }));
  expect([gone.traces, summary.spans, summary.logs]).toEqual([1, 1, 2]);
  const flood = logs(...Array.from({ length: 40 }, (_, at) => log(100 + at, 0)));
  const { summary: after } = await engine.grow([flood], growth({ mostSpans: 20 }));
  expect([after.spans, after.logs]).toEqual([1, 16]);
});
