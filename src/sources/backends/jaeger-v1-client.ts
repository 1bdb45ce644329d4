/** Jaeger 1, and Jaeger 2 up to 2.20: the /api that its own page used. */
import type { BackendClient, BackendQuery, TraceReply } from "./backend-client.ts";
import { tailOf, traceFileName } from "./backend-client.ts";
import type { AskOptions, BackendDoor } from "./backend-door.ts";
import { type FoundTraces, foundTraces } from "./found-trace.ts";
import { listOf, objectOf, textOf, textsOf } from "./json-values.ts";
import { sketchSpans, summariseSketches } from "./sketch-spans.ts";
import { goDuration, unixMicros } from "./time-text.ts";

export class JaegerV1Client implements BackendClient {
  readonly api = "v1";
  readonly version = undefined;
  readonly needsService = true;
  readonly #door: BackendDoor;

  constructor(door: BackendDoor) {
    this.#door = door;
  }

  get info() {
    return this.#door.info;
  }

  async services(options: AskOptions): Promise<readonly string[]> {
    return textsOf(objectOf(await this.#door.json("/api/services", {}, options)).data);
  }

  async operations(service: string, options: AskOptions): Promise<readonly string[]> {
    const path = `/api/services/${encodeURIComponent(service)}/operations`;
    return textsOf(objectOf(await this.#door.json(path, {}, options)).data);
  }

  async search(query: BackendQuery, options: AskOptions): Promise<FoundTraces> {
    const { attributes, limit } = query;
    const reply = await this.#door.json(
      "/api/traces",
      {
        service: query.service,
        operation: query.operation,
        start: unixMicros(query.startUnixNano),
        end: unixMicros(query.endUnixNano),
        minDuration: goDuration(query.durationMinNano),
        maxDuration: goDuration(query.durationMaxNano),
        tags: Object.keys(attributes).length === 0 ? undefined : JSON.stringify(attributes),
        limit,
        raw: "true",
      },
      options,
    );
    const errors = listOf(objectOf(reply).errors).map((error) => textOf(objectOf(error).msg));
    return foundTraces(
      summariseSketches(sketchSpans(reply)),
      limit,
      errors.length === 0 ? undefined : errors.join(" "),
    );
  }

  async trace(traceId: string, options: AskOptions): Promise<TraceReply> {
    const { status, blob } = await this.#door.ask(`/api/traces/${traceId}`, { raw: "true" }, options);
    if (!blob) throw this.#door.error({ cause: "html" });
    if (status === 404 || blob.size === 0) throw this.#door.error({ cause: "no-trace", traceId });
    return { file: { name: traceFileName(this.info, traceId), blob }, partial: await partialOf(blob) };
  }
}

/** `"errors":[{"code":…,"msg":"…"}]` at the end of the envelope. */
async function partialOf(blob: Blob): Promise<string | undefined> {
  const errors = /"errors"\s*:\s*\[\s*(\{.*)$/s.exec(await tailOf(blob))?.[1];
  if (errors === undefined) return undefined;
  return /"msg"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(errors)?.[1] ?? "";
}
