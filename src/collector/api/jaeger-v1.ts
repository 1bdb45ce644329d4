/**
 * The API that Jaeger's page had before /api/v3, and that Grafana's data source for Jaeger still asks: services, operations, traces, in Jaeger's
 * own JSON. Nothing found is an empty list; only a single trace that is not there is 404.
 */
import { encodeJaegerTrace } from "../../formats/jaeger/encode-jaeger.ts";
import type { SpanDetail } from "../../model/span-detail.ts";
import { placesOfTraces, type TraceKey, traceKeyToHex } from "../store/find-spans.ts";
import { readSpanDetails } from "../store/read-records.ts";
import { searchTraces, type TraceSearch } from "../store/search-traces.ts";
import type { SpanStore } from "../store/span-store.ts";
import { ApiError, sendJson, sendPieces } from "./answer.ts";
import type { ApiRequest } from "./api-request.ts";
import { parameter, parseCount, parseDuration, parseTexts } from "./parse-query.ts";
import { listOperations, listServices } from "./services.ts";
import { parseTraceId } from "./traces.ts";

const DEFAULT_LIMIT = 100;
const MOST_TRACES = 1_500;
/** How far back Jaeger looks where a search names no start. */
const LOOKBACK_NANO = 2n * 86_400_000_000_000n;

export const v1Services = answering((request) => listOf(listServices(request).services));

export const v1Operations = answering((request) => listOf(listOperations(request).operations));

/** Names alone, of the service in the path. */
export const v1OperationNames = answering(({ store, parameters }) => {
  const names = store.operations.ofService(decodeName(parameters[0]!)).map(({ name }) => name);
  return listOf([...new Set(names)].sort());
});

export const v1Search = answering(async ({ store, query, response, nowMs }) => {
  const ids = query.getAll("traceID").map(parseTraceId);
  const { traces, isPartial } =
    ids.length > 0 ? { traces: ids, isPartial: false } : await searchTraces(store, parseSearch(query, nowMs()));
  if (isPartial) response.setHeader("x-causeway-partial", "true");
  await sendTraces(response, store, traces);
});

export const v1Trace = answering(async ({ store, parameters, response }) => {
  const key = parseTraceId(parameters[0]!);
  if ((await placesOfTraces(store, [key])).size === 0) throw new ApiError(404, "trace not found");
  await sendTraces(response, store, [key]);
});

const listOf = (data: readonly unknown[]) => ({ data, total: data.length, limit: 0, offset: 0, errors: null });

/** With refusals in Jaeger's words. */
function answering(handler: (request: ApiRequest) => unknown): (request: ApiRequest) => Promise<unknown> {
  return async (request) => {
    try {
      return await handler(request);
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      const errors = [{ code: failure.status, msg: failure.message }];
      sendJson(request.response, failure.status, { data: null, total: 0, limit: 0, offset: 0, errors });
      return undefined;
    }
  };
}

async function sendTraces(response: ApiRequest["response"], store: SpanStore, traces: readonly TraceKey[]) {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8", "x-content-type-options": "nosniff" });
  await sendPieces(response, pieces(store, traces));
}

/** One trace in memory at a time. */
async function* pieces(store: SpanStore, traces: readonly TraceKey[]): AsyncGenerator<string> {
  let separator = "";
  yield '{"data":[';
  for (const trace of traces) {
    const spans: SpanDetail[] = [];
    for await (const span of readSpanDetails(store, await placesOfTraces(store, [trace]))) spans.push(span);
    if (spans.length === 0) continue;
    yield separator + encodeJaegerTrace(traceKeyToHex(trace), spans);
    separator = ",";
  }
  yield '],"total":0,"limit":0,"offset":0,"errors":null}';
}

function parseSearch(query: URLSearchParams, nowMs: number): TraceSearch {
  const service = parameter(query, "service");
  if (service === undefined) throw new ApiError(400, "parameter 'service' is required");
  const end = parseMicros("end", parameter(query, "end")) ?? BigInt(nowMs) * 1_000_000n;
  const duration = (name: string) => {
    const text = parameter(query, name);
    return text === undefined ? undefined : parseDuration(name, text);
  };
  return {
    service,
    operation: parameter(query, "operation"),
    startMinNano: parseMicros("start", parameter(query, "start")) ?? end - LOOKBACK_NANO,
    startMaxNano: end,
    durationMinNano: duration("minDuration"),
    durationMaxNano: duration("maxDuration"),
    attributes: { ...parsePairs(query.getAll("tag")), ...parseTexts("tags", parameter(query, "tags")) },
    limit: parseCount("limit", parameter(query, "limit"), DEFAULT_LIMIT, MOST_TRACES),
  };
}

function parseMicros(name: string, text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,19}$/.test(text)) throw new ApiError(400, `${name} is no time in microseconds.`);
  return BigInt(text) * 1_000n;
}

/** `key:value` each. */
function parsePairs(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf(":");
      if (at < 1) throw new ApiError(400, `tag is no key:value, such as http.route:/cart.`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ApiError(400, "The name of the service is not well encoded.");
  }
}
