import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBBlobValue, DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, expect, it } from "vitest";
import { requestOf, spanIdOf, startTestCollector, type TestCollector, traceIdOf } from "../test-collector.ts";
import { trim } from "./retention.ts";
import { MIGRATIONS } from "./schema.ts";

const startNano = 1_790_000_000_000_000_000n;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "causeway-store-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const body = (trace: number, attributes = {}) =>
  requestOf("shop", [{ traceId: traceIdOf(trace), spanId: spanIdOf(trace), startNano, attributes }]);

async function send({ post }: TestCollector, ...traces: number[]): Promise<void> {
  for (const trace of traces) expect((await post("/v1/traces", body(trace))).status).toBe(200);
}

async function found({ get }: TestCollector): Promise<number[]> {
  const text = await (await get("/api/window?start=1&end=9000000000000000000")).text();
  return [...text.matchAll(/"traceId":"(\w+)"/g)].map(([, id]) => Number.parseInt(id!, 16)).sort((a, b) => a - b);
}

const bodies = () =>
  readdirSync(join(folder, "bodies"))
    .filter((name) => name.endsWith(".bodies"))
    .sort();
const bodyFile = (name: string) => join(folder, "bodies", name);

it("gives rows at the next start to what has none, and numbers that were not given before", async () => {
  const first = await startTestCollector({ folder });
  await send(first, 1, 2);
  await first.stop(true);
  rmSync(join(folder, "causeway.duckdb"));
  const second = await startTestCollector({ folder });
  expect(await found(second)).toEqual([1, 2]);
  expect(await second.json("/api/v3/services")).toEqual({ services: ["shop"] });
  await send(second, 3);
  expect(await found(second)).toEqual([1, 2, 3]);
  expect(await second.collector.store.query("SELECT id FROM batch ORDER BY id")).toEqual([[1n], [2n], [3n]]);
  expect(bodies()).toEqual(["00000001.bodies", "00000002.bodies"]);
  await second.stop();
});

it("passes over what a crash left half written, and goes on in another file", async () => {
  const first = await startTestCollector({ folder });
  await send(first, 1, 2);
  await first.stop(true);
  rmSync(join(folder, "causeway.duckdb"));
  const file = bodyFile(bodies()[0]!);
  truncateSync(file, statSync(file).size - 3);
  appendFileSync(file, Buffer.alloc(2));
  const second = await startTestCollector({ folder });
  await send(second, 3);
  expect(await found(second)).toEqual([1, 3]);
  await second.stop();
});

it("opens a file of the first version, and finds its spans beside new ones", async () => {
  mkdirSync(folder, { recursive: true });
  const instance = await DuckDBInstance.create(join(folder, "causeway.duckdb"));
  const connection = await instance.connect();
  await connection.run(
    `${MIGRATIONS[0]}; CREATE TABLE schema_version (version INTEGER); INSERT INTO schema_version VALUES (1)`,
  );
  const bytes = Buffer.from(body(1));
  const position = bytes.indexOf('{"traceId"');
  await connection.run(
    `INSERT INTO batch VALUES (41, ${startNano}, 1, 1, 0, ${bytes.length}, 1, ${startNano}, ${startNano}, $1)`,
    [new DuckDBBlobValue(bytes)],
  );
  await connection.run("INSERT INTO operation VALUES (0, 'shop', 'work', 2)");
  await connection.run(`INSERT INTO span VALUES (0, 1, 1, 0, ${startNano}, 1000000, 0, 0, 41, ${position})`);
  connection.closeSync();
  instance.closeSync();
  const running = await startTestCollector({ folder });
  await send(running, 2);
  expect(await found(running)).toEqual([1, 2]);
  expect(await running.collector.store.query("SELECT max(id) FROM batch")).toEqual([[42n]]);
  await running.stop();
});

it("keeps everything in memory where it has no folder", async () => {
  const running = await startTestCollector({ folder: undefined });
  await send(running, 1, 2);
  expect(await found(running)).toEqual([1, 2]);
  await running.stop();
});

it("gives the disk back: what little is left of an old file is moved, the rest goes", async () => {
  const first = await startTestCollector({ folder });
  await send(first, 1, 2, 3, 4, 5);
  await first.collector.store.catchUp();
  await first.collector.store.exclusively((connection) => connection.run("UPDATE batch SET received_nano = 0"));
  await first.stop(true);
  const second = await startTestCollector({ folder });
  // Trace 4 goes on, so all of it stays.
  await second.post("/v1/traces", requestOf("shop", [{ traceId: traceIdOf(4), spanId: spanIdOf(40), startNano }]));
  const { store } = second.collector;
  const limits = { ageSeconds: 3_600, bytes: 1e12 };
  const now = BigInt(Date.now()) * 1_000_000n;
  expect(await trim(store, limits, now)).toBe(4);
  expect(await found(second)).toEqual([4, 4]);
  expect(await trim(store, limits, now)).toBe(0);
  expect(bodies()).toEqual(["00000002.bodies"]);
  expect(await found(second)).toEqual([4, 4]);
  await second.stop(true);
  rmSync(join(folder, "causeway.duckdb"));
  const third = await startTestCollector({ folder });
  expect(await found(third)).toEqual([4, 4]);
  await third.stop();
});

it("says that a stored body is damaged, and answers with the others", async () => {
  const running = await startTestCollector({ folder });
  const text = "x".repeat(2_000);
  for (const trace of [1, 2]) await running.post("/v1/traces", body(trace, { text }));
  expect(await found(running)).toEqual([1, 2]);
  const file = bodyFile(bodies()[0]!);
  const bytes = readFileSync(file);
  bytes.fill(0xff, 60, 90);
  writeFileSync(file, bytes);
  expect(await found(running)).toEqual([2]);
  expect(running.said).toEqual([expect.stringContaining("is damaged")]);
  await running.stop();
});
