/**
 * Text search over traces: the text in a span's name, its service or a hot attribute's value, case-insensitive; eight or
 * more hex digits also find the trace whose id begins so, sixteen the span with that id. Each distinct string is tested once.
 */
import { hexToWords, traceIdToHex } from "../model/ids.ts";
import type { DataSet } from "../model/tables.ts";
import { searchStrings } from "./search-strings.ts";

/** @returns one byte a trace, 1 = found */
export function searchTraces(dataSet: DataSet, text: string): Uint8Array {
  const { traces, spans, hotAttributes } = dataSet;
  const hit = searchStrings(dataSet.strings, text);
  const resourceHit = Uint8Array.from(dataSet.resources.service.subarray(0, dataSet.resources.length), (service) =>
    service < 0 ? 0 : hit[service]!,
  );
  const found = searchIds(dataSet, text);
  for (let trace = 0; trace < traces.length; trace++) {
    if (found[trace] === 1) continue;
    const first = traces.first[trace]!;
    const end = first + traces.count[trace]!;
    for (let span = first; span < end && found[trace] === 0; span++) {
      if (hit[spans.name[span]!] === 1 || resourceHit[spans.resource[span]!] === 1) found[trace] = 1;
    }
    const hotEnd = spans.hotFirst[end]!;
    for (let hot = spans.hotFirst[first]!; hot < hotEnd && found[trace] === 0; hot++) {
      if (hit[hotAttributes.value[hot]!] === 1) found[trace] = 1;
    }
  }
  return found;
}

function searchIds({ traces, spans }: DataSet, text: string): Uint8Array {
  const found = new Uint8Array(traces.length);
  if (!/^[0-9a-f]{8,32}$/i.test(text)) return found;
  const beginning = text.toLowerCase();
  const firstWord = Number.parseInt(text.slice(0, 8), 16);
  const { traceId } = traces;
  for (let trace = 0, at = 0; trace < traces.length; trace++, at += 4) {
    // Ids of 64 bits are padded with zeros on the left.
    const isShort = traceId[at] === 0 && traceId[at + 1] === 0;
    if (traceId[at] !== firstWord && !(isShort && traceId[at + 2] === firstWord)) continue;
    const hex = traceIdToHex(traceId[at]!, traceId[at + 1]!, traceId[at + 2]!, traceId[at + 3]!);
    if (hex.startsWith(beginning) || (isShort && hex.startsWith(beginning, 16))) found[trace] = 1;
  }
  if (text.length !== 16) return found;
  const [high, low] = hexToWords(text, 2)!;
  for (let span = 0; span < spans.length; span++) {
    if (spans.spanIdLow[span] === low && spans.spanIdHigh[span] === high) found[spans.trace[span]!] = 1;
  }
  return found;
}
