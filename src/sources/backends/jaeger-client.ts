/** Jaeger 2 (and 1, from 1.35 on), and whatever else speaks its /api/v3: VictoriaTraces, Causeway's own collector. */
import type { BackendClient, BackendQuery, TraceReply } from "./backend-client.ts";
import { tailOf, traceFileName } from "./backend-client.ts";
import type { AskOptions, BackendDoor, Parameters, Reply } from "./backend-door.ts";
import { BackendError } from "./backend-failure.ts";
import { type FoundTrace, type FoundTraces, foundTraces } from "./found-trace.ts";
import { JaegerV1Client } from "./jaeger-v1-client.ts";
import { countOf, idOf, listOf, nanoOf, objectOf, textOf, textsOf } from "./json-values.ts";
import { sketchSpans, summariseSketches } from "./sketch-spans.ts";
import { goDuration, rfc3339Nano } from "./time-text.ts";

export class JaegerClient implements BackendClient {
  readonly api = "v3";
  readonly version = undefined;
  readonly #door: BackendDoor;
  /** Since Jaeger 2.19; before that the list is made of whole traces. */
  #hasSummaries = true;

  constructor(door: BackendDoor) {
    this.#door = door;
  }

  get info() {
    return this.#door.info;
  }

  /** Jaeger's storages cannot search without one. */
  get needsService() {
    return this.info.kind === "jaeger";
  }

  async services(options: AskOptions): Promise<readonly string[]> {
    return textsOf(objectOf(await this.#door.json("/api/v3/services", {}, options)).services);
  }

  async operations(service: string, options: AskOptions): Promise<readonly string[]> {
    const { operations } = objectOf(await this.#door.json("/api/v3/operations", { service }, options));
    return textsOf(listOf(operations).map((operation) => objectOf(operation).name));
  }

  async search(query: BackendQuery, options: AskOptions): Promise<FoundTraces> {
    const parameters = parametersOf(query);
    const summaries = this.#hasSummaries ? await this.#summaries(parameters, options) : undefined;
    if (summaries) return foundTraces(summaries.traces, query.limit, summaries.partial);
    this.#hasSummaries = false;
    // Servers without summaries do not look for attributes in /api/v3 either.
    if (Object.keys(query.attributes).length > 0) return new JaegerV1Client(this.#door).search(query, options);
    const { status, blob } = await this.#door.ask("/api/v3/traces", parameters, options);
    if (!blob) throw this.#door.error({ cause: "html" });
    // Nothing found is 404 too.
    if (status === 404 && !(await saysNothingFound(blob))) throw this.#door.error({ cause: "other-api" });
    if (status === 404) return foundTraces([], query.limit);
    const replies = await parseReplies(this.#door, blob);
    return foundTraces(summariseSketches(replies.flatMap(sketchSpans)), query.limit, await partialOf(blob));
  }

  async trace(traceId: string, options: AskOptions): Promise<TraceReply> {
    const { status, blob } = await this.#door.ask(`/api/v3/traces/${traceId}`, RAW, options);
    if (!blob) throw this.#door.error({ cause: "html" });
    if (status === 404 || blob.size === 0) throw this.#door.error({ cause: "no-trace", traceId });
    return { file: { name: traceFileName(this.info, traceId), blob }, partial: await partialOf(blob) };
  }

  /** undefined where the server has none. */
  async #summaries(parameters: Parameters, options: AskOptions) {
    let reply: Reply;
    try {
      reply = await this.#door.ask("/api/v3/trace-summaries", parameters, options);
    } catch (error) {
      // Not every storage can.
      if (error instanceof BackendError && error.failure.cause === "status" && error.failure.status === 501) return;
      throw error;
    }
    const { status, blob, isPartial } = reply;
    if (!blob) return undefined;
    if (status === 404) return (await saysNothingFound(blob)) ? { traces: [], partial: undefined } : undefined;
    const { summaries } = objectOf(await this.#door.parse(blob));
    return { traces: listOf(summaries).flatMap(foundTraceOf), partial: isPartial ? "" : undefined };
  }
}

/** As they were sent, without the clock adjustments that hide what is wrong. */
const RAW = { rawTraces: "true", raw_traces: "true" };

/** In both spellings: older servers know snake_case alone, and the limit by another name. */
function parametersOf(query: BackendQuery): Parameters {
  const { attributes, limit } = query;
  const values: Parameters = {
    service_name: query.service,
    operation_name: query.operation,
    start_time_min: rfc3339Nano(query.startUnixNano),
    start_time_max: rfc3339Nano(query.endUnixNano),
    duration_min: goDuration(query.durationMinNano),
    duration_max: goDuration(query.durationMaxNano),
    search_depth: limit,
    attributes: Object.keys(attributes).length === 0 ? undefined : JSON.stringify(attributes),
  };
  const both = Object.entries(values).flatMap(([name, value]) => [
    [`query.${name}`, value],
    [`query.${name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())}`, value],
  ]);
  return { ...Object.fromEntries(both), "query.num_traces": limit };
}

function foundTraceOf(value: unknown): FoundTrace[] {
  const summary = objectOf(value);
  const traceId = idOf(summary.traceId ?? summary.traceID, 32);
  if (traceId === undefined) return [];
  const service = textOf(summary.rootServiceName);
  const start = nanoOf(summary.minStartTimeUnixNano);
  const end = nanoOf(summary.maxEndTimeUnixNano);
  const spans = countOf(summary.spanCount);
  // Where the storage counts spans, a count of zero is left out of the reply.
  const others = spans === undefined ? undefined : 0;
  return [
    {
      traceId,
      service,
      name: textOf(summary.rootOperationName),
      startUnixNano: start,
      durationNano: end > start ? Number(end - start) : 0,
      spans,
      errors: countOf(summary.errorSpanCount) ?? others,
      orphans: countOf(summary.orphanSpanCount) ?? others,
      services: textsOf(listOf(summary.services).map((entry) => objectOf(entry).name)),
      isRootMissing: service === "",
    },
  ];
}

/** `{"error":{"httpCode":404,"message":"No traces found"}}`, whatever its content type says. */
async function saysNothingFound(blob: Blob): Promise<boolean> {
  return /"httpCode"\s*:\s*404|no traces? found|trace not found/i.test(await blob.slice(0, 2_048).text());
}

/** One object, or one a line, as a stream through an older gateway. */
async function parseReplies(door: BackendDoor, blob: Blob): Promise<unknown[]> {
  try {
    return [await door.parse(blob)];
  } catch (error) {
    const lines = (await blob.slice(0, MOST_LINES_BYTES).text()).split("\n").filter((line) => line.trim() !== "");
    if (lines.length < 2 || blob.size > MOST_LINES_BYTES) throw error;
    return lines.flatMap(parsedLine);
  }
}

const MOST_LINES_BYTES = 64 * 2 ** 20;

function parsedLine(line: string): unknown[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

/** An error at the end of a stream: what came before it is not all. */
async function partialOf(blob: Blob): Promise<string | undefined> {
  const tail = await tailOf(blob);
  const error = /"error"\s*:\s*\{[^{}]*"httpCode"[^{}]*\}/.exec(tail)?.[0];
  if (error === undefined) return undefined;
  return /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(error)?.[1] ?? "";
}
