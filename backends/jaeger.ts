/**
 * Jaeger v2, built from its Go module. The module's tags stop at v1.76.0, which holds Jaeger 2.13.0 as ./cmd/jaeger; its own go.mod and
 * go.sum decide what goes in, so it is built where the module lies.
 */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Backend, cacheFolder, dataFolder, type Prepared, postLines, runToEnd } from "./backend.ts";
import { freePorts, startProgram } from "./running-program.ts";

const MODULE = "github.com/jaegertracing/jaeger";
const MODULE_VERSION = "v1.76.0";
const VERSION = "2.13.0";

export const jaeger: Backend = { name: "Jaeger", prepare, start };

function prepare(): Prepared {
  const file = join(cacheFolder(`jaeger-${VERSION}`), "jaeger");
  if (existsSync(file)) return { file, version: VERSION };
  const { out, failure } = runToEnd(
    "go",
    ["mod", "download", "-json", `${MODULE}@${MODULE_VERSION}`],
    cacheFolder("."),
  );
  if (failure !== undefined) return { obstacle: failure };
  const { Dir: source } = JSON.parse(out) as { readonly Dir: string };
  console.log(`Building Jaeger ${VERSION} (ten minutes on two cores) …`);
  const version = `-X ${MODULE}/internal/version.latestVersion=v${VERSION}`;
  const flags = ["-buildvcs=false", "-trimpath", "-ldflags", `-s -w ${version}`, "-o", file];
  const built = runToEnd("go", ["build", ...flags, "./cmd/jaeger"], source);
  return built.failure === undefined ? { file, version: VERSION } : { obstacle: built.failure };
}

async function start(file: string) {
  const [query, grpc, otlp] = (await freePorts(3)) as [number, number, number];
  const { folder, remove } = dataFolder("jaeger");
  writeFileSync(join(folder, "jaeger.yaml"), configuration(query, grpc, otlp));
  const url = `http://127.0.0.1:${query}`;
  const program = await startProgram({
    command: file,
    args: ["--config", "jaeger.yaml"],
    cwd: folder,
    env: { OTEL_TRACES_SAMPLER: "always_off" },
    readyUrl: `${url}/api/v3/services`,
  });
  return {
    url,
    // Without a batch processor, what is acknowledged is stored.
    load: (lines: string) => postLines(`http://127.0.0.1:${otlp}/v1/traces`, lines),
    stop: () => program.stop().finally(remove),
  };
}

const configuration = (query: number, grpc: number, otlp: number) => `
service:
  extensions: [jaeger_storage, jaeger_query]
  pipelines:
    traces: { receivers: [otlp], exporters: [jaeger_storage_exporter] }
  telemetry:
    metrics: { level: none }
    logs: { level: warn }
extensions:
  jaeger_query:
    storage: { traces: memory }
    grpc: { endpoint: "127.0.0.1:${grpc}" }
    http: { endpoint: "127.0.0.1:${query}" }
  jaeger_storage:
    backends: { memory: { memory: { max_traces: 10000 } } }
receivers:
  otlp: { protocols: { http: { endpoint: "127.0.0.1:${otlp}" } } }
exporters:
  jaeger_storage_exporter: { trace_storage: memory }
`;
