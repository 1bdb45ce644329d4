import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { kill, killAgainAndAgain, startProgram } from "../../bench/kill-collector.ts";
import { requestOf, spanIdOf, startTestCollector, traceIdOf } from "../collector/test-collector.ts";
import { parseStartOptions } from "./start-options.ts";

const outDir = join(process.cwd(), "node_modules/.cache/causeway-tests/start");
const program = join(outDir, "causeway.js");
const folder = mkdtempSync(join(tmpdir(), "causeway-start-"));

beforeAll(() => build({ mode: "node", logLevel: "error", build: { outDir, emptyOutDir: true } }), 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

it("loses nothing it acknowledged, however often it is killed", async () => {
  const { acknowledged, lost } = await killAgainAndAgain({ program, folder: join(folder, "killed"), rounds: 3 });
  expect(acknowledged).toBeGreaterThan(0);
  expect(lost).toBe(0);
}, 120_000);

it("stops on SIGTERM and finds its spans again", async () => {
  const data = join(folder, "restarted");
  const first = await startProgram(program, data);
  const attributes = [{ key: "service.name", value: { stringValue: "shop" } }];
  const span = {
    traceId: "a".repeat(32),
    spanId: "b".repeat(16),
    name: "work",
    startTimeUnixNano: "5",
    endTimeUnixNano: "6",
  };
  await fetch(`${first.otlp}/v1/traces`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans: [span] }] }] }),
  });
  await kill(first.child, "SIGTERM");
  expect(first.child.exitCode).toBe(0);
  const second = await startProgram(program, data);
  expect(await (await fetch(`${second.page}/api/v3/services`)).json()).toEqual({ services: ["shop"] });
  expect((await fetch(`${second.page}/api/v3/traces/${span.traceId}`)).status).toBe(200);
  await kill(second.child, "SIGTERM");
}, 60_000);

it.each([
  ["is no database", () => Buffer.from("this is no database, but it is long enough to look at".repeat(1_000))],
  ["is cut", (whole: Buffer) => whole.subarray(0, 20_000)],
  [
    "has lost a part",
    (whole: Buffer) => Buffer.concat([whole.subarray(0, 4_096), Buffer.alloc(8_192), whole.subarray(12_288)]),
  ],
])("keeps a file aside that %s, and starts with a new one, in which the spans are", async (_, damage) => {
  const data = mkdtempSync(join(folder, "damaged-"));
  const before = await startTestCollector({ folder: data });
  await before.post("/v1/traces", requestOf("shop", [{ traceId: traceIdOf(1), spanId: spanIdOf(1), startNano: 5n }]));
  await before.stop(true);
  const file = join(data, "causeway.duckdb");
  writeFileSync(file, damage(readFileSync(file)));
  const running = await startTestCollector({ folder: data });
  expect(running.said).toEqual([expect.stringMatching(/is damaged .* a new one is made from the bodies beside it/)]);
  expect(readdirSync(data).filter((name) => name.includes(".damaged-"))).toHaveLength(1);
  expect((await running.get(`/api/v3/traces/${traceIdOf(1)}`)).status).toBe(200);
  await running.stop();
});

it("says which other program has the file", async () => {
  const data = join(folder, "locked");
  const { child } = await startProgram(program, data);
  await expect(startTestCollector({ folder: data })).rejects.toThrow(/in use by another Causeway/);
  await kill(child);
}, 60_000);

it("says a port that is taken, and starts the rest", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as { port: number };
  const running = await startTestCollector({ httpPort: port });
  expect(running.said).toEqual([`OTLP/HTTP: port ${port} is taken by another program. Everything else works.`]);
  expect(running.collector.grpcPort).toBeGreaterThan(0);
  expect((await running.get("/healthz")).status).toBe(200);
  await running.stop();
  other.close();
});

it.each([
  [["--port", "70000"], "--port 70000"],
  [["--otlp-http-port", "x"], "--otlp-http-port x"],
  [["--memory", "--data", "x"], "exclude each other"],
  [["--keep-hours", "0"], "--keep-hours 0"],
  [["no-such-file"], "no such file"],
  [["--backend", "localhost:16686"], "write it as jaeger=http://localhost:16686"],
  [["--backend", "http://me:secret@localhost"], "--backend http://…@localhost"],
  [["--backend", "loki=http://localhost"], "its kind is one of"],
  [["--config", "no-such-file"], "--config no-such-file: this file cannot be read."],
])("refuses %j", (args, sentence) => {
  expect(parseStartOptions(args)).toContain(sentence);
});

it("puts backends of a file and of the command line together, each with its own credentials", () => {
  const config = join(folder, "causeway.json");
  const backend = { name: "prod", kind: "tempo", url: "https://tempo.example/", bearer: "from-file", tenant: "shop" };
  writeFileSync(config, JSON.stringify({ backends: [backend] }));
  process.env.CAUSEWAY_BACKEND_JAEGER_BASIC = "me:from-env";
  const options = parseStartOptions(["--config", config, "--backend", "jaeger=http://localhost:16686"]);
  delete process.env.CAUSEWAY_BACKEND_JAEGER_BASIC;
  expect(options).toMatchObject({
    backends: [
      { name: "prod", headers: { authorization: "Bearer from-file", "x-scope-orgid": "shop" } },
      { name: "jaeger", headers: { authorization: `Basic ${btoa("me:from-env")}` } },
    ],
  });
});
