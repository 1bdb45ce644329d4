/** Zipkin v2 JSON: lists of spans, lists of lists of spans, or spans line by line; every object is a span. */
import type { ByteWindow } from "../byte-window.ts";
import type { FileContext } from "../decode-session.ts";
import { type JsonGrammar, type Role, SKIPPED } from "../json/json-stream.ts";
import { takeBackRows } from "../take-back.ts";
import { ZipkinSpanReader } from "./zipkin-span-reader.ts";

export class ZipkinGrammar implements JsonGrammar {
  readonly top: Role = 1;
  readonly #context: FileContext;
  readonly #spans: ZipkinSpanReader;

  constructor(context: FileContext) {
    this.#context = context;
    this.#spans = new ZipkinSpanReader(context);
  }

  roleOfKey(): Role {
    return SKIPPED;
  }

  isLeaf(): boolean {
    return true;
  }

  enterObject(): void {}

  leaveObject(): void {}

  readLeaf(_role: Role, { bytes, base }: ByteWindow, at: number): number {
    return this.#spans.read(bytes, at, base + at);
  }

  takeBack(offset: number): void {
    takeBackRows(this.#context, offset);
  }
}
