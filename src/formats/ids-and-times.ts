/** What a span needs to be one: an id and a time. Those that lack both are left out, those that lack an id get one. */
import { Repair } from "../model/enums.ts";
import { say } from "../model/sentence.ts";
import type { FileContext } from "./decode-session.ts";

const NO_SPAN = say`An object without ids and times is no span: it was left out.`;

/** Takes the newest row back if it has neither ids nor times. @returns whether it was */
export function dropIfNoSpan({ builder, notes }: FileContext, row: number, offset: number): boolean {
  const { columns } = builder.spans;
  const hasId = (columns.spanIdHigh[row]! | columns.spanIdLow[row]!) !== 0;
  if (hasId || !Number.isNaN(columns.start[row]!) || !Number.isNaN(columns.duration[row]!)) return false;
  if ((columns.repairs[row]! & Repair.endUnknown) === 0 || !isZero(builder, columns.trace[row]!)) return false;
  builder.dropSpan(row);
  notes.add("no-span", "refusal", NO_SPAN, offset);
  return true;
}

/**
 * Gives spans whose ids are empty or zero ids made from their place in the file: no two become one, and none joins a trace.
 * @param from the first row of the file
 */
export function fillEmptyIds({ builder, file }: FileContext, from: number): void {
  const { columns, length } = builder.spans;
  let lastTrace = -1;
  let isLastZero = false;
  for (let row = from; row < length; row++) {
    const trace = columns.trace[row]!;
    if (trace !== lastTrace) {
      lastTrace = trace;
      isLastZero = isZero(builder, trace);
    }
    const lacksSpanId = (columns.spanIdHigh[row]! | columns.spanIdLow[row]!) === 0;
    if (!isLastZero && !lacksSpanId) continue;
    const offset = columns.sourceOffset[row]!;
    const high = mix(offset / 2 ** 32, file);
    const low = mix(offset, high);
    if (isLastZero) columns.trace[row] = builder.traceIds.add(mix(high, 1), mix(low, 2), high, low);
    if (lacksSpanId) {
      columns.spanIdHigh[row] = high;
      columns.spanIdLow[row] = low;
    }
    columns.repairs[row]! |= Repair.idInvalid;
  }
}

function isZero(builder: FileContext["builder"], trace: number): boolean {
  const words = new Uint32Array(4);
  builder.traceIds.copyTo(trace, words, 0);
  return (words[0]! | words[1]! | words[2]! | words[3]!) === 0;
}

/** Spreads the bits (murmur3's last step); never zero. */
function mix(value: number, seed: number): number {
  let bits = (value ^ Math.imul(seed + 1, 0x9e3779b9)) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0 || 1;
}
