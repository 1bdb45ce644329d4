/** Numbers that stand for words in the columns of the batch table. Stored in files: never renumber. */
import type { Compression, OtlpFormat, Signal } from "../ingest/batch.ts";

export const SIGNAL_CODE: Readonly<Record<Signal, number>> = { traces: 1, logs: 2 };
export const FORMAT_CODE: Readonly<Record<OtlpFormat, number>> = { "otlp-json": 1, "otlp-protobuf": 2 };
export const COMPRESSION_CODE: Readonly<Record<Compression, number>> = { none: 0, gzip: 1, zstd: 2 };

/** The word of a code. @throws where the file holds a number no version wrote */
export function wordOf<Word extends string>(codes: Readonly<Record<Word, number>>, code: unknown): Word {
  const found = (Object.keys(codes) as Word[]).find((word) => codes[word] === code);
  if (found === undefined) throw new Error(`The store holds the unknown code ${String(code)}.`);
  return found;
}
