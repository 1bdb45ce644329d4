/** Searches of /api/v3: whole traces, or what a list shows of them. */
import { placesOfTraces } from "../store/find-spans.ts";
import { readSpansAsJson } from "../store/read-records.ts";
import { searchTraces, type TraceSearch } from "../store/search-traces.ts";
import { summariseStoredTraces } from "../store/summarise-traces.ts";
import { ApiError } from "./answer.ts";
import type { ApiRequest } from "./api-request.ts";
import { parameter, parseCount, parseDuration, parseTexts, parseTime } from "./parse-query.ts";
import { sendTraces } from "./traces.ts";

const DEFAULT_DEPTH = 100;
const MOST_DEPTH = 1_500;

/** Nothing found is 404, as in Jaeger. */
export async function searchWhole({ store, query, response }: ApiRequest): Promise<void> {
  const { traces, isPartial } = await searchTraces(store, parseSearch(query));
  const places = await placesOfTraces(store, traces);
  if (places.size === 0) throw new ApiError(404, "No traces found");
  if (isPartial) response.setHeader("x-causeway-partial", "true");
  await sendTraces(response, readSpansAsJson(store, places));
}

export async function searchSummaries({ store, query, response }: ApiRequest) {
  const { traces, isPartial } = await searchTraces(store, parseSearch(query));
  if (isPartial) response.setHeader("x-causeway-partial", "true");
  const summaries = await summariseStoredTraces(store, traces);
  return {
    summaries: summaries.map(({ minStartNano, maxEndNano, ...summary }) => ({
      ...summary,
      minStartTimeUnixNano: String(minStartNano),
      maxEndTimeUnixNano: String(maxEndNano),
    })),
  };
}

function parseSearch(query: URLSearchParams): TraceSearch {
  const of = (...names: string[]) => parameter(query, ...names.map((name) => `query.${name}`));
  const time = (name: string, old: string) => {
    const text = of(name, old);
    if (text === undefined) throw new ApiError(400, `query.${name} is required.`);
    return parseTime(`query.${name}`, text);
  };
  const duration = (name: string, old: string) => {
    const text = of(name, old);
    return text === undefined ? undefined : parseDuration(`query.${name}`, text);
  };
  const startMinNano = time("startTimeMin", "start_time_min");
  const startMaxNano = time("startTimeMax", "start_time_max");
  if (startMinNano >= startMaxNano) throw new ApiError(400, "query.startTimeMin must be before query.startTimeMax.");
  if (of("filter") !== undefined) throw new ApiError(400, "query.filter is not known here: use query.attributes.");
  return {
    service: of("serviceName", "service_name"),
    operation: of("operationName", "operation_name"),
    startMinNano,
    startMaxNano,
    durationMinNano: duration("durationMin", "duration_min"),
    durationMaxNano: duration("durationMax", "duration_max"),
    attributes: parseTexts("query.attributes", of("attributes")),
    limit: parseCount("query.searchDepth", of("searchDepth", "search_depth", "num_traces"), DEFAULT_DEPTH, MOST_DEPTH),
  };
}
