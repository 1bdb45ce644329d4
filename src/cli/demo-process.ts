/** The demo shop as a process beside the collector: `causeway start --demo`. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface DemoProcess {
  /** Resolves when the shop has ended; at the latest after some seconds, when it is ended by force. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

const isWindows = process.platform === "win32";
const STOP_WITHIN_MS = 15_000;

/** @returns a sentence where it cannot be started */
export function startDemo(endpoint: string, say: (sentence: string) => void): DemoProcess | string {
  const program = join(dirname(fileURLToPath(import.meta.url)), "..", "demo", "demo.js");
  if (!existsSync(program)) return `The demo is not built: ${program} is missing.`;
  // A process group of its own: Ctrl-C must reach the shop once, through here, and its services through it.
  const child = spawn(process.execPath, [program, "--endpoint", endpoint], {
    stdio: ["ignore", "ignore", "inherit"],
    detached: !isWindows,
  });
  let isStopping = false;
  const ended = new Promise<void>((resolve) => {
    child.once("exit", (code) => {
      if (!isStopping) say(`The demo ended by itself with status ${code}.`);
      resolve();
    });
    child.once("error", () => resolve());
  });
  return {
    stop: async () => {
      isStopping = true;
      child.kill("SIGTERM");
      const timer = setTimeout(() => killGroup(child), STOP_WITHIN_MS);
      await ended;
      clearTimeout(timer);
    },
    kill: () => killGroup(child),
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(isWindows ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
