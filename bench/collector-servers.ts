/** The two servers that bench/collector.bench.ts compares, each in a process of its own, and a sender that keeps requests in flight. */
import { type ChildProcess, fork } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzip } from "node:zlib";
import { startCollector } from "../src/collector/collector.ts";
import type { NextBody } from "./export-bodies.ts";

export type Role = "bare" | "collector";

/** What a server says about itself. */
export interface ServerState {
  readonly rssMB: number;
  /** Processor time so far, of all its threads. */
  readonly cpuMs: number;
  /** Spans that are acknowledged and cannot be found yet. */
  readonly backlog: number;
}

const RETENTION = { ageSeconds: 72 * 3_600, bytes: 1024 * 2 ** 20 };

/** Reads and unpacks requests, and answers. */
export async function serveBare(): Promise<void> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    gunzip(Buffer.concat(chunks), () => response.writeHead(200, { "content-type": "application/x-protobuf" }).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  answerParent((server.address() as AddressInfo).port, () => 0);
}

export async function serveCollector(): Promise<void> {
  const ports = { host: "127.0.0.1", httpPort: 0, grpcPort: 0, allowedHosts: [], allowedOrigins: [] };
  const collector = await startCollector({
    ...ports,
    folder: process.env.CAUSEWAY_BENCH_FOLDER,
    workerFile: join(dirname(fileURLToPath(import.meta.url)), "ingest-worker.mjs"),
    retention: RETENTION,
    say: (sentence) => console.error(sentence),
  });
  answerParent(collector.httpPort!, () => collector.store.backlog.records);
}

function answerParent(port: number, backlog: () => number): void {
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    const rssMB = Math.round(process.memoryUsage().rss / 2 ** 20);
    process.send!({ rssMB, cpuMs: (user + system) / 1_000, backlog: backlog() } satisfies ServerState);
  });
  // Where the benchmark fails, its servers end too.
  process.on("disconnect", () => process.exit(1));
  process.send!({ port });
}

export interface RunningServer {
  readonly child: ChildProcess;
  readonly port: number;
}

/** @param program asked with CAUSEWAY_BENCH_ROLE, to call one of the above */
export async function startServer(program: string, role: Role, folder: string): Promise<RunningServer> {
  const env = { ...process.env, CAUSEWAY_BENCH_ROLE: role, CAUSEWAY_BENCH_FOLDER: folder };
  const child = fork(program, { env });
  const { port } = await messageOf<{ port: number }>(child);
  return { child, port };
}

export function stateOf({ child }: RunningServer): Promise<ServerState> {
  child.send("how are you?");
  return messageOf<ServerState>(child);
}

const messageOf = <T>(child: ChildProcess) =>
  new Promise<T>((resolve) => child.once("message", (message) => resolve(message as T)));

export interface Sent {
  /** Milliseconds from asking to each acknowledgement. */
  readonly waits: number[];
  /** Requests answered otherwise. */
  readonly others: number;
  readonly seconds: number;
  /** Processor time of the server for one request. */
  readonly cpuMs: number;
}

export async function send(server: RunningServer, nextBody: NextBody, inFlight: number, forMs: number): Promise<Sent> {
  const waits: number[] = [];
  let others = 0;
  const before = await stateOf(server);
  const began = performance.now();
  const sender = async () => {
    while (performance.now() - began < forMs) {
      const body = await nextBody();
      const asked = performance.now();
      const response = await fetch(`http://127.0.0.1:${server.port}/v1/traces`, {
        method: "POST",
        headers: { "content-type": "application/x-protobuf", "content-encoding": "gzip" },
        body,
      });
      await response.arrayBuffer();
      if (response.status === 200) waits.push(performance.now() - asked);
      else others++;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, sender));
  const seconds = (performance.now() - began) / 1_000;
  const after = await stateOf(server);
  return { waits, others, seconds, cpuMs: (after.cpuMs - before.cpuMs) / Math.max(1, waits.length) };
}

/** Waits until everything acknowledged can be found. @returns seconds */
export async function drain(server: RunningServer): Promise<number> {
  const began = performance.now();
  while ((await stateOf(server)).backlog > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  return (performance.now() - began) / 1_000;
}
