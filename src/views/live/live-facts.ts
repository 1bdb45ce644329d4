/** What the live views are told. Times in milliseconds. */

export interface LiveFacts {
  readonly status: "connecting" | "waiting" | "live" | "paused" | "broken";
  readonly minutes: number;
  readonly spansPerSecond: number;
  /** undefined = nothing came yet. */
  readonly lagMs: number | undefined;
  /** Spans that came while paused. */
  readonly held: number;
  /** Unix time of the next try to connect. */
  readonly againAtMs: number;
  readonly leftOut: number;
  readonly lostStore: boolean;
}

export interface GrowthFacts {
  /** Traces that may still get spans. */
  readonly arriving: number;
  readonly gone: { readonly traces: number; readonly spans: number };
}

export interface CollectorFacts {
  readonly otlpHttpPort: number | undefined;
  readonly otlpGrpcPort: number | undefined;
  readonly folder: string | undefined;
  readonly runsDemo: boolean;
  readonly hasTls: boolean;
  readonly needsToken: boolean;
  readonly recent: {
    readonly minutes: number;
    readonly spans: number;
    readonly traces: number;
    readonly services: number;
  };
}

/** How far back one can begin. */
export const MINUTES_OFFERED: readonly number[] = [5, 15, 60, 360];
