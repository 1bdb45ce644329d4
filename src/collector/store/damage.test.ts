/** Bytes flipped in real files: what is damaged is said, and nothing beside it is lost. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { requestOf, spanIdOf, startTestCollector, type TestCollector, traceIdOf } from "../test-collector.ts";
import { trim } from "./retention.ts";

const startNano = 1_790_000_000_000_000_000n;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "causeway-damage-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const REQUESTS = 20;
const SPANS = 50;

const requestNumber = (n: number) =>
  requestOf(
    "shop",
    Array.from({ length: SPANS }, (_, index) => ({
      traceId: traceIdOf(n),
      spanId: spanIdOf(n * 100 + index),
      startNano,
    })),
  );

async function fill(running: TestCollector, first = 1): Promise<void> {
  for (let n = first; n < first + REQUESTS; n++) {
    expect((await running.post("/v1/traces", requestNumber(n))).status).toBe(200);
  }
  await running.collector.store.catchUp();
}

async function spans({ collector }: TestCollector): Promise<number> {
  return Number((await collector.store.query("SELECT count(*) FROM span"))[0]![0]);
}

const segment = (number: number) => join(folder, "bodies", `${String(number).padStart(8, "0")}.bodies`);

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at]! ^= 0xff;
  writeFileSync(file, bytes);
}

async function fillTwoSegments(): Promise<void> {
  for (const first of [1, 1 + REQUESTS]) {
    const running = await startTestCollector({ folder });
    await fill(running, first);
    await running.stop(true);
  }
}

describe("a flipped byte in the bodies, and a database made again", () => {
  // Offsets of a record's header: magic, checksum, length (lowest and highest byte), time, signal; and in its body.
  it.each([0, 8, 11, 32, 200])("costs the one request it lies in: byte %i of a record", async (inRecord) => {
    await fillTwoSegments();
    rmSync(join(folder, "causeway.duckdb"));
    const recordBytes = statSync(segment(1)).size / REQUESTS;
    flip(segment(1), Math.round(10 * recordBytes) + inRecord);
    const running = await startTestCollector({ folder });
    const least = (2 * REQUESTS - 1) * SPANS;
    expect(await spans(running)).toBe(least);
    expect(running.said.join("\n")).toMatch(/were passed over, \d+ requests behind it were read/);
    expect(await running.json("/healthz")).toEqual({
      status: "ok",
      damage: [expect.stringContaining("is damaged from byte")],
    });
    await running.stop();
  });

  it("is not held up by a body full of what looks like headers", async () => {
    const running = await startTestCollector({ folder });
    // Stored as it comes, so that the magic of a record lies in it 50,000 times.
    const attributes = { text: "CWB1".repeat(50_000) };
    const body = requestOf("shop", [{ traceId: traceIdOf(900), spanId: spanIdOf(1), startNano, attributes }]);
    const headers = { "content-type": "application/json", "content-encoding": "gzip" };
    expect((await running.post("/v1/traces", gzipSync(body, { level: 0 }), headers)).status).toBe(200);
    await fill(running);
    await running.stop(true);
    rmSync(join(folder, "causeway.duckdb"));
    flip(segment(1), 10);
    const again = await startTestCollector({ folder });
    expect(await spans(again)).toBe(REQUESTS * SPANS);
    await again.stop();
  });

  it("keeps a file that was not read to its end, and says when one is missing", async () => {
    await fillTwoSegments();
    rmSync(join(folder, "causeway.duckdb"));
    flip(segment(1), 500);
    const running = await startTestCollector({ folder });
    const { store } = running.collector;
    await running.post("/v1/traces", requestNumber(1_000));
    await store.catchUp();
    await store.exclusively((connection) => connection.run("UPDATE batch SET received_nano = 0 WHERE id <= 40"));
    const limits = { ageSeconds: 3_600, bytes: 1e12 };
    await trim(store, limits, BigInt(Date.now()) * 1_000_000n);
    expect(readdirSync(join(folder, "bodies")).sort()).toEqual([
      "00000001.bodies.damaged",
      "00000003.bodies",
      "removed",
    ]);
    expect(running.said.at(-1)).toContain("was kept as");
    await running.stop(true);
    const third = await startTestCollector({ folder });
    expect(third.said).toEqual([]);
    await third.post("/v1/traces", requestNumber(1_001));
    await third.stop(true);
    rmSync(segment(3));
    const fourth = await startTestCollector({ folder });
    expect(fourth.said).toEqual([expect.stringContaining("00000003.bodies is missing")]);
    await fourth.stop();
  });
});

describe("a damaged database", () => {
  const database = () => join(folder, "causeway.duckdb");

  it.each([0.02, 0.2, 0.5, 0.8, 0.99])("heals at the start: flipped at %d of the file", async (share) => {
    const first = await startTestCollector({ folder });
    await fill(first);
    await first.stop(true);
    const { size } = statSync(database());
    for (let bit = 0; bit < 4; bit++) flip(database(), Math.min(size - 1, Math.floor(size * share) + bit));
    const running = await startTestCollector({ folder });
    await running.get(`/api/v3/traces/${traceIdOf(1)}`);
    await running.json("/api/v3/services");
    await running.collector.store.query("SELECT sum(start_nano) FROM span").catch(() => {});
    await running.collector.store.healed();
    expect(await spans(running)).toBe(REQUESTS * SPANS);
    expect((await running.get("/healthz")).status).toBe(200);
    await running.stop();
  });

  it("heals while it runs: what is acknowledged meanwhile is kept, and nothing is there twice", async () => {
    const running = await startTestCollector({ folder });
    const { store } = running.collector;
    await fill(running);
    await store.exclusively((connection) => connection.run("CHECKPOINT"));
    await running.stop(true);
    const again = await startTestCollector({ folder });
    // DuckDB reads the rows only when it is asked.
    const bytes = readFileSync(database());
    for (let at = 12_288; at < bytes.length; at += 4_096) bytes[at]! ^= 0xff;
    writeFileSync(database(), bytes);
    const answers = await Promise.all([
      again.get(
        "/api/v3/traces?query.service_name=shop&query.start_time_min=2020-01-01T00:00:00Z&query.start_time_max=2030-01-01T00:00:00Z",
      ),
      ...Array.from({ length: 20 }, (_, n) => again.post("/v1/traces", requestNumber(500 + n))),
    ]);
    expect(answers[0]!.status).toBe(503);
    expect(answers.slice(1).map(({ status }) => status)).toEqual(Array(20).fill(200));
    await again.collector.store.healed();
    await again.collector.store.catchUp();
    expect(await spans(again)).toBe((REQUESTS + 20) * SPANS);
    expect((await again.json<{ damage: string[] }>("/healthz")).damage).toEqual([
      expect.stringContaining("database was damaged"),
    ]);
    expect(again.said.join("\n")).toContain("whole again");
    await again.stop();
  });

  it("heals when it is cut in half", async () => {
    const first = await startTestCollector({ folder });
    await fill(first);
    await first.stop(true);
    const bytes = readFileSync(database());
    writeFileSync(database(), bytes.subarray(0, bytes.length / 2));
    const running = await startTestCollector({ folder });
    await running.collector.store.query("SELECT sum(start_nano) FROM span").catch(() => {});
    await running.collector.store.healed();
    expect(await spans(running)).toBe(REQUESTS * SPANS);
    await running.stop();
  });
});
