import {
  type Context,
  type HrTime,
  type Span,
  SpanKind,
  type SpanOptions,
  type TextMapPropagator,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { type Logger, SeverityNumber } from "@opentelemetry/api-logs";
import { type ExportResult, ExportResultCode } from "@opentelemetry/core";
import { JsonLogsSerializer, JsonTraceSerializer } from "@opentelemetry/otlp-transformer";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchLogRecordProcessor, LoggerProvider, type ReadableLogRecord } from "@opentelemetry/sdk-logs";
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  type IdGenerator,
  type ReadableSpan,
  type Span as SdkSpan,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import type { ProcessConfig } from "../process/config.ts";
import { choosePropagator } from "../process/propagators.ts";
import { chooseSampler } from "../process/sampler.ts";
import { createTruth, type TruthChannel, type TruthSink } from "../process/truth.ts";
import type { Random } from "../shop/random.ts";
import { createCauseStack } from "./context-stack.ts";
import type { VirtualClock } from "./virtual-clock.ts";

const VERSION = "1.4.0";
/** How long a finished span waits, in the shop's time: a process that is killed loses what came since. */
const EXPORT_DELAY_MS = 60;
/** The processors' own timers would run in the reader's time; the page flushes them instead. */
const BATCH = { scheduledDelayMillis: 3_600_000, maxQueueSize: 100_000, maxExportBatchSize: 100_000 };

export const SEVERITY = { INFO: SeverityNumber.INFO, WARN: SeverityNumber.WARN, ERROR: SeverityNumber.ERROR };

export interface PageTelemetry {
  readonly tracer: Tracer;
  /** What the SDK's http and grpc instrumentations are in Node; here the page's own transport plays them. */
  readonly instrumentation: Tracer;
  readonly logger: Logger;
  readonly propagator: TextMapPropagator;
  readonly truth: TruthChannel;
  readonly capturedHeaders: readonly string[];
  /** Exports what is finished. */
  shutdown(): Promise<void>;
  /** The process is gone with all that waited. */
  kill(): void;
}

/** What a process hands out: OTLP as text, and its reports for the truth. */
export interface TelemetrySink extends TruthSink {
  /** Every span, whatever becomes of it. */
  named(span: Span, name: string, kind: SpanKind): void;
  exported(spans: readonly ReadableSpan[]): void;
  otlp(line: string): void;
}

/** The real SDK, in a worker: it exports OTLP/JSON into a list instead of over a wire. */
export function startPageTelemetry(
  config: ProcessConfig,
  random: Random,
  clock: VirtualClock,
  sink: TelemetrySink,
): PageTelemetry {
  const resource = defaultResource().merge(
    resourceFromAttributes({
      "service.name": config.service,
      "service.version": VERSION,
      "service.instance.id": config.instance,
      "deployment.environment.name": config.side,
      "host.name": config.host,
    }),
  );
  const skewed = config.clockOffsetMs !== 0 ? { kind: SpanKind.SERVER, fault: "clock-skew" } : undefined;
  const truth = createTruth(sink, createCauseStack(), skewed);
  let alive = true;
  const exporter = <T>(take: (items: T[]) => void) => ({
    export(items: T[], done: (result: ExportResult) => void) {
      if (alive) take(items);
      done({ code: ExportResultCode.SUCCESS });
    },
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  });
  const text = new TextDecoder();
  const spans = exporter<ReadableSpan>((items) => {
    const stamped = config.clockOffsetMs === 0 ? items : items.map((span) => shifted(span, config.clockOffsetMs));
    sink.exported(stamped);
    sink.otlp(text.decode(JsonTraceSerializer.serializeRequest(stamped)));
  });
  const logs = exporter<ReadableLogRecord>((items) =>
    sink.otlp(text.decode(JsonLogsSerializer.serializeRequest(items))),
  );

  let takeBack: (() => void) | undefined;
  const flushLater = () => {
    takeBack ??= clock.after(EXPORT_DELAY_MS, () => {
      takeBack = undefined;
      void tracers.forceFlush();
      void loggers.forceFlush();
    });
  };
  const waker: SpanProcessor = {
    onStart() {},
    onEnd: flushLater,
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
  const tracers = new BasicTracerProvider({
    resource,
    sampler: chooseSampler(config),
    idGenerator: seededIds(random),
    spanProcessors: [truth, waker, new BatchSpanProcessor(spans, BATCH)],
  });
  const loggers = new LoggerProvider({
    resource,
    processors: [new BatchLogRecordProcessor({ exporter: logs, ...BATCH })],
  });
  const { propagator, blame } = choosePropagator(config);
  return {
    tracer: told(tracers.getTracer("shop", VERSION), truth, sink),
    instrumentation: told(tracers.getTracer("shop/in-page-transport", VERSION), truth, sink),
    logger: loggers.getLogger("shop", VERSION),
    propagator: truth.propagator(propagator, blame),
    truth,
    capturedHeaders: config.capturedHeaders,
    async shutdown() {
      takeBack?.();
      await Promise.all([tracers.shutdown(), loggers.shutdown()]);
    },
    kill() {
      alive = false;
      takeBack?.();
      void Promise.all([tracers.shutdown(), loggers.shutdown()]);
    },
  };
}

/** Tells the truth of spans that the sampler drops: what they cause is caused all the same. */
function told(tracer: Tracer, truth: TruthChannel, sink: TelemetrySink): Tracer {
  const startSpan = (name: string, options: SpanOptions = {}, ctx: Context): Span => {
    const span = tracer.startSpan(name, options, ctx);
    const { kind = SpanKind.INTERNAL } = options;
    sink.named(span, name, kind);
    if (!span.isRecording()) {
      const parentSpanContext = trace.getSpanContext(ctx);
      truth.onStart({ name, kind, parentSpanContext, spanContext: () => span.spanContext() } as SdkSpan, ctx);
    }
    return span;
  };
  return { startSpan, startActiveSpan: tracer.startActiveSpan.bind(tracer) } as Tracer;
}

/** Ids of a run come from its seed, so that the same run is the same text. */
function seededIds(random: Random): IdGenerator {
  const word = () =>
    Math.floor(random.next() * 2 ** 32)
      .toString(16)
      .padStart(8, "0");
  return { generateTraceId: () => word() + word() + word() + word(), generateSpanId: () => word() + word() };
}

/** As a host stamps it whose clock is off by a constant. */
function shifted(span: ReadableSpan, offsetMs: number): ReadableSpan {
  const move = ([seconds, nanos]: HrTime): HrTime => {
    const total = nanos + offsetMs * 1e6;
    return [seconds + Math.floor(total / 1e9), ((total % 1e9) + 1e9) % 1e9];
  };
  const events = span.events.map((event) => ({ ...event, time: move(event.time) }));
  return Object.create(span, {
    startTime: { value: move(span.startTime) },
    endTime: { value: move(span.endTime) },
    events: { value: events },
  }) as ReadableSpan;
}
