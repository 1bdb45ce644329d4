import { type Context, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { recordError } from "./in-span.ts";
import type { Headers, HttpCall, Reply, World } from "./world.ts";

/** Writes the context of the CLIENT span into the headers, or fails to. */
export type WriteHeaders = (ctx: Context, headers: Headers) => void;

/**
 * An HTTP call whose span and headers a developer wrote by hand, on a client that no instrumentation knows.
 * Most of the wire faults live in its `write`.
 */
export async function callByHand(
  world: World,
  ctx: Context,
  call: HttpCall,
  blame: string,
  write: WriteHeaders,
): Promise<Reply> {
  const span = world.tracer.startSpan(
    call.method,
    {
      kind: SpanKind.CLIENT,
      attributes: {
        "http.request.method": call.method,
        "url.path": call.path,
        "server.address": call.via ?? call.to,
      },
    },
    ctx,
  );
  const headers: Headers = { ...call.headers };
  write(trace.setSpan(ctx, span), headers);
  world.truth.send(headers, span, blame);
  try {
    const reply = await world.plainHttp({ ...call, headers });
    recordStatus(span, reply.status);
    return reply;
  } catch (error) {
    recordError(span, error);
    throw error;
  } finally {
    span.end();
  }
}

function recordStatus(span: Span, status: number): void {
  span.setAttribute("http.response.status_code", status);
  if (status < 400) return;
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute("error.type", String(status));
}

const idsOf = (ctx: Context) => trace.getSpanContext(ctx) ?? { traceId: "", spanId: "" };

/** http-no-inject: nobody thought of the headers. */
export const writeNothing: WriteHeaders = () => {};

/** custom-header: a name only this team knows. */
export const writeCustomHeader: WriteHeaders = (ctx, headers) => {
  headers["x-trace-id"] = idsOf(ctx).traceId;
};

/** traceparent-malformed: written by string concatenation, each variant with its slip. */
export const writeMalformed =
  (variant: string): WriteHeaders =>
  (ctx, headers) => {
    const { traceId, spanId } = idsOf(ctx);
    headers.traceparent = MALFORMED[variant]?.(traceId, spanId) ?? "";
  };

const MALFORMED: Readonly<Record<string, (traceId: string, spanId: string) => string>> = {
  "upper-case": (traceId, spanId) => `00-${traceId.toUpperCase()}-${spanId.toUpperCase()}-01`,
  "fifteen-digits": (traceId, spanId) => `00-${traceId}-${spanId.slice(1)}-01`,
  "missing-version": (traceId, spanId) => `${traceId}-${spanId}-01`,
  "version-ff": (traceId, spanId) => `ff-${traceId}-${spanId}-01`,
  "all-zero": () => `00-${"0".repeat(32)}-${"0".repeat(16)}-01`,
};

/** header-reused: the inbound header goes out again as it came in. */
export const writeInbound =
  (inbound: Readonly<Record<string, string | string[] | undefined>>): WriteHeaders =>
  (_ctx, headers) => {
    const traceparent = inbound.traceparent;
    if (typeof traceparent === "string") headers.traceparent = traceparent;
  };

/** id-truncated: a B3 library from the time of 64-bit trace ids. */
export const writeTruncated: WriteHeaders = (ctx, headers) => {
  const { traceId, spanId } = idsOf(ctx);
  headers["x-b3-traceid"] = traceId.slice(16);
  headers["x-b3-spanid"] = spanId;
  headers["x-b3-sampled"] = "1";
};
