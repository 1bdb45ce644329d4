import { expect, it } from "vitest";
import { requestOf, spanIdOf, startTestCollector, type TestCollector, traceIdOf } from "../test-collector.ts";

const BASE = 1_790_000_000_000_000_000n;
const send = (running: TestCollector, trace: number, ...spans: number[]) =>
  running.post(
    "/v1/traces",
    requestOf(
      "shop",
      spans.map((span) => ({ traceId: traceIdOf(trace), spanId: spanIdOf(span), startNano: BASE })),
    ),
  );

async function received(running: TestCollector, query: Record<string, string>) {
  const response = await running.get(`/api/received?${new URLSearchParams(query)}`);
  const text = await response.text();
  const spans = [...text.matchAll(/"spanId":"0*([1-9a-f][0-9a-f]*)"/g)].map(([, id]) => Number.parseInt(id!, 16));
  const header = (name: string) => response.headers.get(`x-causeway-${name}`);
  return {
    status: response.status,
    spans: spans.sort((a, b) => a - b),
    cursor: header("cursor") ?? "",
    leftOut: header("left-out"),
    store: header("store"),
  };
}

it("gives what came after the cursor, each span once, over a restart too", async () => {
  const first = await startTestCollector();
  await send(first, 1, 1, 2);
  const begin = await received(first, { since: "1" });
  expect(begin).toMatchObject({ spans: [1, 2], leftOut: "0", store: null });
  expect(await received(first, { after: begin.cursor })).toMatchObject({ spans: [], cursor: begin.cursor });
  await send(first, 1, 3);
  await send(first, 2, 4);
  await first.stop(true);
  const second = await startTestCollector({ folder: first.folder });
  await send(second, 2, 5);
  await send(second, 1, 1);
  const later = await received(second, { after: begin.cursor });
  expect(later).toMatchObject({ spans: [3, 4, 5], store: null });
  expect(await received(second, { after: later.cursor })).toMatchObject({ spans: [] });
  await second.stop();
});

it("cuts no trace in two where it leaves out the oldest", async () => {
  const running = await startTestCollector();
  await send(running, 1, 1);
  await send(running, 2, 2);
  await send(running, 1, 3);
  expect(await received(running, { since: "1", limit: "1" })).toMatchObject({ spans: [1, 3], leftOut: "2" });
  await running.stop();
});

it("says that a cursor is another store's, and gives what this one has", async () => {
  const running = await startTestCollector();
  await send(running, 1, 1);
  const { cursor } = await received(running, { since: "1" });
  await running.stop();
  const other = await startTestCollector();
  await send(other, 1, 7);
  expect(await received(other, { since: "1", after: cursor })).toMatchObject({ spans: [7], store: "other" });
  expect((await received(other, { after: "nonsense" })).status).toBe(400);
  expect((await received(other, {})).status).toBe(400);
  await other.stop();
});

it("tells pages where to send to, and whether anything comes", async () => {
  const running = await startTestCollector();
  await send(running, 1, 1, 2);
  await send(running, 2, 3);
  const { collector, folder } = running;
  const told = await running.json<Record<string, unknown>>("/api/collector");
  expect(told).toMatchObject({
    otlpHttpPort: collector.httpPort,
    runsDemo: false,
    recent: { minutes: 15, spans: 3, traces: 2, services: 1 },
  });
  expect(folder.endsWith(`/${told.folder as string}`)).toBe(true);
  await running.stop();
});
