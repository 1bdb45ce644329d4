import {
  type Context,
  context,
  createContextKey,
  type Span,
  type SpanKind,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
  trace,
} from "@opentelemetry/api";
import { isTracingSuppressed } from "@opentelemetry/core";
import type { ReadableSpan, Span as SdkSpan, SpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { Headers, HttpRequest, Truth } from "../shop/world.ts";

/**
 * The side channel. Each process knows, beside OpenTelemetry's own context, what truly causes the work at hand (a Cause in
 * a CauseStore of the demo's own), and sends it along in a header that no instrumentation records:
 *
 *     caller: Cause ── x-demo-truth: traceId-spanId[;fault] ──> callee: Cause
 *
 * A fault may lose, spoil or swap the traceparent; this header it leaves alone. Nothing of it is exported: a SpanProcessor
 * compares each started span's parent with its Cause and reports both to the supervisor.
 */
export const TRUTH_HEADER = "x-demo-truth";

export interface SpanRef {
  readonly traceId: string;
  readonly spanId: string;
}

export interface Cause {
  readonly span: SpanRef | undefined;
  readonly blame: string | undefined;
}

/**
 * Where a process keeps the Cause of the work at hand: an AsyncLocalStorage in Node. A page has none and remembers it only
 * until the work first waits; from there on the explicit context is believed, so whoever starts a span from a wrong one
 * says the Cause in the same breath (`inside`, `receive`, `carry`).
 */
export interface CauseStore {
  run<T>(cause: Cause, work: () => T): T;
  getStore(): Cause | undefined;
}

/** traceId, spanId, true parent's two ids (or ""), fault (or ""), kind. */
export type SpanReport = [string, string, string, string, string, number];

/** Which fault a span shows. */
export type MarkReport = [fault: string, traceId: string, spanId: string];

/** What a process reports of its spans, some at a time. */
export interface SpanBatch {
  readonly started: SpanReport[];
  readonly marked: MarkReport[];
  /** traceId, spanId of spans that the receiver took. */
  readonly exported: [string, string][];
}

export interface TruthSink {
  started(report: SpanReport): void;
  marked(report: MarkReport): void;
}

const REMOTE = createContextKey("demo: what the sender says caused this");

/** The Cause that came over the wire, for the first span that is started from it. */
interface RemoteCause {
  readonly cause: Cause;
  used: boolean;
}

export interface TruthChannel extends Truth, SpanProcessor {
  propagator(inner: TextMapPropagator, blame: string | undefined): TextMapPropagator;
}

/** `always` puts every span of a kind to a fault: the clock of a whole process, for example. */
export function createTruth(
  sink: TruthSink,
  current: CauseStore,
  always?: { kind: SpanKind; fault: string },
): TruthChannel {
  const text = (span: SpanRef, blame: string | undefined) =>
    `${span.traceId}-${span.spanId}${blame ? `;${blame}` : ""}`;

  return {
    inside: (span, work, blame) => current.run({ span: span && refOf(span), blame }, work),
    send(headers, cause, blame) {
      const span = cause ? refOf(cause) : current.getStore()?.span;
      if (span) headers[TRUTH_HEADER] = text(span, blame);
    },
    receive: (headers, work, blame) => {
      const cause = parse(headers[TRUTH_HEADER]);
      return current.run({ span: cause?.span, blame: blame ?? cause?.blame }, work);
    },
    blame: (fault, work) => current.run({ span: current.getStore()?.span, blame: fault }, work),
    carry: (work, blame) => {
      const cause = { span: current.getStore()?.span, blame };
      return (...values) => current.run(cause, () => work(...values));
    },
    mark(span, fault) {
      if (span?.isRecording()) sink.marked([fault, span.spanContext().traceId, span.spanContext().spanId]);
    },

    propagator: (inner, blame) => ({
      fields: () => inner.fields(),
      inject(ctx: Context, carrier: unknown, setter: TextMapSetter) {
        inner.inject(ctx, carrier, setter);
        const span = trace.getSpanContext(ctx);
        if (span && !isTracingSuppressed(ctx)) setter.set(carrier, TRUTH_HEADER, text(span, blame));
      },
      extract(ctx: Context, carrier: unknown, getter: TextMapGetter) {
        const extracted = inner.extract(ctx, carrier, getter);
        const cause = parse(getter.get(carrier, TRUTH_HEADER));
        if (!cause) return extracted;
        const remote: RemoteCause = { cause: { ...cause, blame: cause.blame ?? blame }, used: false };
        return extracted.setValue(REMOTE, remote);
      },
    }),

    onStart(span: SdkSpan, ctx: Context) {
      const cause = takeRemote(ctx) ?? current.getStore() ?? { span: trace.getSpanContext(ctx), blame: undefined };
      const { traceId, spanId } = span.spanContext();
      const truly = cause?.span;
      sink.started([traceId, spanId, truly?.traceId ?? "", truly?.spanId ?? "", cause?.blame ?? "", span.kind]);
      const parent = span.parentSpanContext;
      const parted = truly !== undefined && (parent?.spanId !== truly.spanId || parent.traceId !== truly.traceId);
      const fault = cause?.blame;
      if (fault?.endsWith("!")) sink.marked([fault.slice(0, -1), traceId, spanId]);
      else if (fault && parted) sink.marked([fault, traceId, spanId]);
      if (always && span.kind === always.kind) sink.marked([always.fault, traceId, spanId]);
    },
    onEnd(_span: ReadableSpan) {},
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
}

function takeRemote(ctx: Context): Cause | undefined {
  const remote = ctx.getValue(REMOTE) as RemoteCause | undefined;
  if (!remote || remote.used) return undefined;
  remote.used = true;
  return remote.cause;
}

const refOf = (span: Span): SpanRef => {
  const { traceId, spanId } = span.spanContext();
  return { traceId, spanId };
};

function parse(header: HttpRequest["headers"][string] | Headers[string]): Cause | undefined {
  const value = Array.isArray(header) ? header[0] : header;
  const [ids = "", blame] = (value ?? "").split(";");
  const [traceId, spanId] = ids.split("-");
  return traceId && spanId ? { span: { traceId, spanId }, blame } : undefined;
}

/** The Cause of a request that the SDK's instrumentation took in: its SERVER span. */
export function insideActiveSpan<T>(truth: Truth, work: () => T): T {
  const span = trace.getSpan(context.active());
  return span ? truth.inside(span, work) : work();
}
