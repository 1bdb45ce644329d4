/**
 * A data set that grows: pieces are decoded as they come, each byte once, into one builder, which can be finished again and again.
 *
 *   piece 1 ─┐
 *   piece 2 ─┼─► DataSetBuilder ──finish()──► DataSet ──► (more pieces) ──finish()──► DataSet …
 *   piece 3 ─┘
 *
 * To the reader it is one file: what is said about its pieces is said once, with a count. Adding costs what the piece costs, finishing
 * what the whole does (sorting, parents), without decoding.
 */
import type { ByteSource } from "../model/byte-source.ts";
import { DataSetBuilder } from "../model/data-set-builder.ts";
import { keepTraces } from "../model/keep-traces.ts";
import type { DataSet, SourceFile } from "../model/tables.ts";
import { WarningCollector } from "../model/warning.ts";
import { decodeFile } from "./decode-file.ts";
import { DecodeSession } from "./decode-session.ts";
import { describeRepairs } from "./describe-repairs.ts";
import { FileNotes } from "./file-notes.ts";
import type { DecodedFiles } from "./open-files.ts";
import { retain } from "./retained-bytes.ts";

const CHUNK_SIZE = 2 << 20;

export class GrowingFiles {
  readonly #name: string;
  readonly #builder = new DataSetBuilder();
  readonly #session = new DecodeSession(this.#builder);
  #sources: ByteSource[] = [];
  readonly #notes = new FileNotes();

  /** @param name of the whole */
  constructor(name: string) {
    this.#name = name;
  }

  /** Rows in the order in which they came. Read only. */
  get builder(): DataSetBuilder {
    return this.#builder;
  }

  get pieces(): number {
    return this.#sources.length;
  }

  /** One piece at a time. */
  async add(piece: ByteSource): Promise<void> {
    this.#sources.push(await decodeFile(this.#session, piece, this.#notes, CHUNK_SIZE, () => {}));
  }

  /**
   * Lets traces go, with the bytes of pieces that held nothing else.
   * @param isKept by the builder's trace number @param isLogKept by its row of a log record
   * @returns by the former number of a trace the present one, -1 = gone
   */
  keepTraces(isKept: (trace: number) => boolean, isLogKept: (row: number) => boolean): Int32Array {
    const { traces, files } = keepTraces(this.#builder, isKept, isLogKept);
    this.#sources = files.map((file) => this.#sources[file]!);
    return traces;
  }

  finish(): DecodedFiles {
    const dataSet = this.#builder.finish();
    const file = this.#asOneFile();
    return {
      dataSet: { ...dataSet, files: [file], warnings: this.#warningsOf(dataSet) },
      retained: retain(this.#sources.slice()),
    };
  }

  #asOneFile(): SourceFile {
    const { files, spans, logs } = this.#builder;
    return {
      name: this.#name,
      size: files.reduce((sum, { size }) => sum + size, 0),
      format: files[0]?.format,
      compression: "none",
      spans: spans.length,
      logs: logs.length,
    };
  }

  #warningsOf(dataSet: DataSet) {
    const repairs = new FileNotes();
    const sourceFile = new Uint16Array(dataSet.spans.length);
    describeRepairs({ ...dataSet, spans: { ...dataSet.spans, sourceFile } }, [repairs]);
    const warnings = new WarningCollector();
    for (const { code, severity, message, count } of [...this.#notes.list(), ...repairs.list()]) {
      warnings.add({ code, severity, file: this.#name, message: message.text, said: message }, count);
    }
    return warnings.list();
  }
}
