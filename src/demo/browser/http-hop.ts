import {
  type Attributes,
  type Context,
  context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  type TextMapSetter,
  trace,
} from "@opentelemetry/api";
import { isServedByHand } from "../shop/hand-server.ts";
import { recordError } from "../shop/in-span.ts";
import { matchRoute } from "../shop/match-route.ts";
import type { HttpCall, Reply, Route, World } from "../shop/world.ts";
import type { HttpAnswer, HttpWire, Network } from "./network.ts";
import type { PageTelemetry } from "./telemetry.ts";
import type { VirtualClock } from "./virtual-clock.ts";

const DEFAULT_TIMEOUT_MS = 5000;

const toHeaders: TextMapSetter<Headers> = { set: (headers, name, value) => headers.set(name, value) };
const fromHeaders: TextMapGetter<Headers> = {
  get: (headers, name) => headers.get(name) ?? undefined,
  keys: (headers) => [...headers.keys()],
};

/** Sends a request as it is: no span, no context. */
export function sendHttp(network: Network, clock: VirtualClock, call: HttpCall, headers: Headers): Promise<Reply> {
  const { method, path, body, to, via } = call;
  return new Promise((resolve, reject) => {
    const takeBack = clock.after(call.timeoutMs ?? DEFAULT_TIMEOUT_MS, () => reject(new DeadlineExceeded()));
    network
      .http(to, via === "gateway", { method, path, headers, body: body === undefined ? "" : JSON.stringify(body) })
      .then((answer) => resolve({ status: answer.status, body: parse(answer.body) }), reject)
      .finally(takeBack);
  });
}

/** What the SDK's HTTP instrumentation does around a call: CLIENT span, injected headers, status. */
export async function callHttp(
  telemetry: PageTelemetry,
  ctx: Context,
  call: HttpCall,
  send: (call: HttpCall, headers: Headers) => Promise<Reply>,
): Promise<Reply> {
  const attributes = {
    "http.request.method": call.method,
    "url.full": `http://${call.via ?? call.to}${call.path}`,
    "url.path": call.path,
    "server.address": call.via ?? call.to,
  };
  const span = telemetry.instrumentation.startSpan(call.method, { kind: SpanKind.CLIENT, attributes }, ctx);
  const headers = new Headers({ "content-type": "application/json", ...call.headers });
  telemetry.propagator.inject(trace.setSpan(ctx, span), headers, toHeaders);
  span.setAttributes(captured(telemetry, headers));
  try {
    const reply = await send(call, headers);
    setStatus(span, reply.status, 400);
    return reply;
  } catch (error) {
    recordError(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** Serves routes; the SERVER span is the instrumentation's, unless the developer serves by hand. */
export function serveHttp(world: World, telemetry: PageTelemetry, routes: readonly Route[]) {
  return async (wire: HttpWire): Promise<HttpAnswer> => {
    const found = matchRoute(routes, wire.method, wire.path);
    if (!found) return { status: 404, body: '{"error":"no such route"}' };
    const request = {
      method: wire.method,
      path: wire.path,
      headers: Object.fromEntries(wire.headers),
      params: found.params,
      body: parse(wire.body),
    };
    const handle = (ctx: Context) => found.route.handle(ctx, request);
    if (isServedByHand(world.service, world.faults, wire.path)) return answer(await handle(ROOT_CONTEXT));

    const parent = telemetry.propagator.extract(ROOT_CONTEXT, wire.headers, fromHeaders);
    const attributes = {
      "http.request.method": wire.method,
      "url.path": wire.path,
      "url.scheme": "http",
      "http.route": found.route.route,
      ...captured(telemetry, wire.headers),
    };
    const name = `${wire.method} ${found.route.route}`;
    const span = telemetry.instrumentation.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
    const inner = trace.setSpan(parent, span);
    try {
      const reply = await world.truth.inside(span, () => context.with(inner, handle, undefined, inner));
      setStatus(span, reply.status, 500);
      return answer(reply);
    } catch (error) {
      recordError(span, error);
      span.setAttribute("http.response.status_code", 500);
      return { status: 500, body: JSON.stringify({ error: String(error) }) };
    } finally {
      span.end();
    }
  };
}

const answer = ({ status, body }: Reply): HttpAnswer => ({ status, body: JSON.stringify(body ?? {}) });

const parse = (text: string): unknown => (text === "" ? undefined : JSON.parse(text));

function setStatus(span: Span, status: number, leastError: number): void {
  span.setAttribute("http.response.status_code", status);
  if (status < leastError) return;
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute("error.type", String(status));
}

function captured({ capturedHeaders }: PageTelemetry, headers: Headers): Attributes {
  const found = capturedHeaders.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[`http.request.header.${name}`, [value]] as [string, string[]]];
  });
  return Object.fromEntries(found);
}

class DeadlineExceeded extends Error {
  override name = "DeadlineExceeded";
  override message = "the deadline passed";
}
