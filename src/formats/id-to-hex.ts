/** Ids as text in one spelling, whatever the exporter wrote. */
import { spanIdToHex, traceIdToHex } from "../model/ids.ts";
import { IdReader } from "./id-reader.ts";

/** @param wordCount 2 for a span id, 4 for a trace id @returns lower-case hex; "" where there is no id */
export function idToHex(text: string, wordCount: 2 | 4): string {
  if (text === "") return "";
  const bytes = new TextEncoder().encode(text);
  const reader = new IdReader();
  reader.read(bytes, 0, bytes.length, wordCount);
  const [w0 = 0, w1 = 0, w2 = 0, w3 = 0] = reader.words;
  return wordCount === 2 ? spanIdToHex(w0, w1) : traceIdToHex(w0, w1, w2, w3);
}
