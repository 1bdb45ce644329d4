/**
 * Bytes of one or more files into one data set:
 *
 *   ByteSource -> (gunzip) -> sniff -> decoder -> DataSetBuilder -> finish() -> DataSet
 *
 * In chunks, so that a file may be larger than memory holds as text; between chunks other events get their turn.
 */
import type { ByteSource } from "../model/byte-source.ts";
import { DataSetBuilder } from "../model/data-set-builder.ts";
import type { DataSet } from "../model/tables.ts";
import { decodeFile } from "./decode-file.ts";
import { DecodeSession } from "./decode-session.ts";
import { describeRepairs } from "./describe-repairs.ts";
import { FileNotes } from "./file-notes.ts";
import { addNotes } from "./locate-notes.ts";
import { type RetainedBytes, retain } from "./retained-bytes.ts";

export interface DecodeProgress {
  /** Name of the file being read. */
  readonly file: string;
  readonly fileIndex: number;
  readonly files: number;
  /** Of all files, as stored. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly spans: number;
}

export interface DecodeOptions {
  readonly signal?: AbortSignal | undefined;
  onProgress?(progress: DecodeProgress): void;
  /** Called between chunks with all rows so far; finish() may be called on it. */
  onPartial?(builder: DataSetBuilder): void;
  /** Bytes read at a time. */
  readonly chunkSize?: number;
}

export interface DecodedFiles {
  readonly dataSet: DataSet;
  readonly retained: RetainedBytes;
}

/** Large enough that a chunk's fixed costs do not count, small enough for a cancel to arrive soon. */
const CHUNK_SIZE = 2 << 20;

/**
 * Decodes files of any supported format, found by their bytes, as one data set (a trace may be spread over them).
 * What cannot be read is said in dataSet.warnings; rejects only with AbortError, when cancelled.
 */
export async function decodeFiles(inputs: readonly ByteSource[], options: DecodeOptions): Promise<DecodedFiles> {
  const builder = new DataSetBuilder();
  const session = new DecodeSession(builder);
  const sources: ByteSource[] = [];
  const allNotes: FileNotes[] = [];
  const bytesTotal = inputs.reduce((sum, input) => sum + input.size, 0);
  let bytesBefore = 0;
  for (const [fileIndex, input] of inputs.entries()) {
    const notes = new FileNotes();
    allNotes.push(notes);
    const tell = (bytesRead: number) => {
      options.signal?.throwIfAborted();
      options.onProgress?.({
        file: input.name,
        fileIndex,
        files: inputs.length,
        bytesRead: bytesBefore + bytesRead,
        bytesTotal,
        spans: builder.spans.length,
      });
      options.onPartial?.(builder);
    };
    sources.push(await decodeFile(session, input, notes, options.chunkSize ?? CHUNK_SIZE, tell));
    bytesBefore += input.size;
    tell(0);
  }
  const dataSet = builder.finish();
  describeRepairs(dataSet, allNotes);
  for (const [file, notes] of allNotes.entries()) await addNotes(builder.warnings, sources[file]!, notes);
  return { dataSet: { ...dataSet, warnings: builder.warnings.list() }, retained: retain(sources) };
}
