import { AsyncLocalStorage } from "node:async_hooks";
import { propagation, SpanKind, type TextMapPropagator, type Tracer, trace } from "@opentelemetry/api";
import { type Logger, SeverityNumber } from "@opentelemetry/api-logs";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { GrpcInstrumentation } from "@opentelemetry/instrumentation-grpc";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { UndiciInstrumentation } from "@opentelemetry/instrumentation-undici";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { BatchSpanProcessor, type ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import type { ProcessConfig } from "../process/config.ts";
import { createFaultSwitch } from "../process/fault-switch.ts";
import { choosePropagator } from "../process/propagators.ts";
import { chooseSampler } from "../process/sampler.ts";
import { type Cause, createTruth, type TruthChannel } from "../process/truth.ts";
import { isServedByHand } from "../shop/hand-server.ts";
import { retrying } from "./exporters.ts";
import type { Reporter } from "./report.ts";
import { createSpanCounter, type SpanCounter } from "./span-counter.ts";

export const VERSION = "1.4.0";

/** What is given up too early is sent again, and may have arrived. */
const EXPORT_TIMEOUT_MS = 10_000;
const SHUTDOWN_MS = 5000;

export interface Telemetry {
  readonly tracer: Tracer;
  readonly logger: Logger;
  readonly propagator: TextMapPropagator;
  readonly truth: TruthChannel;
  readonly counter: SpanCounter;
  /** Sends what is finished; never throws and never waits long, whether the endpoint answers or not. */
  flush(): Promise<void>;
  /** The same, for the last time. */
  shutdown(): Promise<void>;
}

/** Starts the SDK. Must run before http and grpc are loaded by anyone. */
export function startTelemetry(config: ProcessConfig, reporter: Reporter): Telemetry {
  if (config.clockOffsetMs !== 0) setClockOff(config.clockOffsetMs);
  const resource = defaultResource().merge(
    resourceFromAttributes({
      "service.name": config.service,
      "service.version": VERSION,
      "service.instance.id": config.instance,
      "deployment.environment.name": config.side,
      "host.name": config.host,
      "process.pid": process.pid,
    }),
  );

  const skewed = config.clockOffsetMs !== 0 ? { kind: SpanKind.SERVER, fault: "clock-skew" } : undefined;
  const truth = createTruth(reporter, new AsyncLocalStorage<Cause>(), skewed);
  const counter = createSpanCounter();
  const watch = {
    answered: () => reporter.send({ type: "endpoint", error: undefined }),
    failed: (error: string) => reporter.send({ type: "endpoint", error }),
  };
  const spans = retrying(
    new OTLPTraceExporter({ url: `${config.endpoint}/v1/traces`, timeoutMillis: EXPORT_TIMEOUT_MS }),
    watch,
    (items: readonly ReadableSpan[]) => {
      for (const span of items) reporter.exported(span.spanContext().traceId, span.spanContext().spanId);
    },
  );
  const logs = retrying(
    new OTLPLogExporter({ url: `${config.endpoint}/v1/logs`, timeoutMillis: EXPORT_TIMEOUT_MS }),
    watch,
  );

  const { propagator: inner, blame } = choosePropagator(config);
  const propagator = truth.propagator(inner, blame);
  const tracerProvider = new NodeTracerProvider({
    resource,
    sampler: chooseSampler(config),
    spanProcessors: [
      truth,
      counter,
      new BatchSpanProcessor(spans, { scheduledDelayMillis: config.exportDelayMs, maxExportBatchSize: 256 }),
    ],
  });
  tracerProvider.register({ propagator, contextManager: new AsyncLocalStorageContextManager().enable() });
  propagation.setGlobalPropagator(propagator);
  const loggerProvider = new LoggerProvider({
    resource,
    processors: [new BatchLogRecordProcessor({ exporter: logs, scheduledDelayMillis: config.exportDelayMs })],
  });
  registerInstrumentations({ tracerProvider, instrumentations: chooseInstrumentations(config) });

  const inTime = async (sending: readonly Promise<unknown>[]) => {
    const late = new Promise((resolve) => setTimeout(resolve, SHUTDOWN_MS).unref());
    await Promise.race([Promise.allSettled(sending), late]);
    await reporter.flush();
  };

  return {
    tracer: trace.getTracer("shop", VERSION),
    logger: loggerProvider.getLogger("shop", VERSION),
    propagator,
    truth,
    counter,
    flush: () => inTime([tracerProvider.forceFlush(), loggerProvider.forceFlush()]),
    shutdown: () => inTime([tracerProvider.shutdown(), loggerProvider.shutdown()]),
  };
}

function chooseInstrumentations(config: ProcessConfig) {
  const { service, capturedHeaders } = config;
  const faults = createFaultSwitch(config);
  const requestHeaders = [...capturedHeaders];
  const http = new HttpInstrumentation({
    headersToSpanAttributes: { client: { requestHeaders }, server: { requestHeaders } },
    // Where the developer serves by hand, the instrumentation was left out.
    ignoreIncomingRequestHook: (request) => isServedByHand(service, faults, request.url ?? ""),
  });
  const undici = new UndiciInstrumentation({ headersToSpanAttributes: { requestHeaders } });
  // An instrumentation is at work from the moment it is made: where it was left out, it must not be made.
  if (service === "inventory" && faults.has("grpc-no-extract")) return [http, undici];
  const requestMetadata = requestHeaders;
  const grpc = new GrpcInstrumentation({
    metadataToSpanAttributes: { client: { requestMetadata }, server: { requestMetadata } },
  });
  return [http, undici, grpc];
}

/** A host whose clock is off by a constant: everything in this process that asks for the time gets it wrong. */
function setClockOff(offsetMs: number): void {
  const now = Date.now.bind(Date);
  Date.now = () => now() + offsetMs;
}

export const SEVERITY = { INFO: SeverityNumber.INFO, WARN: SeverityNumber.WARN, ERROR: SeverityNumber.ERROR };
