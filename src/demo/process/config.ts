import type { ServiceName } from "../faults/fault.ts";

export type Side = "intact" | "broken";

/** What the supervisor tells a service's process when it starts it (environment variable DEMO_CONFIG, JSON). */
export interface ProcessConfig {
  readonly service: ServiceName | "gateway";
  readonly side: Side;
  readonly host: string;
  readonly instance: string;
  /** Faults of the run as `id` or `id:variant`; switched on only where the side is broken. */
  readonly faults: readonly string[];
  /** Where OTLP goes: without /v1/traces. */
  readonly endpoint: string;
  /** 0 to pick a free one; the same again when a service is restarted. */
  readonly port: number;
  readonly clockOffsetMs: number;
  /** Report each span to the supervisor; off where nobody asked for the truth. */
  readonly truth: boolean;
  readonly capturedHeaders: readonly string[];
  /** How long a finished span may wait before it is sent. */
  readonly exportDelayMs: number;
  /** exit-without-flush: payment is replaced after so many charges. */
  readonly chargesPerLife: number;
}

export type Ports = Readonly<Partial<Record<ServiceName | "gateway" | "broker", number>>>;

/**
 * "flush" asks for everything finished so far: spans and logs to the endpoint, the truth of them to the supervisor. "measure" asks
 * for counts with the memory that is in use once the garbage is gone.
 */
export type ToProcess =
  | { readonly type: "peers"; readonly ports: Ports }
  | { readonly type: "flush" }
  | { readonly type: "retire" }
  | { readonly type: "measure" }
  | { readonly type: "stop" };
