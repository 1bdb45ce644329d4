import type { Context, Span, TextMapPropagator, Tracer } from "@opentelemetry/api";
import type { TracerShim } from "@opentelemetry/shim-opentracing";
import type { ServiceName } from "../faults/fault.ts";

/**
 * What a service of the shop stands on. The shop's code is written against this alone and holds no socket, so that the
 * same lines run on real sockets in Node and on header maps in a page.
 *
 * Context is handed over explicitly, as in Go: every function takes the `Context` it works in.
 */
export interface World {
  readonly service: ServiceName;
  readonly tracer: Tracer;
  readonly propagator: TextMapPropagator;
  readonly openTracing: TracerShim | undefined;
  readonly faults: FaultSwitch;
  readonly truth: Truth;
  /** An HTTP client that the SDK's instrumentation knows: it makes the CLIENT span and injects. */
  http(ctx: Context, call: HttpCall): Promise<Reply>;
  /** A socket that no instrumentation sees: whoever uses it makes span and headers by hand. */
  plainHttp(call: HttpCall): Promise<Reply>;
  grpc(ctx: Context, method: GrpcMethod, request: unknown): Promise<unknown[]>;
  publish(topic: string, payload: unknown, userProperties: Headers): Promise<void>;
  sql(text: string, values: readonly (string | number)[]): Promise<Record<string, unknown>[]>;
  log(ctx: Context, level: LogLevel, body: string, attributes?: LogAttributes): void;
  sleep(milliseconds: number): Promise<void>;
  /** exit-without-flush: a process of payment lives for this many bookings. */
  readonly chargesPerLife: number;
  /** The process ends, as at a new deployment; another takes its place. */
  quit(): void;
}

export type Headers = Record<string, string>;
export type LogLevel = "INFO" | "WARN" | "ERROR";
export type LogAttributes = Record<string, string | number | boolean>;

export interface HttpCall {
  readonly to: ServiceName;
  /** The name dialled, where a proxy stands before the callee. */
  readonly via?: "gateway";
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Headers;
  /** The caller hangs up after this long. */
  readonly timeoutMs?: number;
  /** `fetch` goes through undici and its own instrumentation. */
  readonly client?: "http" | "fetch";
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Path parameters, named after the route's `:name` parts. */
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Route {
  readonly method: "GET" | "POST";
  /** "/orders/:id" */
  readonly route: string;
  handle(ctx: Context, request: HttpRequest): Promise<Reply>;
}

export type GrpcMethod = "Reserve" | "GetStock" | "ListStock";

/** Answers one message for a unary method, any number for a streaming one. */
export type GrpcHandler = (ctx: Context, request: unknown) => Promise<unknown[]>;

export interface QueueMessage {
  readonly topic: string;
  readonly payload: unknown;
  readonly userProperties: Headers;
}

/** What a service offers; each transport serves what it can. */
export interface ShopService {
  readonly http?: readonly Route[];
  readonly grpc?: Readonly<Record<GrpcMethod, GrpcHandler>>;
  readonly topic?: string;
  consume?(messages: readonly QueueMessage[]): Promise<void>;
}

export interface FaultSwitch {
  /** Is the mistake made here? Never on the intact side. */
  has(id: string): boolean;
  /** Is the run about this fault? True on both sides: what surrounds the mistake is the same. */
  inRun(id: string): boolean;
  /** The variant to use now; several switched on take turns. Undefined when the fault is off. */
  variant(id: string): string | undefined;
}

/**
 * `blame` is a fault's id; it is put on spans that are parted from their true parent, or with a "!" behind it on every span.
 *
 * The demo's own knowledge of who caused what, kept beside the telemetry: it is never exported, and survives every fault.
 * Where the truth is not wanted these do nothing but call.
 */
export interface Truth {
  /** Runs `work` as caused by `span` (undefined: by nothing that is traced). A span started in it, and parted from its true parent, is put to `blame`. */
  inside<T>(span: Span | undefined, work: () => T, blame?: string): T;
  /** The side header for a request sent by hand. */
  send(headers: Headers, cause: Span | undefined, blame?: string): void;
  /** Runs `work`, which starts the span of a request received by hand, as caused by the sender. */
  receive<T>(headers: HttpRequest["headers"], work: () => T, blame?: string): T;
  /** Runs `work`, whose cause stays what it is, with the mistake in it. */
  blame<T>(fault: string, work: () => T): T;
  /** A callback that remembers now what causes it later. */
  carry<A extends unknown[], R>(work: (...values: A) => R, blame?: string): (...values: A) => R;
  /** Puts a span to a fault whatever its parent is. */
  mark(span: Span | undefined, fault: string): void;
}
