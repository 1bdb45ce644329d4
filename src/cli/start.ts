/** `causeway start [FILE...]`: collects spans, serves the page to this machine and opens it with the files. */
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Collector, startCollector } from "../collector/collector.ts";
import { createGuard } from "../collector/http-guard.ts";
import { createBackendProxy } from "../collector/proxy/answer-backends.ts";
import { fileAddress, type Site, startSite } from "../collector/static-site.ts";
import { StoreUnusableError } from "../collector/store/open-database.ts";
import { type DemoProcess, startDemo } from "./demo-process.ts";
import { isLoopback, PORT, parseStartOptions, type StartOptions } from "./start-options.ts";

const say = (sentence: string) => console.error(sentence);

/** @returns the exit status where it could not start; else it runs until it is stopped */
export async function start(args: readonly string[]): Promise<number | undefined> {
  const options = parseStartOptions(args);
  if (typeof options === "string") {
    console.error(options);
    return 2;
  }
  const collector = options.hasCollector ? await collect(options) : undefined;
  const site = await listen(options, collector);
  if (typeof site === "string") {
    console.error(site);
    await collector?.close();
    return 2;
  }
  const query = options.files.map((file, index) => `src=${encodeURIComponent(fileAddress(file, index))}`).join("&");
  const scheme = options.tls ? "https" : "http";
  const address = `${scheme}://localhost:${site.port}/${query && `?${query}`}`;
  console.log(`Causeway: ${address}`);
  if (collector) console.log(addresses(collector, options));
  for (const { name, kind, base } of options.backends) console.log(`Backend ${name} (${kind}): ${base}`);
  const demo = options.runsDemo ? showDemo(collector) : undefined;
  console.log("Stop with Ctrl-C.");
  if (options.opensBrowser) openBrowser(address);
  let isStopping = false;
  const stop = () => {
    if (isStopping) {
      demo?.kill();
      process.exit(130);
    }
    isStopping = true;
    // The shop's last spans are still taken in.
    const stopped = Promise.resolve(demo?.stop());
    void stopped.then(() => Promise.all([site.close(), collector?.close()])).then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return undefined;
}

function showDemo(collector: Collector | undefined): DemoProcess | undefined {
  const port = collector?.httpPort;
  const demo = port === undefined ? "The demo has nowhere to send to." : startDemo(`http://127.0.0.1:${port}`, say);
  if (typeof demo !== "string") {
    console.log("The demo shop runs twice, intact and broken: its first traces come within ten seconds.");
    return demo;
  }
  say(demo);
  return undefined;
}

/** Where the store cannot be used, the page starts without a collector, and it is said why. */
async function collect(options: StartOptions): Promise<Collector | undefined> {
  try {
    return await startCollector({
      ...options,
      httpPort: options.otlpHttpPort,
      grpcPort: options.otlpGrpcPort,
      workerFile: join(dirname(fileURLToPath(import.meta.url)), "ingest-worker.js"),
      say,
    });
  } catch (failure) {
    if (!(failure instanceof StoreUnusableError)) throw failure;
    say(`No spans are collected: ${failure.message}`);
    return undefined;
  }
}

function addresses({ httpPort, grpcPort }: Collector, { folder, host, door, tls }: StartOptions): string {
  const isLocal = isLoopback(host);
  const scheme = tls ? "https" : "http";
  const name = isLocal ? "localhost" : host;
  const lines = [
    httpPort === undefined ? "" : `OTLP/HTTP: ${scheme}://${name}:${httpPort}`,
    grpcPort === undefined ? "" : `OTLP/gRPC: ${scheme}://${name}:${grpcPort}`,
    folder === undefined ? "Spans are kept in memory alone." : `Spans are kept in ${folder}`,
    door ? "Page, API and receivers ask for the token." : "",
    isLocal || door
      ? ""
      : `Open to everybody who reaches ${host}: page, query API, receivers and backends ask for no token.`,
    isLocal || tls ? "" : `What goes over the network to ${host} can be read on the way: there is no TLS.`,
  ];
  return lines.filter((line) => line !== "").join("\n");
}

/** The wanted port, else a free one where nobody asked for that very port. */
async function listen(options: StartOptions, collector: Collector | undefined): Promise<Site | string> {
  const { files, port, host, allowedHosts, allowedOrigins, door, tls } = options;
  const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "web");
  const guard = createGuard([host, ...allowedHosts], allowedOrigins);
  const backends = createBackendProxy(options.backends, guard, { hasCollector: collector !== undefined });
  const at = (wanted: number) =>
    startSite({
      folder,
      files,
      host,
      port: wanted,
      guard,
      door,
      tls,
      offers: ["backends", ...(collector ? ["collector"] : [])],
      answerApi: async (path, request, response) =>
        (await backends(request, response)) || ((await collector?.answer(path, request, response)) ?? false),
    });
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
