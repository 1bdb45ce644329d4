import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memorySource } from "../../formats/memory-source.ts";
import { decodeFiles } from "../../formats/open-files.ts";
import { requestOf, spanIdOf, startTestCollector, type TestCollector, traceIdOf } from "../test-collector.ts";

const MINUTE = 60_000_000_000n;
const BASE = 1_790_000_000_000_000_000n;
const iso = (nano: bigint) => new Date(Number(nano / 1_000_000n)).toISOString();
const RANGE = { "query.startTimeMin": iso(BASE - MINUTE), "query.startTimeMax": iso(BASE + 100n * MINUTE) };

let running: TestCollector;

/** Traces 1 to 10, a minute apart: shop calls payment; payment of trace 7 fails, trace 9 lost its root. */
beforeAll(async () => {
  running = await startTestCollector();
  for (let n = 1; n <= 10; n++) {
    const startNano = BASE + BigInt(n) * MINUTE;
    const traceId = traceIdOf(n);
    const root = { traceId, spanId: spanIdOf(n), name: "GET /cart", startNano, durationNano: BigInt(n) * 1_000_000n };
    const child = {
      traceId,
      spanId: spanIdOf(n + 100),
      parentSpanId: spanIdOf(n),
      name: "charge",
      startNano: startNano + 1n,
    };
    if (n !== 9)
      await running.post("/v1/traces", requestOf("shop", [{ ...root, attributes: { "http.route": `/cart/${n}` } }]));
    await running.post("/v1/traces", requestOf("payment", [{ ...child, isError: n === 7 }]));
  }
});
afterAll(() => running.stop());

interface Summaries {
  readonly summaries: { traceId: string }[];
}
interface Traces {
  readonly result: { resourceSpans: { scopeSpans: { spans: { traceId: string }[] }[] }[] };
}

const at = (path: string, query: Record<string, string>) => `${path}?${new URLSearchParams(query)}`;

async function found(query: Record<string, string>): Promise<number[]> {
  const { summaries } = await running.json<Summaries>(at("/api/v3/trace-summaries", { ...RANGE, ...query }));
  return summaries.map(({ traceId }) => Number.parseInt(traceId, 16));
}

describe("search", () => {
  it("gives the newest traces of a service first, as many as asked", async () => {
    expect(await found({ "query.serviceName": "shop", "query.searchDepth": "3" })).toEqual([10, 8, 7]);
    expect(await found({ "query.serviceName": "payment" })).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(await found({ "query.service_name": "shop", "query.num_traces": "1" })).toEqual([10]);
  });

  it("minds operation, duration, attributes and time", async () => {
    expect(await found({ "query.operationName": "charge", "query.searchDepth": "1" })).toEqual([10]);
    expect(await found({ "query.serviceName": "shop", "query.durationMin": "7.5ms" })).toEqual([10, 8]);
    expect(await found({ "query.serviceName": "shop", "query.durationMax": "2ms" })).toEqual([2, 1]);
    expect(await found({ "query.attributes": '{"http.route":"/cart/4"}' })).toEqual([4]);
    expect(await found({ "query.attributes": '{"error":"true"}' })).toEqual([7]);
    expect(await found({ "query.attributes": '{"http.route":"/cart"}' })).toEqual([]);
    expect(await found({ "query.startTimeMax": iso(BASE + 2n * MINUTE + 500_000_000n) })).toEqual([2, 1]);
    expect(await found({ "query.serviceName": "nobody" })).toEqual([]);
  });

  it("gives whole traces, also of services that were not asked for", async () => {
    const query = { ...RANGE, "query.serviceName": "shop", "query.searchDepth": "2" };
    const { result } = await running.json<Traces>(at("/api/v3/traces", query));
    const spans = result.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    expect(spans.map(({ traceId }) => Number.parseInt(traceId, 16)).sort()).toEqual([10, 10, 8, 8]);
  });

  it("summarises a trace with its errors, its orphans and its services", async () => {
    const { summaries } = await running.json<Summaries>(at("/api/v3/trace-summaries", RANGE));
    const service = (name: string, errorSpanCount = 0) => ({ name, spanCount: 1, errorSpanCount });
    expect(summaries.find(({ traceId }) => traceId === traceIdOf(7))).toEqual({
      traceId: traceIdOf(7),
      rootServiceName: "shop",
      rootOperationName: "GET /cart",
      minStartTimeUnixNano: String(BASE + 7n * MINUTE),
      maxEndTimeUnixNano: String(BASE + 7n * MINUTE + 7_000_000n),
      spanCount: 2,
      errorSpanCount: 1,
      orphanSpanCount: 0,
      services: [service("shop"), service("payment", 1)],
    });
    expect(summaries.find(({ traceId }) => traceId === traceIdOf(9))).toMatchObject({
      orphanSpanCount: 1,
      rootServiceName: "",
    });
  });

  it.each([
    [{}, "query.startTimeMin is required."],
    [{ ...RANGE, "query.startTimeMin": "yesterday" }, "no RFC 3339 time"],
    [{ ...RANGE, "query.startTimeMax": "2001-01-01T00:00:00Z" }, "must be before"],
    [{ ...RANGE, "query.durationMin": "5 apples" }, "no duration"],
    [{ ...RANGE, "query.attributes": "[1]" }, "no JSON object"],
    [{ ...RANGE, "query.searchDepth": "-1" }, "no count"],
  ])("refuses %j", async (query, sentence) => {
    const response = await running.get(at("/api/v3/traces", query));
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(sentence)]);
  });
});

describe("traces by id", () => {
  it("takes short hex, capitals and base64", async () => {
    const base64 = encodeURIComponent(Buffer.from(traceIdOf(10), "hex").toString("base64"));
    for (const id of ["a", "A", traceIdOf(10), base64])
      expect((await running.get(`/api/v3/traces/${id}`)).status).toBe(200);
  });

  it("says 404 in Jaeger's words for one that is not there", async () => {
    const response = await running.get("/api/v3/traces/abc");
    expect([response.status, await response.json()]).toEqual([
      404,
      { error: { httpCode: 404, message: "No traces found" } },
    ]);
    expect((await running.get("/api/v3/traces/not-an-id")).status).toBe(400);
  });

  it("gives a span sent twice once", async () => {
    const body = requestOf("twice", [{ traceId: traceIdOf(500), spanId: spanIdOf(1), startNano: BASE - 50n * MINUTE }]);
    await running.post("/v1/traces", body);
    await running.post("/v1/traces", body);
    const text = await (await running.get(`/api/v3/traces/${traceIdOf(500)}`)).text();
    expect(text.split('"spanId"')).toHaveLength(2);
  });
});

it("streams the spans that begin in a window, one object a line", async () => {
  const window = { start: String(BASE + 3n * MINUTE), end: String(BASE + 5n * MINUTE) };
  const response = await running.get(at("/api/window", window));
  const lines = (await response.text()).trimEnd().split("\n");
  const spans = lines.flatMap((line) =>
    (JSON.parse(line) as Traces["result"]).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans[0]!.spans),
  );
  expect(spans.map(({ traceId }) => Number.parseInt(traceId, 16)).sort()).toEqual([3, 3, 4, 4]);
  expect((await running.get("/api/window?start=5")).status).toBe(400);
});

it("tells listeners which traces changed", async () => {
  const response = await running.get("/api/live");
  const events = eventsOf(response);
  expect(await events.next()).toMatchObject({ value: { event: "hello" } });
  await running.post(
    "/v1/traces",
    requestOf("late", [{ traceId: traceIdOf(900), spanId: spanIdOf(1), startNano: BASE - MINUTE }]),
  );
  for await (const { event, data } of events) {
    if (event !== "traces") continue;
    expect(data).toEqual({ traces: [{ traceId: traceIdOf(900), spans: 1, services: ["late"] }], more: 0 });
    break;
  }
});

async function* eventsOf(response: Response): AsyncGenerator<{ event: string; data: unknown }, void, undefined> {
  let text = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split("\n\n");
    text = blocks.pop()!;
    for (const block of blocks) {
      const match = /^event: (.*)\ndata: (.*)$/.exec(block);
      if (match) yield { event: match[1]!, data: JSON.parse(match[2]!) };
    }
  }
}

it("says how it is", async () => {
  expect(await running.json("/healthz")).toEqual({ status: "ok" });
  const text = await (await running.get("/metrics")).text();
  expect(text).toMatch(/^causeway_records_total\{signal="spans"\} \d+$/m);
  expect(text).toMatch(/^causeway_pending_bytes 0$/m);
});

it("lets pages elsewhere read nothing", async () => {
  const response = await running.get("/api/v3/services", { origin: "https://evil.example" });
  expect(response.headers.get("access-control-allow-origin")).toBeNull();
  expect((await running.get("/api/nothing")).status).toBe(404);
});

it("streams log records with the spans they belong to, as they were sent", async () => {
  const own = await startTestCollector();
  const traceId = traceIdOf(77);
  const spanId = spanIdOf(7);
  await own.post("/v1/traces", requestOf("shop", [{ traceId, spanId, startNano: BASE }]));
  const record = (time: bigint, text: string) => ({
    timeUnixNano: String(time),
    severityNumber: 17,
    severityText: "ERROR",
    body: { stringValue: text },
    attributes: [{ key: "count", value: { intValue: "9007199254740993" } }],
    traceId,
    spanId,
  });
  const resource = { attributes: [{ key: "service.name", value: { stringValue: "shop" } }] };
  const logRecords = [record(BASE + 1n, "out of stock"), record(BASE + MINUTE, "too late")];
  const logs = { resourceLogs: [{ resource, scopeLogs: [{ scope: { name: "log" }, logRecords }] }] };
  expect((await own.post("/v1/logs", JSON.stringify(logs))).status).toBe(200);
  const text = await (await own.get(`/api/window?start=${BASE}&end=${BASE + MINUTE}`)).text();
  const wanted = { resourceLogs: [{ resource, scopeLogs: [{ scope: { name: "log" }, logRecords: [logRecords[0]] }] }] };
  expect(JSON.parse(text.trimEnd().split("\n")[1]!)).toEqual(wanted);
  const received = await (await own.get("/api/received?since=1")).text();
  for (const stream of [text, received]) {
    const { dataSet } = await decodeFiles([memorySource("answer", stream)], {});
    expect(dataSet.spans.length).toBe(1);
    expect(dataSet.logs.span[0]).toBe(0);
  }
  expect(JSON.parse(received.trimEnd().split("\n")[1]!)).toEqual(logs);
  await own.stop();
});
