import type { RemedyCause } from "./all-causes.ts";
import type { Infrastructure } from "./infrastructure.ts";

/** An instrumentation library as spans name it: the name is compared whole, never a part of it. */
export interface ScopeFact {
  readonly name: string;
  /** "" = not given */
  readonly version: string;
}

/** What is known about the service to be changed: the side that is broken, not the side that noticed. Plain data, so it can be sent. */
export interface RemedyFacts {
  readonly cause: RemedyCause;
  /** The service to be changed. */
  readonly service?: string | undefined;
  /** telemetry.sdk.language */
  readonly language?: string | undefined;
  /** telemetry.sdk.version */
  readonly sdkVersion?: string | undefined;
  /** Of the spans that show the fault. */
  readonly scopes?: readonly ScopeFact[];
  readonly infrastructure?: readonly Infrastructure[];
  /** The edge's protocol: http, grpc, messaging, ... */
  readonly protocol?: string | undefined;
  /** Names of the calling and the called service. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
