import { expect, it } from "vitest";
import { requestOf, spanIdOf, startTestCollector, type TestCollector, traceIdOf } from "../test-collector.ts";
import { trim } from "./retention.ts";

const startNano = 1_790_000_000_000_000_000n;
const HOUR = 3_600n * 1_000_000_000n;
const now = () => BigInt(Date.now()) * 1_000_000n;

async function send({ post }: TestCollector, trace: number, span: number, attributes = {}): Promise<void> {
  await post(
    "/v1/traces",
    requestOf(`shop ${trace}`, [{ traceId: traceIdOf(trace), spanId: spanIdOf(span), startNano, attributes }]),
  );
}

const traces = async ({ collector }: TestCollector) =>
  (await collector.store.query("SELECT DISTINCT trace_low FROM span ORDER BY 1")).map(([low]) => Number(low));

it("deletes what is too old, and nothing of a trace that goes on", async () => {
  const running = await startTestCollector();
  const { store } = running.collector;
  await send(running, 1, 1);
  await send(running, 2, 2);
  await store.catchUp();
  await store.exclusively((connection) =>
    connection.run(`UPDATE batch SET received_nano = received_nano - ${2n * HOUR}`),
  );
  await send(running, 2, 3);
  await send(running, 3, 4);
  expect(await trim(store, { ageSeconds: 3 * 3_600, bytes: 1e12 }, now())).toBe(0);
  expect(await trim(store, { ageSeconds: 3_600, bytes: 1e12 }, now())).toBe(1);
  expect(await traces(running)).toEqual([2, 3]);
  const text = await (await running.get(`/api/v3/traces/${traceIdOf(2)}`)).text();
  expect(text.split('"spanId"')).toHaveLength(3);
  expect((await running.get(`/api/v3/traces/${traceIdOf(1)}`)).status).toBe(404);
  expect(await running.json("/api/v3/services")).toEqual({ services: ["shop 2", "shop 3"] });
  expect(await store.query("SELECT count(*) FROM batch")).toEqual([[3n]]);
  await running.stop();
});

it("deletes the oldest until the rest fits", async () => {
  const running = await startTestCollector();
  const { store } = running.collector;
  // Text that packs badly, so that the file grows by it.
  const text = () => Array.from({ length: 200_000 }, () => String.fromCharCode(33 + Math.random() * 90)).join("");
  for (let n = 1; n <= 12; n++) await send(running, n, n, { text: text() });
  await store.exclusively((connection) => connection.run("CHECKPOINT"));
  expect(await trim(store, { ageSeconds: 1e9, bytes: 1e12 }, now())).toBe(0);
  const deleted = await trim(store, { ageSeconds: 1e9, bytes: 1_500_000 }, now());
  expect(deleted).toBeGreaterThan(0);
  expect(await traces(running)).toEqual(Array.from({ length: 12 - deleted }, (_, index) => deleted + 1 + index));
  await running.stop();
});

it("deletes the same in slices, and no trace in part", async () => {
  const running = await startTestCollector();
  const { store } = running.collector;
  for (let n = 1; n <= 6; n++) await send(running, n, n);
  // Trace 2 goes on among what is deleted, trace 4 beyond it.
  await send(running, 2, 20);
  await store.catchUp();
  await store.exclusively((connection) =>
    connection.run(`UPDATE batch SET received_nano = received_nano - ${2n * HOUR}`),
  );
  await send(running, 4, 40);
  await store.catchUp();
  const whole: unknown[] = [];
  const exclusively = store.exclusively.bind(store);
  store.exclusively = async (work) => {
    const done = await exclusively(work);
    whole.push((await store.query("SELECT count(*) FROM span WHERE trace_low = 2"))[0]![0]);
    return done;
  };
  expect(await trim(store, { ageSeconds: 3_600, bytes: 1e12 }, now(), 2)).toBe(6);
  expect(await traces(running)).toEqual([4]);
  expect(await store.query("SELECT count(*) FROM span")).toEqual([[2n]]);
  // Both of its spans, or none.
  expect(new Set(whole)).toEqual(new Set([2n, 0n]));
  expect(whole.length).toBeGreaterThan(4);
  await running.stop();
});
