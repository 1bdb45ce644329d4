/**
 * Whether a JSON body is an export request at all. The decoder reads files of many shapes; a sender that posts another one, such as Jaeger's,
 * must be told, since it would not send again what was answered 200. Looks at the keys of the first object, up to the one that is wanted.
 */
import { findStringEnd, ScanStop, skipColon, skipSpace, skipValue } from "../../formats/json/json-scan.ts";
import type { Signal } from "./batch.ts";

const LISTS: Readonly<Record<Signal, readonly string[]>> = {
  traces: ["resourceSpans", "resource_spans"],
  logs: ["resourceLogs", "resource_logs"],
};
const MESSAGES: Readonly<Record<Signal, string>> = {
  traces: "ExportTraceServiceRequest",
  logs: "ExportLogsServiceRequest",
};
/** A sentence names so many keys, each so long. */
const MOST_KEYS = 5;
const LONGEST_KEY = 40;

/** @returns a sentence for the sender where it is none; damage inside is the decoder's to say */
export function checkJsonRequest(bytes: Uint8Array, signal: Signal): string | undefined {
  const [list] = LISTS[signal];
  const wanted = `an OTLP ${MESSAGES[signal]}: {"${list}":[…]}`;
  const first = skipSpace(bytes, 0);
  if (bytes[first] === 0x5b) return `The body is a JSON list. Send ${wanted}.`;
  if (bytes[first] !== 0x7b) return undefined;
  const keys: string[] = [];
  try {
    for (let at = skipSpace(bytes, first + 1); bytes[at] === 0x22; ) {
      const keyEnd = findStringEnd(bytes, at + 1);
      const key = new TextDecoder().decode(bytes.subarray(at + 1, keyEnd));
      const valueAt = skipColon(bytes, keyEnd + 1);
      if (LISTS[signal].includes(key)) {
        return isListOrNull(bytes[valueAt]) ? undefined : `${key} is no list. Send ${wanted}.`;
      }
      keys.push(key);
      at = skipSpace(bytes, skipValue(bytes, valueAt, 1));
      if (bytes[at] === 0x2c) at = skipSpace(bytes, at + 1);
    }
  } catch (thrown) {
    if (!(thrown instanceof ScanStop)) throw thrown;
    return undefined;
  }
  if (keys.length === 0) return undefined;
  const named = keys.slice(0, MOST_KEYS).map((key) => JSON.stringify(key.slice(0, LONGEST_KEY)));
  return `There is no ${list} in the body, whose keys are ${named.join(", ")}${keys.length > MOST_KEYS ? ", …" : ""}. Send ${wanted}.`;
}

const isListOrNull = (byte: number | undefined) => byte === 0x5b || byte === 0x6e;
