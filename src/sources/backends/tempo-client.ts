/** Tempo. Newer servers have /api/v2 for traces and for the values of an attribute; what is not there is asked of /api. */
import type { BackendClient, BackendQuery, TraceReply } from "./backend-client.ts";
import { tailOf, traceFileName } from "./backend-client.ts";
import type { AskOptions, BackendDoor, Parameters } from "./backend-door.ts";
import { type FoundTrace, type FoundTraces, foundTraces } from "./found-trace.ts";
import { countOf, idOf, type JsonObject, listOf, nanoOf, objectOf, textOf, textsOf } from "./json-values.ts";
import { unixSecondsDown, unixSecondsUp } from "./time-text.ts";
import { buildTraceql, quoteTraceql } from "./traceql-text.ts";

export interface TempoFacts {
  readonly api: "v2" | "v1";
  readonly version: string | undefined;
}

export class TempoClient implements BackendClient {
  readonly api: "v2" | "v1";
  readonly version: string | undefined;
  readonly needsService = false;
  readonly #door: BackendDoor;

  constructor(door: BackendDoor, { api, version }: TempoFacts) {
    this.#door = door;
    this.api = api;
    this.version = version;
  }

  get info() {
    return this.#door.info;
  }

  services(options: AskOptions): Promise<readonly string[]> {
    return this.#valuesOf("resource.service.name", "service.name", {}, options);
  }

  operations(service: string, options: AskOptions): Promise<readonly string[]> {
    return this.#valuesOf("name", "name", { q: `{ resource.service.name = ${quoteTraceql(service)} }` }, options);
  }

  async search(query: BackendQuery, options: AskOptions): Promise<FoundTraces> {
    const { limit } = query;
    const parameters = {
      q: query.traceql ?? buildTraceql(query),
      limit,
      start: unixSecondsDown(query.startUnixNano),
      end: unixSecondsUp(query.endUnixNano),
    };
    const reply = objectOf(await this.#door.json("/api/search", parameters, options));
    const traces = listOf(reply.traces).flatMap(foundTraceOf);
    // A search that found enough stops early, which its limit says.
    return foundTraces(traces, limit, traces.length < limit ? partialOf(reply) : undefined);
  }

  async trace(traceId: string, options: AskOptions): Promise<TraceReply> {
    const v2 = this.api === "v2" ? await this.#door.ask(`/api/v2/traces/${traceId}`, {}, options) : undefined;
    const isThere = v2?.blob !== undefined && v2.status !== 404;
    const { status, blob } = isThere ? v2 : await this.#door.ask(`/api/traces/${traceId}`, {}, options);
    if (!blob) throw this.#door.error({ cause: "html" });
    if (status === 404 || (await isEmptyTrace(blob))) throw this.#door.error({ cause: "no-trace", traceId });
    const partial = status === 206 ? "" : await partialInTail(blob);
    return { file: { name: traceFileName(this.info, traceId), blob }, partial };
  }

  async #valuesOf(scoped: string, plain: string, parameters: Parameters, options: AskOptions) {
    if (this.api === "v1") {
      const reply = await this.#door.json(`/api/search/tag/${plain}/values`, {}, options);
      return textsOf(objectOf(reply).tagValues);
    }
    const reply = await this.#door.json(`/api/v2/search/tag/${scoped}/values`, parameters, options);
    return textsOf(listOf(objectOf(reply).tagValues).map((entry) => objectOf(entry).value));
  }
}

/** What Tempo writes for the root's service while the root is not there. */
const NO_ROOT = "<root span not yet received>";

function foundTraceOf(value: unknown): FoundTrace[] {
  const trace = objectOf(value);
  const traceId = idOf(trace.traceID ?? trace.traceId, 32);
  if (traceId === undefined) return [];
  const service = textOf(trace.rootServiceName);
  const stats = Object.entries(objectOf(trace.serviceStats)).map(([name, counts]) => ({ name, ...objectOf(counts) }));
  const sum = (key: "spanCount" | "errorCount") =>
    stats.length === 0 ? undefined : stats.reduce((total, entry: JsonObject) => total + (countOf(entry[key]) ?? 0), 0);
  return [
    {
      traceId,
      service: service === NO_ROOT ? "" : service,
      name: textOf(trace.rootTraceName),
      startUnixNano: nanoOf(trace.startTimeUnixNano),
      // Left out under a millisecond.
      durationNano: (countOf(trace.durationMs) ?? 0) * 1e6,
      spans: sum("spanCount"),
      errors: sum("errorCount"),
      orphans: undefined,
      services: stats.map(({ name }) => name).sort((a, b) => (a < b ? -1 : 1)),
      isRootMissing: service === NO_ROOT,
    },
  ];
}

/** Newer servers say so in the reply; all count the parts of the search that were done. */
function partialOf({ status, message, metrics }: JsonObject): string | undefined {
  if (status === "PARTIAL") return textOf(message);
  const { completedJobs, totalJobs } = objectOf(metrics);
  // A count of zero is left out.
  return (countOf(completedJobs) ?? 0) < (countOf(totalJobs) ?? 0) ? "" : undefined;
}

/** `"status":"PARTIAL","message":"…"` stands after the trace. */
async function partialInTail(blob: Blob): Promise<string | undefined> {
  const after = /"status"\s*:\s*"PARTIAL"(.*)$/s.exec(await tailOf(blob))?.[1];
  return after === undefined ? undefined : (/"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(after)?.[1] ?? "");
}

/** An unknown trace is 200 with nothing in it. */
async function isEmptyTrace(blob: Blob): Promise<boolean> {
  return blob.size < 4_096 && !/"(?:resourceSpans|batches)"\s*:\s*\[\s*\{/.test(await blob.text());
}
