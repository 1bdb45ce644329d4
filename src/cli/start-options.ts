/** The arguments of `causeway start`. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Door, readToken } from "../collector/door/door.ts";
import { readTlsFiles, type TlsFiles } from "../collector/door/tls-files.ts";
import { type Backend, type BackendSketch, buildBackends, parseBackendFlag } from "../collector/proxy/backend.ts";
import { parseBackendConfig, withEnvironment } from "../collector/proxy/backend-config.ts";
import { defaultDataFolder } from "../collector/store/data-folder.ts";
import type { RetentionLimits } from "../collector/store/retention.ts";

export const PORT = 8318;

const KEEP_HOURS = 72;
const MAX_SIZE_MB = 4_096;
/** DuckDB is given 512 MB, of which some is needed for working. */
const MAX_MEMORY_MB = 256;

export const START_USAGE = `causeway start [FILE...]       collect spans and show them on this machine; open the files in the page
    --port N                   page and query API (default ${PORT}, or a free port where that is taken)
    --otlp-http-port N         OTLP over HTTP (default 4318)
    --otlp-grpc-port N         OTLP over gRPC (default 4317)
    --data DIR                 keep spans in that folder (default ${defaultDataFolder()})
    --keep-hours N             delete traces that came longer ago (default ${KEEP_HOURS})
    --max-size-mb N            delete the oldest traces beyond this size (default ${MAX_SIZE_MB}, in memory ${MAX_MEMORY_MB})
    --memory                   keep spans in memory alone
    --no-collector             only the page
    --backend [NAME:]KIND=URL  search a jaeger, tempo or zipkin too, such as jaeger=http://localhost:16686 (repeatable)
    --config FILE              backends with their credentials, as JSON: docs/backends.md
    --demo                     run the demo shop, broken and intact, and collect its spans
    --host ADDRESS             listen there instead of on this machine alone; needs the three options below, or --insecure
    --token-file FILE          ask for the token in that file: pages for a login, programs for Authorization: Bearer
    --tls-cert FILE            certificate chain (PEM) for page, API and receivers
    --tls-key FILE             its private key (PEM)
    --insecure                 --host without token or TLS: anybody who reaches it may read and send
    --allow-host NAME          a further name this machine is asked by (repeatable)
    --allow-origin ORIGIN      a page elsewhere that may read and send, such as https://grafana.example (repeatable)
    --no-open                  do not open a browser`;

export interface StartOptions {
  readonly files: readonly string[];
  /** undefined: the default, or a free one. */
  readonly port: number | undefined;
  readonly otlpHttpPort: number;
  readonly otlpGrpcPort: number;
  /** undefined: in memory. */
  readonly folder: string | undefined;
  readonly retention: RetentionLimits;
  readonly hasCollector: boolean;
  readonly runsDemo: boolean;
  readonly host: string;
  /** undefined: nobody is asked for a token. */
  readonly door: Door | undefined;
  readonly tls: TlsFiles | undefined;
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly opensBrowser: boolean;
  readonly backends: readonly Backend[];
}

/** @returns a sentence where the arguments cannot be used. @throws TypeError where parseArgs does not know one */
export function parseStartOptions(args: readonly string[]): StartOptions | string {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string" },
      "otlp-http-port": { type: "string", default: "4318" },
      "otlp-grpc-port": { type: "string", default: "4317" },
      data: { type: "string" },
      "keep-hours": { type: "string", default: String(KEEP_HOURS) },
      "max-size-mb": { type: "string" },
      memory: { type: "boolean", default: false },
      "no-collector": { type: "boolean", default: false },
      demo: { type: "boolean", default: false },
      host: { type: "string", default: "127.0.0.1" },
      "token-file": { type: "string" },
      "tls-cert": { type: "string" },
      "tls-key": { type: "string" },
      insecure: { type: "boolean", default: false },
      "allow-host": { type: "string", multiple: true, default: [] },
      "allow-origin": { type: "string", multiple: true, default: [] },
      "no-open": { type: "boolean", default: false },
      backend: { type: "string", multiple: true, default: [] },
      config: { type: "string" },
    },
    allowPositionals: true,
  });
  const missing = positionals.find((file) => !existsSync(file));
  if (missing !== undefined) return `${missing}: there is no such file.`;
  for (const name of ["port", "otlp-http-port", "otlp-grpc-port"] as const) {
    if (values[name] !== undefined && !isPort(values[name])) {
      return `--${name} ${values[name]}: a port is a number from 0 to 65535.`;
    }
  }
  const maxSizeMb = values["max-size-mb"] ?? String(values.memory ? MAX_MEMORY_MB : MAX_SIZE_MB);
  for (const [name, text] of [
    ["keep-hours", values["keep-hours"]],
    ["max-size-mb", maxSizeMb],
  ] as const) {
    if (!(/^\d{1,7}(\.\d+)?$/.test(text) && Number(text) > 0))
      return `--${name} ${text}: this is no number above zero.`;
  }
  if (values.memory && values.data !== undefined) return "--memory and --data exclude each other.";
  if (values.demo && values["no-collector"]) return "--demo needs the collector: leave out --no-collector.";
  const entrance = readEntrance(values);
  if (typeof entrance === "string") return entrance;
  const backends = readBackends(values.backend, values.config);
  if (typeof backends === "string") return backends;
  return {
    backends,
    files: positionals.map((file) => resolve(file)),
    port: values.port === undefined ? undefined : Number(values.port),
    otlpHttpPort: Number(values["otlp-http-port"]),
    otlpGrpcPort: Number(values["otlp-grpc-port"]),
    folder: values.memory ? undefined : resolve(values.data ?? defaultDataFolder()),
    retention: { ageSeconds: Math.ceil(Number(values["keep-hours"]) * 3_600), bytes: Number(maxSizeMb) * 2 ** 20 },
    hasCollector: !values["no-collector"],
    runsDemo: values.demo,
    host: values.host,
    ...entrance,
    allowedHosts: values["allow-host"],
    allowedOrigins: values["allow-origin"],
    opensBrowser: !values["no-open"],
  };
}

interface EntranceValues {
  readonly host: string;
  readonly "token-file"?: string | undefined;
  readonly "tls-cert"?: string | undefined;
  readonly "tls-key"?: string | undefined;
  readonly insecure: boolean;
  readonly demo: boolean;
}

/** Token and TLS. @returns a sentence where they cannot be used, or are missing */
function readEntrance(values: EntranceValues): Pick<StartOptions, "door" | "tls"> | string {
  const { host, "token-file": tokenFile, "tls-cert": certFile, "tls-key": keyFile, insecure, demo } = values;
  if ((certFile === undefined) !== (keyFile === undefined)) return "--tls-cert and --tls-key go together: give both.";
  if (!isLoopback(host) && !insecure && (tokenFile === undefined || certFile === undefined)) {
    return `--host ${host} lets others in: give --token-file, --tls-cert and --tls-key, or say --insecure. See docs/security.md.`;
  }
  if (demo && (tokenFile !== undefined || certFile !== undefined)) {
    return "--demo sends without a token and without TLS: leave out --token-file and --tls-cert.";
  }
  const token = tokenFile === undefined ? undefined : readToken(tokenFile);
  if (typeof token === "string") return token;
  const tls = certFile === undefined || keyFile === undefined ? undefined : readTlsFiles(certFile, keyFile);
  if (typeof tls === "string") return tls;
  return { door: token && new Door(token.token), tls };
}

/** Only this machine reaches it. */
export const isLoopback = (host: string) => /^(127(\.\d{1,3}){3}|localhost|::1)$/i.test(host);

/** Those of the config file, then those of the command line. @returns a sentence where one cannot be used */
function readBackends(flags: readonly string[], configFile: string | undefined): readonly Backend[] | string {
  const configured = configFile === undefined ? [] : readConfig(configFile);
  if (typeof configured === "string") return configured;
  const sketches: BackendSketch[] = [...configured];
  for (const flag of flags) {
    const sketch = parseBackendFlag(flag);
    if (!sketch) return `--backend ${flag.replace(/\/\/[^@/]*@/, "//…@")}: write it as jaeger=http://localhost:16686.`;
    // Its name decides which variables of the environment are its own.
    const named = buildBackends([...sketches, sketch]);
    if (typeof named === "string") return named;
    const { name } = named.at(-1)!;
    const complete = withEnvironment(sketch, name, process.env);
    if (typeof complete === "string") return complete;
    sketches.push({ ...complete, name });
  }
  return buildBackends(sketches);
}

function readConfig(file: string): readonly BackendSketch[] | string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return `--config ${file}: this file cannot be read.`;
  }
  const sketches = parseBackendConfig(text, process.env);
  return typeof sketches === "string" ? `--config ${file}: ${sketches}` : sketches;
}

const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) < 65_536;
