/** A trace as a search found it: what a list shows, before it is opened. */

export interface FoundTrace {
  /** 32 hex digits. */
  readonly traceId: string;
  /** Of the root, or of the earliest span where the root is not there; "" = unknown. */
  readonly service: string;
  readonly name: string;
  readonly startUnixNano: bigint;
  readonly durationNano: number;
  /** undefined: the backend does not say. */
  readonly spans: number | undefined;
  readonly errors: number | undefined;
  /** Spans whose parent is not there. */
  readonly orphans: number | undefined;
  readonly services: readonly string[];
  /** The backend knows no root of it. */
  readonly isRootMissing: boolean;
}

export interface FoundTraces {
  /** Latest first. */
  readonly traces: readonly FoundTrace[];
  /** As many as were asked for: there may be more. */
  readonly isLimitReached: boolean;
  /** Why the backend looked at a part only, in its own words; "" where it gave no reason, undefined = it looked at all. */
  readonly partial: string | undefined;
}

export function foundTraces(
  traces: readonly FoundTrace[],
  limit: number,
  partial: string | undefined = undefined,
): FoundTraces {
  const ordered = [...traces].sort((a, b) => (a.startUnixNano > b.startUnixNano ? -1 : 1));
  return { traces: ordered, isLimitReached: traces.length >= limit, partial };
}
