/**
 * Bytes of one or more files into one data set:
 *
 *   ByteSource -> (gunzip) -> sniff -> decoder -> DataSetBuilder -> finish() -> DataSet
 *
 * In chunks, so that a file may be larger than memory holds as text; between chunks other events get their turn.
 */
import type { ByteSource } from "../model/byte-source.ts";
import { DataSetBuilder } from "../model/data-set-builder.ts";
import { say } from "../model/sentence.ts";
import type { DataSet } from "../model/tables.ts";
import type { Warning } from "../model/warning.ts";
import { decodeFile, type FileSoFar } from "./decode-file.ts";
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
  /**
   * Called between chunks.
   * @param decodeSoFar makes a data set of its own of what has been read; undefined where spans wait for their resource
   */
  onProgress?(progress: DecodeProgress, decodeSoFar: () => DecodedFiles | undefined): void;
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
    const tell = (bytesRead: number, soFar?: FileSoFar) => {
      options.signal?.throwIfAborted();
      const progress = {
        file: input.name,
        fileIndex,
        files: inputs.length,
        bytesRead: bytesBefore + bytesRead,
        bytesTotal,
        spans: builder.spans.length,
      };
      options.onProgress?.(progress, () => decodedSoFar(builder, sources, soFar));
    };
    const chunkSize = options.chunkSize ?? CHUNK_SIZE;
    sources.push(await decodeFile(session, input, notes, chunkSize, (soFar) => tell(soFar.bytesRead, soFar)));
    bytesBefore += input.size;
    tell(0);
  }
  const dataSet = finish(builder);
  describeRepairs(dataSet, allNotes);
  for (const [file, notes] of allNotes.entries()) await addNotes(builder.warnings, sources[file]!, notes);
  return { dataSet: { ...dataSet, warnings: builder.warnings.list() }, retained: retain(sources) };
}

function finish(builder: DataSetBuilder): DataSet {
  try {
    return builder.finish();
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure;
    const spans = builder.spans.length.toLocaleString("en");
    throw new Error(`There is not enough memory here for ${spans} spans: open fewer files, or a part of this one.`);
  }
}

function decodedSoFar(
  builder: DataSetBuilder,
  sources: readonly ByteSource[],
  soFar: FileSoFar | undefined,
): DecodedFiles | undefined {
  const dataSet = builder.finish();
  if (dataSet.spans.resource.includes(-1) || dataSet.logs.resource.includes(-1)) return undefined;
  if (!soFar) return { dataSet, retained: retain([...sources]) };
  const file = soFar.describe();
  // Read by whoever stops here.
  const said = say`Reading was stopped here: what comes before is shown. Open the file again to read the rest.`;
  const stopped: Warning = {
    code: "stopped",
    severity: "refusal",
    file: file.name,
    offset: soFar.bytesRead,
    message: said.text,
    said,
    count: 1,
  };
  return {
    dataSet: { ...dataSet, files: [...dataSet.files, file], warnings: [...dataSet.warnings, stopped] },
    retained: retain([...sources, soFar.source]),
  };
}
