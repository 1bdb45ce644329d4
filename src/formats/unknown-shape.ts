/** JSON in which no span or log was found: whether it is one of ours with nothing in it, or of a shape that is not known. */
import { type Said, say } from "../model/sentence.ts";
import { readMembers } from "./json/json-members.ts";
import { ScanStop, skipSpace } from "./json/json-scan.ts";

/** How much of a file is looked at, and how many keys are named. */
export const SHAPE_REACH = 1 << 16;
const MOST_KEYS = 8;
const LONGEST_KEY = 40;

/** Keys that stand around an answer, with or without anything in it. */
const WRAPPERS: ReadonlySet<string> = new Set(["data", "result", "trace", "traces", "batches", "spans", "hits"]);
/** What stands under them where nothing was found. */
const EMPTY = /^(\[\s*\]|\{\s*\}|null)/;

/** @returns a sentence if the shape is not known; undefined if the file is merely empty */
export function describeUnknownShape(bytes: Uint8Array): Said | undefined {
  const padded = new Uint8Array(bytes.length + 16);
  padded.set(bytes);
  let at = skipSpace(padded, bytes[0] === 0xef ? 3 : 0);
  while (padded[at] === 0x5b) at = skipSpace(padded, at + 1);
  const keys: string[] = [];
  let isEmptyAnswer = false;
  const tell = (from: number, to: number, valueAt: number) => {
    const key = new TextDecoder().decode(padded.subarray(from, to));
    keys.push(key);
    const value = new TextDecoder().decode(padded.subarray(valueAt, valueAt + 64));
    if (WRAPPERS.has(key) && EMPTY.test(value)) isEmptyAnswer = true;
  };
  // A value that goes on beyond what was read stops the walk: its own key is found by the text before it.
  let next = skipSpace(padded, at + 1);
  if (padded[at] === 0x7b && padded[next] === 0x7d) return undefined;
  if (padded[at] !== 0x7b) return padded[at] === 0x5d ? undefined : notKnown([]);
  try {
    readMembers(padded, at, (from, to, valueAt, valueEnd) => {
      tell(from, to, valueAt);
      next = skipSpace(padded, valueEnd);
    });
  } catch (thrown) {
    if (!(thrown instanceof ScanStop)) throw thrown;
    const cut = /^[,\s]*"((?:[^"\\]|\\.){1,200})"\s*:/.exec(
      new TextDecoder().decode(padded.subarray(next, next + 256)),
    );
    if (cut) keys.push(cut[1]!);
  }
  return isEmptyAnswer ? undefined : notKnown(keys);
}

function notKnown(keys: readonly string[]): Said {
  if (keys.length === 0) {
    return say`This JSON is of a shape that Causeway does not know: it reads OTLP, Jaeger and Zipkin v2.`;
  }
  const named = keys
    .slice(0, MOST_KEYS)
    .map((key) => (key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)}…` : key));
  const list = named.join(", ") + (keys.length > MOST_KEYS ? ", …" : "");
  return say`This JSON is of a shape that Causeway does not know: its top-level keys are ${list}. It reads OTLP, Jaeger and Zipkin v2.`;
}
