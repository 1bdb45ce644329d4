/** Which spans a question is about, from the columns alone. */
import { hexToWords, traceIdToHex } from "../../model/ids.ts";
import type { Places } from "./read-records.ts";
import type { SpanStore } from "./span-store.ts";

/** A trace id as the two halves of its columns. */
export interface TraceKey {
  readonly high: bigint;
  readonly low: bigint;
}

/** @param hex up to 32 digits @returns undefined where it is no trace id */
export function traceKeyOf(hex: string): TraceKey | undefined {
  const words = hexToWords(hex, 4);
  if (!words) return undefined;
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = words;
  return { high: (BigInt(w0) << 32n) | BigInt(w1), low: (BigInt(w2) << 32n) | BigInt(w3) };
}

export function traceKeyToHex({ high, low }: TraceKey): string {
  return traceIdToHex(...halves(high), ...halves(low));
}

const halves = (id: bigint): [number, number] => [Number(id >> 32n), Number(id & 0xffff_ffffn)];

/**
 * Where the spans of these traces lie. A span sent twice (a retry whose answer was lost) is given once.
 */
export async function placesOfTraces(store: SpanStore, traces: readonly TraceKey[]): Promise<Places> {
  const rows = (await store.query(
    `SELECT batch, position, trace_high, trace_low FROM span WHERE ${mayBeOneOf(traces)}
     QUALIFY row_number() OVER (PARTITION BY trace_high, trace_low, span_id, start_nano, duration_nano, operation ORDER BY batch, position) = 1`,
  )) as [bigint, number, bigint, bigint][];
  const isWanted = oneOf(traces);
  return toPlaces(rows.filter(([, , high, low]) => isWanted(high, low)).map(([batch, position]) => [batch, position]));
}

/**
 * SQL: the row belongs to one of the traces, or to one whose id ends alike (`oneOf` tells). A condition on one column is all that DuckDB
 * tests while it scans; on both it joins, which is ten times slower.
 */
export function mayBeOneOf(traces: readonly TraceKey[]): string {
  return traces.length === 0 ? "false" : `trace_low IN (${traces.map(({ low }) => `${low}::UBIGINT`).join(",")})`;
}

export function oneOf(traces: readonly TraceKey[]): (high: bigint, low: bigint) => boolean {
  const keys = new Set(traces.map(({ high, low }) => `${high} ${low}`));
  return (high, low) => keys.has(`${high} ${low}`);
}

export function toPlaces(rows: readonly (readonly [bigint, number])[]): Places {
  const places = new Map<bigint, Set<number>>();
  for (const [batch, position] of rows) {
    const positions = places.get(batch);
    if (positions) positions.add(position);
    else places.set(batch, new Set([position]));
  }
  return places;
}
