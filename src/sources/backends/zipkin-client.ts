/** Zipkin's /api/v2. A search gives whole traces; times are in milliseconds, durations in microseconds. */
import type { BackendClient, BackendQuery, TraceReply } from "./backend-client.ts";
import { traceFileName } from "./backend-client.ts";
import type { AskOptions, BackendDoor } from "./backend-door.ts";
import { type FoundTraces, foundTraces } from "./found-trace.ts";
import { textsOf } from "./json-values.ts";
import { sketchSpans, summariseSketches } from "./sketch-spans.ts";
import { toMicros, unixMillis } from "./time-text.ts";

export class ZipkinClient implements BackendClient {
  readonly api = "v2";
  readonly version: string | undefined;
  readonly needsService = false;
  readonly #door: BackendDoor;

  constructor(door: BackendDoor, version: string | undefined) {
    this.#door = door;
    this.version = version;
  }

  get info() {
    return this.#door.info;
  }

  async services(options: AskOptions): Promise<readonly string[]> {
    return textsOf(await this.#door.json("/api/v2/services", {}, options));
  }

  async operations(service: string, options: AskOptions): Promise<readonly string[]> {
    return textsOf(await this.#door.json("/api/v2/spans", { serviceName: service }, options));
  }

  async search(query: BackendQuery, options: AskOptions): Promise<FoundTraces> {
    const { limit, durationMinNano, durationMaxNano } = query;
    const reply = await this.#door.json(
      "/api/v2/traces",
      {
        serviceName: query.service,
        spanName: query.operation,
        annotationQuery: Object.entries(query.attributes)
          .map(([key, value]) => `${key}=${value}`)
          .join(" and "),
        // The longest is only looked at beside a shortest.
        minDuration: toMicros(durationMinNano) ?? (durationMaxNano === undefined ? undefined : 1),
        maxDuration: toMicros(durationMaxNano),
        endTs: unixMillis(query.endUnixNano),
        lookback: unixMillis(query.endUnixNano - query.startUnixNano),
        limit,
      },
      options,
    );
    return foundTraces(summariseSketches(sketchSpans(reply)), limit);
  }

  async trace(traceId: string, options: AskOptions): Promise<TraceReply> {
    const { status, blob } = await this.#door.ask(`/api/v2/trace/${shortest(traceId)}`, {}, options);
    if (!blob) throw this.#door.error({ cause: "html" });
    if (status === 404 || blob.size < 3) throw this.#door.error({ cause: "no-trace", traceId });
    return { file: { name: traceFileName(this.info, traceId), blob }, partial: undefined };
  }
}

/** An id of 64 bits is 16 digits there. */
const shortest = (traceId: string) => (traceId.startsWith("0".repeat(16)) ? traceId.slice(16) : traceId);
