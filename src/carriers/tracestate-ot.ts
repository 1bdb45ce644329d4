/**
 * OpenTelemetry's own tracestate entry `ot=`, which carries probability sampling.
 *
 *   ot=th:c;rv:9b8233f7e3a151     key ":" value, joined by ";"
 *
 *   th  1..14 lower hex, padded on the right to 56 bits: the rejection threshold T; probability (2^56 - T) / 2^56
 *   rv  exactly 14 lower hex: explicit randomness R; without it R is the low 56 bits of the trace id
 *   A span is sampled when R >= T. p and r are the older, abandoned scheme.
 *
 * Source: opentelemetry-specification, trace/tracestate-probability-sampling.md.
 */
export interface OtelTracestate {
  /** 14 hex digits. */
  readonly threshold?: string;
  /** 0..1, from the threshold. */
  readonly probability?: number;
  /** 14 hex digits. */
  readonly randomness?: string;
  /** True when the abandoned p/r scheme was used. */
  readonly abandonedScheme: boolean;
}

const HEX_DIGITS = 14;
const RANGE = 1n << 56n;

/** Reads the value of the `ot` member; an entry that breaks its grammar is left out. */
export function readOtelTracestate(value: string): OtelTracestate {
  const entries = new Map(
    value.split(";").map((entry): [string, string] => {
      const colon = entry.indexOf(":");
      return [entry.slice(0, colon), entry.slice(colon + 1)];
    }),
  );
  const th = entries.get("th");
  const rv = entries.get("rv");
  const threshold = th !== undefined && /^[0-9a-f]{1,14}$/.test(th) ? th.padEnd(HEX_DIGITS, "0") : undefined;
  return {
    ...(threshold !== undefined && { threshold, probability: probabilityOf(threshold) }),
    ...(rv !== undefined && /^[0-9a-f]{14}$/.test(rv) && { randomness: rv }),
    abandonedScheme: entries.has("p") || entries.has("r"),
  };
}

/** Whether a consistent sampler with this threshold keeps the trace; undefined when no threshold is carried. */
export function keepsTrace(state: OtelTracestate, traceId: string): boolean | undefined {
  if (state.threshold === undefined) return undefined;
  // Fourteen hex digits of equal length compare as numbers do.
  return (state.randomness ?? traceId.slice(-HEX_DIGITS)) >= state.threshold;
}

function probabilityOf(threshold: string): number {
  return Number(RANGE - BigInt(`0x${threshold}`)) / Number(RANGE);
}
