/** A real backend: had through its language's registry, started on free ports, given traces. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

export interface Backend {
  readonly name: string;
  /** Fetches and builds what is missing. @returns the file to start, or why it cannot be had here */
  prepare(): Prepared;
  start(file: string): Promise<RunningBackend>;
}

export type Prepared = { readonly file: string; readonly version: string } | { readonly obstacle: string };

export interface RunningBackend {
  /** Of its query API. */
  readonly url: string;
  /** Takes OTLP/JSON, one request a line; comes back when all can be asked for. */
  load(lines: string): Promise<void>;
  stop(): Promise<void>;
}

/** A folder outside the repository that lasts: what was built and fetched. CAUSEWAY_BACKENDS_CACHE names another. */
export function cacheFolder(name: string): string {
  const caches = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const folder = join(process.env.CAUSEWAY_BACKENDS_CACHE ?? join(caches, "causeway", "backends"), name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A folder for one run's data. */
export function dataFolder(name: string): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), `causeway-${name}-`));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs a command to its end. @returns what it printed, or what it complained of */
export function runToEnd(command: string, args: readonly string[], cwd?: string): { out: string; failure?: string } {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8", maxBuffer: 1 << 26 });
  if (status === 0) return { out: stdout };
  const said = (error?.message ?? `${stderr}\n${stdout}`).trim().split("\n").slice(-8).join("\n");
  return { out: "", failure: `${command} ${args[0]}: ${said}` };
}

/** Sends OTLP/JSON requests, one a line. @throws where one is refused */
export async function postLines(url: string, lines: string): Promise<void> {
  for (const line of lines.split("\n")) {
    if (!line.includes('"resourceSpans"')) continue;
    await post(url, line);
  }
}

export async function post(url: string, body: string): Promise<void> {
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
}
