/** Starts a server, waits until it answers, and stops it again. Everything listens on this machine alone, on free ports. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Answers with a status below 400 once the server is ready. */
  readonly readyUrl: string;
}

export interface RunningProgram {
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 120_000;
const ASK_EVERY_MS = 250;
const STOP_WITHIN_MS = 10_000;

/** @throws what the program printed, where it ends or is not ready in time */
export async function startProgram({ command, args, cwd, env, readyUrl }: Program): Promise<RunningProgram> {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    child.on("exit", () => resolve());
    child.on("error", (error) => {
      output += error.message;
      resolve();
    });
  }).then(() => {
    hasEnded = true;
  });
  const stop = async () => {
    if (hasEnded) return;
    child.kill("SIGTERM");
    const patience = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
    await ended;
    clearTimeout(patience);
  };
  const until = Date.now() + READY_WITHIN_MS;
  while (!(await isReady(readyUrl))) {
    if (hasEnded || Date.now() > until) {
      await stop();
      throw new Error(`${command} did not come up:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return { stop };
}

const isReady = (url: string) =>
  fetch(url).then(
    ({ status }) => status < 400,
    () => false,
  );

/** Asks again until something holds. @throws with what was waited for, after a minute */
export async function waitUntil(what: string, holds: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > until) throw new Error(`Waited a minute for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}

/** Ports that nobody listens on at the moment. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
