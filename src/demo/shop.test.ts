import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keyOf, ofSide, readOtlpLines } from "./otlp-lines.ts";
import { readingOf, SHOWS } from "./signatures.ts";
import type { TruthFile } from "./truth-file.ts";

/** Starts the real shop: real processes, real sockets. A run takes some seconds, most of them for starting. */
const RUN_MS = 400_000;
const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "causeway-demo-"));

beforeAll(() => {
  const vite = join(root, "node_modules/vite/bin/vite.js");
  // Inside the checkout, for the programs find their packages from where they stand.
  const { status, stderr } = spawnSync(
    process.execPath,
    [vite, "build", "--mode", "demo", "--outDir", join("dist", "demo-test"), "--logLevel", "error"],
    { cwd: root, encoding: "utf8" },
  );
  expect(stderr.replace(/.*Warning.*\n?/g, "")).toBe("");
  expect(status).toBe(0);
}, RUN_MS);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(root, "dist", "demo-test"), { recursive: true, force: true });
});

/** A build of its own, so that the test runs what is in src/ and a demo that runs beside it is left alone. */
const program = join(root, "dist", "demo-test", "demo.js");

function start(args: readonly string[]): { child: ChildProcess; said: () => string; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
  });
  child.stderr.on("data", (chunk) => {
    text += chunk;
  });
  return { child, said: () => text, ended: new Promise((resolve) => child.once("exit", resolve)) };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** Processes of this test's programs that are alive, from Linux's /proc; undefined elsewhere. */
function alive(): number | undefined {
  const { status, stdout } = spawnSync("ps", ["-eo", "args"], { encoding: "utf8" });
  if (status !== 0) return undefined;
  return stdout.split("\n").filter((line) => line.includes(join("dist", "demo-test"))).length;
}

describe("the shop", () => {
  it(
    "writes telemetry of both sides and the truth beside it",
    async () => {
      const out = join(folder, "shop.jsonl");
      const truthFile = join(folder, "truth.json");
      const args = ["--fault", "grpc-no-metadata,span-leak", "--requests", "12", "--out", out, "--truth", truthFile];
      const { said, ended } = start(args);
      expect(await ended, said()).toBe(0);

      const lines = readOtlpLines(out);
      const truth = JSON.parse(readFileSync(truthFile, "utf8")) as TruthFile;
      expect(truth.schema).toBe("causeway.truth/1");
      const known = new Map(truth.parents.map(({ child, parent }) => [keyOf(child), keyOf(parent)]));
      const spans = new Set(lines.spans.map(keyOf));

      // Healthy: what is exported is the truth. Broken: it differs exactly on the spans that the truth names.
      const parted = (side: "intact" | "broken") =>
        ofSide(lines.spans, side).filter((span) => {
          const exported = span.parentSpanId ? `${span.traceId}-${span.parentSpanId}` : undefined;
          return known.get(keyOf(span)) !== exported;
        });
      expect(parted("intact")).toEqual([]);
      const named = (id: string) => truth.faults.filter(({ fault }) => fault === id).flatMap((entry) => entry.spans);
      expect(new Set(parted("broken").map(keyOf))).toEqual(new Set(named("grpc-no-metadata").map(keyOf)));
      expect(truth.faults.map(({ fault, cause, edge }) => ({ fault, cause, edge }))).toEqual([
        {
          fault: "grpc-no-metadata",
          cause: "grpc-metadata",
          edge: { from: "checkout", to: "inventory", protocol: "grpc" },
        },
        {
          fault: "span-leak",
          cause: "leaked-span",
          edge: { from: "checkout", to: "checkout", protocol: "in-process" },
        },
      ]);
      const reading = readingOf(lines, truth.parents);
      for (const span of named("span-leak")) {
        const leaked = known.get(keyOf(span)) ?? "";
        expect(spans.has(leaked)).toBe(false);
        expect(SHOWS["local-orphan"](reading.byKey.get(keyOf(span))!, reading)).toBe(true);
      }
      // The end of the run tells of the leak: the broken checkout has spans open, and nobody else.
      expect(said().match(/still open: \d+ x charge card/g)).toHaveLength(1);
      expect(said()).not.toMatch(/intact .*still open/);
    },
    RUN_MS,
  );

  it(
    "goes on without an endpoint, survives a killed service and leaves no process behind",
    async () => {
      const { child, said, ended } = start([
        "--endpoint",
        "http://127.0.0.1:9",
        "--rate",
        "5",
        "--fault",
        "http-no-inject",
      ]);
      await until(() => said().includes("does not answer"));
      const [victim] = pidsOf("payment");
      if (victim !== undefined) {
        process.kill(victim, "SIGKILL");
        await until(() => said().includes("payment ended (SIGKILL); starting it again"));
      }
      expect(said().match(/does not answer/g)).toHaveLength(1);
      child.kill("SIGINT");
      expect(await ended).toBe(0);
      expect(said()).toContain("Stopping");
      await until(() => (alive() ?? 0) === 0);
    },
    RUN_MS,
  );

  it(
    "takes its processes with it when it is killed outright",
    async () => {
      const { child, said, ended } = start(["--endpoint", "http://127.0.0.1:9", "--fault", "http-no-inject"]);
      await until(() => said().includes("Traffic runs"));
      child.kill("SIGKILL");
      await ended;
      await until(() => (alive() ?? 0) === 0);
    },
    RUN_MS,
  );

  it(
    "delivers what it kept to an endpoint that comes late",
    async () => {
      const port = await freePort();
      const { child, said, ended } = start(["--endpoint", `http://127.0.0.1:${port}`, "--fault", "http-no-inject"]);
      await until(() => said().includes("does not answer"));
      let bodies = 0;
      const server = http.createServer((request, response) => {
        request.resume();
        request.on("end", () => {
          bodies++;
          response.end("{}");
        });
      });
      await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
      await until(() => said().includes("answers again") && bodies > 0);
      child.kill("SIGINT");
      await ended;
      server.closeAllConnections();
      server.close();
    },
    RUN_MS,
  );
});

function pidsOf(service: string): number[] {
  const { stdout, status } = spawnSync("ps", ["-eo", "pid,args"], { encoding: "utf8" });
  if (status !== 0) return [];
  return stdout
    .split("\n")
    .filter((line) => line.includes(join("demo-test", "service.js")) && line.endsWith(` ${service}`))
    .map((line) => Number.parseInt(line, 10));
}

async function freePort(): Promise<number> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
