/**
 * npm run bench -- collector: how much slower taking spans in durably is than only reading and unpacking the same requests.
 * Each server is a process of its own; the same sender asks both in turn. Prints the ratio of each round, their median, the time to
 * acknowledge and the memory.
 */
import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzip } from "node:zlib";
import { startCollector } from "../src/collector/collector.ts";
import { exportBodies, SPANS_A_BODY } from "./export-bodies.ts";

const IN_FLIGHT = 16;
const isQuick = process.argv.includes("--quick");
const ROUNDS = isQuick ? 2 : 5;
const ROUND_MS = isQuick ? 2_000 : 4_000;

async function serveBare(): Promise<void> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    gunzip(Buffer.concat(chunks), () => response.writeHead(200, { "content-type": "application/x-protobuf" }).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  answerParent((server.address() as AddressInfo).port);
}

async function serveCollector(): Promise<void> {
  const ports = { host: "127.0.0.1", httpPort: 0, grpcPort: 0, allowedHosts: [], allowedOrigins: [] };
  const folder = process.env.CAUSEWAY_BENCH_FOLDER;
  const collector = await startCollector({ ...ports, folder, say: (sentence) => console.error(sentence) });
  answerParent(collector.httpPort!);
}

function answerParent(port: number): void {
  process.on("message", () => process.send!({ rssMB: Math.round(process.memoryUsage().rss / 2 ** 20) }));
  process.send!({ port });
}

async function measure(): Promise<void> {
  const bodies = await exportBodies(32);
  const bytes = bodies.reduce((sum, { length }) => sum + length, 0) / bodies.length;
  console.log(`${SPANS_A_BODY} spans a request, ${(bytes / 1024).toFixed(0)} kB packed, ${IN_FLIGHT} in flight`);
  const folder = mkdtempSync(join(tmpdir(), "causeway-bench-"));
  const bare = await startServer("bare", folder);
  const collector = await startServer("collector", folder);
  const ratios: number[] = [];
  const waits: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const plain = await send(bare.port, bodies);
    const durable = await send(collector.port, bodies);
    waits.push(...durable.waits);
    ratios.push(durable.waits.length / durable.seconds / (plain.waits.length / plain.seconds));
    const memory = `${await rssOf(collector.child)} MB`;
    const rate = Math.round((durable.waits.length * SPANS_A_BODY) / durable.seconds / 1_000);
    console.log(
      `round ${round + 1}: ${ratios.at(-1)!.toFixed(2)} of the bare server (${rate},000 spans/s, ${memory}, ${durable.others} not taken)`,
    );
  }
  waits.sort((a, b) => a - b);
  ratios.sort((a, b) => a - b);
  const median = ratios[ratios.length >> 1]!;
  console.log(
    `median ${median.toFixed(2)}; acknowledged after ${at(waits, 0.5)} ms (p50), ${at(waits, 0.99)} ms (p99)`,
  );
  bare.child.kill();
  collector.child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
}

const at = (sorted: readonly number[], share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);

async function startServer(name: string, folder: string): Promise<{ child: ChildProcess; port: number }> {
  const env = { ...process.env, CAUSEWAY_BENCH_ROLE: name, CAUSEWAY_BENCH_FOLDER: folder };
  const child = fork(fileURLToPath(import.meta.url), { env });
  const { port } = await messageOf<{ port: number }>(child);
  return { child, port };
}

const messageOf = <T>(child: ChildProcess) =>
  new Promise<T>((resolve) => child.once("message", (message) => resolve(message as T)));

async function rssOf(child: ChildProcess): Promise<number> {
  child.send("how large?");
  return (await messageOf<{ rssMB: number }>(child)).rssMB;
}

async function send(port: number, bodies: readonly Uint8Array<ArrayBuffer>[]) {
  const waits: number[] = [];
  let others = 0;
  let next = 0;
  const began = performance.now();
  const sender = async () => {
    while (performance.now() - began < ROUND_MS) {
      const asked = performance.now();
      const response = await fetch(`http://127.0.0.1:${port}/v1/traces`, {
        method: "POST",
        headers: { "content-type": "application/x-protobuf", "content-encoding": "gzip" },
        body: bodies[next++ % bodies.length]!,
      });
      await response.arrayBuffer();
      if (response.status === 200) waits.push(performance.now() - asked);
      else others++;
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, sender));
  return { waits, others, seconds: (performance.now() - began) / 1_000 };
}

const role = process.env.CAUSEWAY_BENCH_ROLE;
if (role === "bare") await serveBare();
else if (role === "collector") await serveCollector();
else await measure();
