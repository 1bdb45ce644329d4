/** Traces by id. */
import { placesOfTraces, type TraceKey, traceKeyOf } from "../store/find-spans.ts";
import { readSpansAsJson } from "../store/read-records.ts";
import { ApiError, sendPieces } from "./answer.ts";
import type { ApiRequest } from "./api-request.ts";

/** Nothing found is 404, as in Jaeger. */
export async function getTrace({ store, response, parameters }: ApiRequest): Promise<void> {
  const places = await placesOfTraces(store, [parseTraceId(parameters[0]!)]);
  if (places.size === 0) throw new ApiError(404, "No traces found");
  await sendTraces(response, readSpansAsJson(store, places));
}

/** `{"result":{"resourceSpans":[…]}}` */
export async function sendTraces(response: ApiRequest["response"], spans: AsyncIterable<string>): Promise<void> {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8", "x-content-type-options": "nosniff" });
  await sendPieces(response, wrapped(spans));
}

async function* wrapped(spans: AsyncIterable<string>): AsyncGenerator<string> {
  yield '{"result":{"resourceSpans":[';
  yield* spans;
  yield "]}}";
}

/** Hex of up to 32 digits, or base64 of 16 bytes. */
export function parseTraceId(text: string): TraceKey {
  const key = traceKeyOf(text) ?? traceKeyOf(hexOfBase64(text));
  if (!key) throw new ApiError(400, "A trace id is up to 32 hex digits.");
  return key;
}

function hexOfBase64(text: string): string {
  const bytes = Buffer.from(text, "base64url");
  return bytes.length === 16 ? bytes.toString("hex") : "";
}
