import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diagnosisHere } from "./diagnosis.ts";
import { Engine } from "./engine.ts";
import type { NamedBlob, OpenProgress } from "./engine-api.ts";

const span = (traceId: string, spanId: string, parentSpanId: string, name: string) => ({
  traceId: traceId.padStart(32, "0"),
  spanId: spanId.padStart(16, "0"),
  parentSpanId: parentSpanId === "" ? "" : parentSpanId.padStart(16, "0"),
  name,
  kind: 2,
  startTimeUnixNano: "1767225600000000000",
  endTimeUnixNano: "1767225600100000000",
});

function otlp(name: string, service: string, spans: readonly unknown[]): NamedBlob {
  const resource = { attributes: [{ key: "service.name", value: { stringValue: service } }] };
  return { name, blob: new Blob([JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] })]) };
}

const shop = otlp("shop.json", "storefront", [span("a", "1", "", "GET /")]);
const cart = otlp("cart.json", "cart", [span("a", "2", "1", "GET /cart"), span("b", "3", "", "GET /health")]);

describe("the engine", () => {
  it("opens files as one data set, and adds to it", async () => {
    const engine = new Engine(diagnosisHere);
    expect(await engine.open([shop], { add: false })).toMatchObject({
      summary: { spans: 1, traces: 1, orphans: 0 },
      onlyTrace: { traceId: "a".padStart(32, "0"), rows: { length: 1 } },
    });
    expect(await engine.open([cart], { add: true })).toMatchObject({
      summary: { spans: 3, traces: 2, orphans: 0 },
      onlyTrace: undefined,
    });
    const trace = await engine.findTrace("a");
    const { rows, names } = await engine.traceView(trace, { repaired: false });
    expect(Array.from(rows.name, (name) => names[name])).toEqual(["GET /", "GET /cart"]);
    expect([...rows.depth]).toEqual([0, 1]);
    expect(await engine.findTrace("ff")).toBe(-1);
  });

  it("draws the service graph of all traces, of one, or of those asked for", async () => {
    const engine = new Engine(diagnosisHere);
    await engine.open([shop, cart], { add: false });
    const names = async (of: Parameters<Engine["serviceGraph"]>[0]) => {
      const { nodes, edges, places, routes } = await engine.serviceGraph(of);
      expect([places.length, routes.length]).toEqual([nodes.length, edges.length]);
      return [nodes.map(({ name, spans }) => `${name} ${spans}`).join(", "), edges.length];
    };
    expect(await names({})).toEqual(["cart 2, storefront 1", 1]);
    expect(await names({ trace: await engine.findTrace("b") })).toEqual(["cart 1", 0]);
    expect(await names({ query: { services: ["storefront"] } })).toEqual(["cart 1, storefront 1", 1]);
  });

  it("shows the whole request from either of its traces once it is repaired", async () => {
    const engine = new Engine(diagnosisHere);
    const blob = new Blob([readFileSync(new URL("../../public/demo/id-truncated.jsonl", import.meta.url))]);
    await engine.open([{ name: "id-truncated.jsonl", blob }], { add: false });
    const heard: number[] = [];
    const [bridge] = await engine.bridges({ onProgress: (share) => heard.push(share) });
    expect([bridge!.confidence, heard.length > 0]).toEqual(["certain", true]);
    const { trace: ofSpan, length } = await engine.listTraces({});
    const views = await Promise.all(
      Array.from(ofSpan.subarray(0, length), (trace) => engine.traceView(trace, { repaired: true })),
    );
    const island = views.find(({ rows }) => rows.span.indexOf(bridge!.child) !== -1 && rows.originTrace[0] !== 0)!;
    const begin = views.find(({ traceId }) => traceId === island.traceIds[1])!;
    expect([...begin.rows.span]).toEqual([...island.rows.span]);
    const recorded = await engine.traceView(island.trace, { repaired: false });
    expect(recorded.rows.length).toBeLessThan(island.rows.length);
    const edges = async (repaired: boolean) => (await engine.serviceGraph({ trace: island.trace, repaired })).edges;
    expect((await edges(true)).reduce((sum, { bridged }) => sum + bridged, 0)).toBe(island.bridges.length);
    expect((await edges(false)).every(({ bridged }) => bridged === 0)).toBe(true);
  });

  it("joins by possible bridges only where they are asked for", async () => {
    const engine = new Engine(diagnosisHere);
    const blob = new Blob([readFileSync(new URL("../../public/demo/grpc-no-metadata.jsonl", import.meta.url))]);
    await engine.open([{ name: "grpc-no-metadata.jsonl", blob }], { add: false });
    const { trace: listed } = await engine.listTraces({});
    const countOf = async (possible: boolean) => {
      const views = await Promise.all(
        [...listed].map((trace) => engine.traceView(trace, { repaired: true, possible })),
      );
      return views.flatMap(({ bridges }) => bridges).filter(({ confidence }) => confidence === "possible").length;
    };
    expect(await countOf(false)).toBe(0);
    expect(await countOf(true)).toBeGreaterThan(0);
  });

  it("keeps what is open where nothing in the new files can be read", async () => {
    const engine = new Engine(diagnosisHere);
    await engine.open([shop], { add: false });
    const { summary: refused } = await engine.open(
      [{ name: "page.html", blob: new Blob(["<!doctype html><title>Log in"]) }],
      {
        add: false,
      },
    );
    expect([refused.spans, refused.warnings.length]).toEqual([0, 1]);
    expect((await engine.listTraces({})).length).toBe(1);
  });

  it("stops when cancelled and keeps what is open", async () => {
    const engine = new Engine(diagnosisHere);
    await engine.open([shop], { add: false });
    const opening = engine.open([cart], { add: false }, { signal: AbortSignal.abort() });
    await expect(opening).rejects.toMatchObject({ name: "AbortError" });
    expect((await engine.listTraces({})).length).toBe(1);
  });

  it("reads a span again from its bytes, searches them and exports what it read", async () => {
    const engine = new Engine(diagnosisHere);
    await engine.open([shop, cart], { add: false });
    const [found] = await engine.searchTrace(await engine.findTrace("a"), "get /CART");
    const detail = await engine.spanDetail(found!);
    expect([detail.name, detail.parentSpanId, detail.resource.attributes[0]?.key]).toEqual([
      "GET /cart",
      "0000000000000001",
      "service.name",
    ]);
    expect(JSON.parse(await engine.rawSpan(found!))).toMatchObject({ name: "GET /cart" });
    const again = new Engine(diagnosisHere);
    const exported = await engine.exportOtlp([0, 1]);
    expect(await again.open([{ name: "again", blob: exported }], { add: false })).toMatchObject({
      summary: { spans: 3, traces: 2 },
    });
  });
});

describe("a large file", () => {
  const count = 30_000;
  const wide = "x".repeat(250);
  const lines = Array.from({ length: count / 100 }, (_, line) => {
    const spans = Array.from({ length: 100 }, (_, at) => {
      const number = line * 100 + at + 1;
      return span("a", number.toString(16), number === 1 ? "" : "1", `${number} ${wide}`);
    });
    const resource = { attributes: [{ key: "service.name", value: { stringValue: "storefront" } }] };
    return JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] });
  });
  const large: NamedBlob = { name: "large.jsonl", blob: new Blob([lines.join("\n")]) };

  it("can be looked at from its first rows on, and is diagnosed when all is read", async () => {
    const engine = new Engine(diagnosisHere);
    const looks: Promise<unknown>[] = [];
    let reported = false;
    const onProgress = ({ soFar }: OpenProgress) => {
      if (!soFar) return;
      looks.push(
        Promise.all([soFar, engine.listTraces({}), engine.spanDetail(soFar.onlyTrace!.rows.span[1]!)]),
        engine.report().then(() => {
          reported = true;
        }),
      );
    };
    let reportedEarly = false;
    const opened = await engine.open(
      [large],
      { add: false },
      {
        onProgress: (progress) => {
          onProgress(progress);
          reportedEarly ||= reported;
        },
      },
    );
    expect(opened.summary).toMatchObject({ spans: count, warnings: [] });
    expect([looks.length / 2, reportedEarly]).toEqual([1, false]);
    const [first] = await Promise.all(looks);
    expect(first).toMatchObject([
      { summary: { traces: 1, warnings: [{ code: "stopped" }], files: [{ name: "large.jsonl" }] } },
      { length: 1 },
      { name: `2 ${wide}` },
    ]);
    expect((first as [{ summary: { spans: number } }])[0].summary.spans).toBeLessThan(count);
  });

  it("keeps the first rows when it is cancelled after them", async () => {
    const engine = new Engine(diagnosisHere);
    const controller = new AbortController();
    const onProgress = ({ soFar }: OpenProgress) => soFar && controller.abort();
    const opening = engine.open([large], { add: false }, { signal: controller.signal, onProgress });
    await expect(opening).rejects.toMatchObject({ name: "AbortError" });
    const { rows } = await engine.traceView(0, { repaired: false });
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.length).toBeLessThan(count);
  });
});
