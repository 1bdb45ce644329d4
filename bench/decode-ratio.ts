/** Decoding OTLP/JSON to columns against JSON.parse of the same bytes, in turns in one run. Runs in Node and in a worker. */

import { memorySource } from "../src/formats/memory-source.ts";
import { decodeFiles } from "../src/formats/open-files.ts";
import type { DataSet } from "../src/model/tables.ts";
import { type GeneratedShape, generateOtlpBytes } from "./generate-traces.ts";

export interface DecodeRatio {
  readonly megabytes: number;
  readonly spans: number;
  /** Least time of decoding (with finish) over least time of JSON.parse (with decoding its text); and without the text. */
  readonly ratio: number;
  readonly ratioWithoutText: number;
  readonly parseMilliseconds: number;
  readonly decodeMilliseconds: number;
  readonly bytesPerSpan: number;
}

/** @param now a clock in milliseconds */
export async function measureDecode(shape: GeneratedShape, rounds: number, now: () => number): Promise<DecodeRatio> {
  const bytes = generateOtlpBytes(shape);
  const text: number[] = [];
  const parse: number[] = [];
  const decode: number[] = [];
  let dataSet: DataSet | undefined;
  for (let round = 0; round < rounds; round++) {
    const started = now();
    const lines = new TextDecoder().decode(bytes).split("\n");
    const decoded = now();
    let kept = 0;
    for (const line of lines) if (line !== "") kept += JSON.parse(line).resourceSpans.length;
    const parsed = now();
    if (kept === 0) throw new Error("nothing was parsed");
    text.push(decoded - started);
    parse.push(parsed - decoded);
    const begun = now();
    ({ dataSet } = await decodeFiles([memorySource("bench", bytes)], {}));
    decode.push(now() - begun);
    if (dataSet.spans.length !== shape.spans || dataSet.warnings.length > 0) {
      throw new Error(`${dataSet.spans.length} spans, ${JSON.stringify(dataSet.warnings)}`);
    }
  }
  return {
    megabytes: bytes.length / 1e6,
    spans: shape.spans,
    ratio: least(decode) / (least(parse) + least(text)),
    ratioWithoutText: least(decode) / least(parse),
    parseMilliseconds: least(parse),
    decodeMilliseconds: least(decode),
    bytesPerSpan: columnBytes(dataSet!) / shape.spans,
  };
}

/** Bytes of all typed arrays of the data set. */
export function columnBytes(dataSet: DataSet): number {
  const seen = new Set<ArrayBufferLike>();
  let bytes = 0;
  const add = (value: unknown, depth: number): void => {
    if (ArrayBuffer.isView(value)) {
      if (!seen.has(value.buffer)) bytes += value.buffer.byteLength;
      seen.add(value.buffer);
    } else if (typeof value === "object" && value !== null && depth < 3) {
      for (const part of Object.values(value)) add(part, depth + 1);
    }
  };
  add(dataSet, 0);
  return bytes;
}

/** The least disturbed round. */
function least(values: readonly number[]): number {
  return Math.min(...values);
}
