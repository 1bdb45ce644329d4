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
  readonly #sources: ByteSource[] = [];
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

  finish(): DecodedFiles {
    const dataSet = this.#builder.finish();
    const file = this.#asOneFile();
    return {
      dataSet: { ...dataSet, files: [file], warnings: this.#warningsOf(dataSet) },
      retained: retain([...this.#sources]),
    };
  }

  #asOneFile(): SourceFile {
    const { files } = this.#builder;
    const sum = (of: (file: SourceFile) => number) => files.reduce((total, file) => total + of(file), 0);
    return {
      name: this.#name,
      size: sum(({ size }) => size),
      format: files[0]?.format,
      compression: "none",
      spans: sum(({ spans }) => spans),
      logs: sum(({ logs }) => logs),
    };
  }

  #warningsOf(dataSet: DataSet) {
    const repairs = new FileNotes();
    const sourceFile = new Uint16Array(dataSet.spans.length);
    describeRepairs({ ...dataSet, spans: { ...dataSet.spans, sourceFile } }, [repairs]);
    const warnings = new WarningCollector();
    for (const { code, severity, message, count } of [...this.#notes.list(), ...repairs.list()]) {
      warnings.add({ code, severity, file: this.#name, message }, count);
    }
    return warnings.list();
  }
}
