/** Do the carriers of one request name the same context? A receiver that prefers the other one lands elsewhere. */
import type { CarrierName, Reading } from "./reading.ts";
import { carrierTitle } from "./registry.ts";
import { englishCarrierTexts } from "./texts-en.ts";

export interface Conflict {
  /**
   * trace: different traces. truncated: the same low 64 bits, one side lacks the upper half.
   * span: same trace, different parents. sampling: only the decision differs.
   */
  readonly kind: "trace" | "truncated" | "span" | "sampling";
  /** For truncated the carrier that lacks the upper half comes first. */
  readonly between: readonly [CarrierName, CarrierName];
  readonly sentence: string;
}

const LOW_64_BITS = 16;

/** Compares every pair of accepted readings that carry a trace id. */
export function findConflicts(readings: readonly Reading[]): Conflict[] {
  const carrying = readings.filter((reading) => reading.context?.traceId !== undefined);
  return carrying.flatMap((a, i) => carrying.slice(i + 1).flatMap((b) => compare(a, b) ?? []));
}

function compare(a: Reading, b: Reading): Conflict | undefined {
  const texts = englishCarrierTexts.conflict;
  const [idA, idB] = [a.context?.traceId ?? "", b.context?.traceId ?? ""];
  const conflict = (kind: Conflict["kind"], first = a, second = b): Conflict => ({
    kind,
    between: [first.carrier, second.carrier],
    sentence: texts[kind](carrierTitle(first.carrier), carrierTitle(second.carrier)),
  });
  if (idA !== idB) {
    const sameLowHalf = idA.slice(-LOW_64_BITS) === idB.slice(-LOW_64_BITS);
    if (!sameLowHalf) return conflict("trace");
    if (isShort(a)) return conflict("truncated");
    return isShort(b) ? conflict("truncated", b, a) : conflict("trace");
  }
  const [spanA, spanB] = [a.context?.spanId, b.context?.spanId];
  if (spanA !== undefined && spanB !== undefined && spanA !== spanB) return conflict("span");
  const [sampledA, sampledB] = [a.context?.sampled, b.context?.sampled];
  if (sampledA !== undefined && sampledB !== undefined && sampledA !== sampledB) return conflict("sampling");
  return undefined;
}

function isShort(reading: Reading): boolean {
  return /^0{16}/.test(reading.context?.traceId ?? "");
}
