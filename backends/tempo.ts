/**
 * Tempo, whose releases are no Go modules that can be fetched: a program that is there already, in the PATH or named by CAUSEWAY_TEMPO.
 * All its parts in one process, blocks on disk in a folder of this run.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Backend, dataFolder, type Prepared, postLines, runToEnd } from "./backend.ts";
import { freePorts, startProgram, waitUntil } from "./running-program.ts";
import { decode, traceIdsOf } from "./spans-of.ts";

export const tempo: Backend = { name: "Tempo", prepare, start };

function prepare(): Prepared {
  const file = process.env.CAUSEWAY_TEMPO ?? "tempo";
  const { out, failure } = runToEnd(file, ["-version"]);
  if (failure !== undefined) return { obstacle: `${failure} (CAUSEWAY_TEMPO may name the program)` };
  return { file, version: /version (\S+)/.exec(out)?.[1] ?? "of unknown version" };
}

async function start(file: string) {
  const [http, grpc, otlp] = (await freePorts(3)) as [number, number, number];
  const { folder, remove } = dataFolder("tempo");
  writeFileSync(join(folder, "tempo.yaml"), configuration(folder, http, grpc, otlp));
  const url = `http://127.0.0.1:${http}`;
  const program = await startProgram({
    command: file,
    args: ["-config.file=tempo.yaml"],
    cwd: folder,
    readyUrl: `${url}/ready`,
  });
  return {
    url,
    load: async (lines: string) => {
      await postLines(`http://127.0.0.1:${otlp}/v1/traces`, lines);
      const traces = traceIdsOf((await decode(lines)).details);
      // A trace can be searched for once it has been idle for a second.
      const isSearchable = async () => (await searchedFor(url)) >= traces.length;
      await waitUntil(`Tempo to find its ${traces.length} traces`, isSearchable);
    },
    stop: () => program.stop().finally(remove),
  };
}

async function searchedFor(url: string): Promise<number> {
  const seconds = Math.ceil(Date.now() / 1_000);
  const response = await fetch(`${url}/api/search?q={}&limit=10000&start=${seconds - 7_200}&end=${seconds + 60}`);
  const { traces = [] } = (await response.json()) as { readonly traces?: readonly unknown[] };
  return traces.length;
}

const configuration = (folder: string, http: number, grpc: number, otlp: number) => `
server:
  http_listen_address: 127.0.0.1
  http_listen_port: ${http}
  grpc_listen_address: 127.0.0.1
  grpc_listen_port: ${grpc}
  log_level: warn
memberlist: { bind_addr: ["127.0.0.1"], bind_port: 0, advertise_addr: 127.0.0.1, join_members: [] }
distributor:
  ring: { instance_addr: 127.0.0.1, kvstore: { store: inmemory } }
  receivers: { otlp: { protocols: { http: { endpoint: "127.0.0.1:${otlp}" } } } }
ingester:
  trace_idle_period: 1s
  lifecycler: { address: 127.0.0.1, ring: { replication_factor: 1, kvstore: { store: inmemory } } }
compactor:
  ring: { instance_addr: 127.0.0.1, kvstore: { store: inmemory } }
query_frontend:
  search: { max_result_limit: 0 }
storage:
  trace:
    backend: local
    wal: { path: ${folder}/wal }
    local: { path: ${folder}/blocks }
usage_report: { reporting_enabled: false }
`;
