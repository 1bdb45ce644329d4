/** `causeway start [FILE...]`: serves the page to this machine and opens it with the files. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { fileAddress, type Site, startSite } from "../collector/static-site.ts";

const PORT = 8318;

export const START_USAGE = `causeway start [FILE...]       serve the page on this machine and open the files in it
    --port N                   listen there (default ${PORT}, or a free port where that is taken)
    --no-open                  do not open a browser`;

/** @returns the exit status where it could not start; else it runs until it is stopped */
export async function start(args: readonly string[]): Promise<number | undefined> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { port: { type: "string" }, "no-open": { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const missing = positionals.find((file) => !existsSync(file));
  if (missing !== undefined) {
    console.error(`${missing}: there is no such file.`);
    return 2;
  }
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536)) {
    console.error(`--port ${values.port}: a port is a number from 0 to 65535.`);
    return 2;
  }
  const files = positionals.map((file) => resolve(file));
  const site = await listen(files, port);
  if (typeof site === "string") {
    console.error(site);
    return 2;
  }
  const query = files.map((file, index) => `src=${encodeURIComponent(fileAddress(file, index))}`).join("&");
  const address = `http://localhost:${site.port}/${query && `?${query}`}`;
  console.log(`Causeway: ${address}\nStop with Ctrl-C.`);
  if (!values["no-open"]) openBrowser(address);
  const stop = () => void site.close().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  return undefined;
}

/** The wanted port, else a free one where nobody asked for that very port. */
async function listen(files: readonly string[], port: number | undefined): Promise<Site | string> {
  const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "web");
  const at = (wanted: number) => startSite({ folder, files, host: "127.0.0.1", port: wanted });
  try {
    return await at(port ?? PORT);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "EADDRINUSE") return `Port ${port ?? PORT} cannot be used: ${message}`;
    if (port !== undefined) return `Port ${port} is taken. Choose another with --port, or leave it out for a free one.`;
    return at(0);
  }
}

/** Opens the address where there is a person to see it: a terminal and, on Linux, a display. */
function openBrowser(address: string): void {
  const { platform, env, stdout } = process;
  if (!stdout.isTTY || env.CI || env.BROWSER === "none") return;
  if (platform === "linux" && !env.DISPLAY && !env.WAYLAND_DISPLAY) return;
  const openers: Partial<Record<NodeJS.Platform, string[]>> = { darwin: ["open"], win32: ["cmd", "/c", "start", ""] };
  const [command = "xdg-open", ...args] = openers[platform] ?? [];
  spawn(command, [...args, address], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
