/** Zipkin's server from Maven Central; its storage is memory. It takes no OTLP: spans are sent in its own format. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Backend, cacheFolder, dataFolder, type Prepared, post, runToEnd } from "./backend.ts";
import { freePorts, startProgram } from "./running-program.ts";
import { toZipkin } from "./to-zipkin.ts";

const VERSION = "3.6.1";
const ARTIFACT = `io.zipkin:zipkin-server:${VERSION}:jar:exec`;

export const zipkin: Backend = { name: "Zipkin", prepare, start };

function prepare(): Prepared {
  const folder = cacheFolder(`zipkin-${VERSION}`);
  const file = join(folder, `zipkin-server-${VERSION}-exec.jar`);
  const java = runToEnd("java", ["-version"]);
  if (java.failure !== undefined) return { obstacle: java.failure };
  if (existsSync(file)) return { file, version: VERSION };
  console.log(`Fetching Zipkin ${VERSION} …`);
  const copy = ["-q", "-B", "dependency:copy", `-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${folder}`];
  const { failure } = runToEnd("mvn", copy, folder);
  return failure === undefined ? { file, version: VERSION } : { obstacle: failure };
}

async function start(file: string) {
  const [port] = (await freePorts(1)) as [number];
  const { folder, remove } = dataFolder("zipkin");
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    "armeria.ports[0].ip": "127.0.0.1",
    "armeria.ports[0].port": port,
    "zipkin.query.lookback": 86_400_000,
  };
  const program = await startProgram({
    command: "java",
    args: ["-Xmx512m", "-jar", file, ...Object.entries(settings).map(([key, value]) => `--${key}=${value}`)],
    cwd: folder,
    env: { AUTOCOMPLETE_KEYS: "deployment.environment.name" },
    readyUrl: `${url}/health`,
  });
  return {
    url,
    load: (lines: string) => post(`${url}/api/v2/spans`, JSON.stringify(toZipkin(lines))),
    stop: () => program.stop().finally(remove),
  };
}
