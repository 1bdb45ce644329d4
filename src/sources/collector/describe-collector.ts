/** Whether a collector serves this page, and what it says about itself (GET api/collector). */

export interface CollectorDescription {
  /** undefined where another program has the port. */
  readonly otlpHttpPort: number | undefined;
  readonly otlpGrpcPort: number | undefined;
  /** Name of the folder where spans are kept; undefined: in memory alone. */
  readonly folder: string | undefined;
  /** The demo shop sends to it. */
  readonly runsDemo: boolean;
  /** Its receivers speak TLS. */
  readonly hasTls: boolean;
  /** Senders must show a token. */
  readonly needsToken: boolean;
  readonly recent: RecentCounts;
}

/** Received in the last so many minutes. */
export interface RecentCounts {
  readonly minutes: number;
  readonly spans: number;
  readonly traces: number;
  readonly services: number;
}

/** @throws Error where it does not answer */
export async function describeCollector(base: string, signal?: AbortSignal): Promise<CollectorDescription> {
  const response = await fetch(new URL("api/collector", base), signal ? { signal } : {});
  if (!response.ok) throw new Error(`The collector answered with status ${response.status}.`);
  const answer = (await response.json()) as Record<string, unknown>;
  const { otlpHttpPort, otlpGrpcPort, folder, runsDemo, hasTls, needsToken, recent } = answer;
  const counts = (recent ?? {}) as Record<string, unknown>;
  const number = (value: unknown) => (typeof value === "number" ? value : undefined);
  return {
    otlpHttpPort: number(otlpHttpPort),
    otlpGrpcPort: number(otlpGrpcPort),
    folder: typeof folder === "string" ? folder : undefined,
    runsDemo: runsDemo === true,
    hasTls: hasTls === true,
    needsToken: needsToken === true,
    recent: {
      minutes: number(counts.minutes) ?? 0,
      spans: number(counts.spans) ?? 0,
      traces: number(counts.traces) ?? 0,
      services: number(counts.services) ?? 0,
    },
  };
}
