/** What the decoders of one data set share: the columns they write to, and the rows that repeat over its files. */
import type { DataSetBuilder } from "../model/data-set-builder.ts";
import type { FileIndex } from "../model/index-types.ts";
import type { ByteWindow } from "./byte-window.ts";
import type { FileNotes } from "./file-notes.ts";
import { HotKeyMatcher } from "./hot-key-matcher.ts";
import { RawRows } from "./raw-rows.ts";

export class DecodeSession {
  readonly builder: DataSetBuilder;
  readonly resourceRows = new RawRows();
  readonly scopeRows = new RawRows();
  readonly hotKeys = new HotKeyMatcher();
  #unnamedResource = -1;

  constructor(builder: DataSetBuilder) {
    this.builder = builder;
  }

  /** The row of spans that came without a resource. */
  unnamedResource(): number {
    if (this.#unnamedResource === -1) {
      const row = this.builder.resources.add();
      this.builder.resources.columns.service[row] = this.builder.strings.intern(UNKNOWN_SERVICE);
      this.builder.resources.columns.sourceFile[row] = -1;
      this.#unnamedResource = row;
    }
    return this.#unnamedResource;
  }
}

/** What OpenTelemetry's SDKs call a service that has no name. */
export const UNKNOWN_SERVICE = "unknown_service";

/** One file being decoded. */
export interface FileContext {
  readonly session: DecodeSession;
  readonly builder: DataSetBuilder;
  readonly file: FileIndex;
  readonly notes: FileNotes;
}

/** Decodes the bytes of one file as they come. */
export interface StreamDecoder {
  /**
   * Decodes what is whole in the window and moves window.at behind it.
   * @param isLast no more bytes will come
   * @returns the position from which on the window must be kept
   */
  decode(window: ByteWindow, isLast: boolean): number;
}
