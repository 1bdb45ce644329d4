/** One file: finds its format from its first bytes and feeds it to that format's decoder. */
import type { ByteSource } from "../model/byte-source.ts";
import { say } from "../model/sentence.ts";
import type { SourceFile, SourceFormat } from "../model/tables.ts";
import { type ByteStream, GzipStream, PlainStream } from "./byte-stream.ts";
import { ByteWindow } from "./byte-window.ts";
import type { DecodeSession, FileContext, StreamDecoder } from "./decode-session.ts";
import type { FileNotes } from "./file-notes.ts";
import { fillEmptyIds } from "./ids-and-times.ts";
import { JaegerGrammar } from "./jaeger/jaeger-grammar.ts";
import { JsonDecoder } from "./json-decoder.ts";
import { OtlpJsonGrammar } from "./otlp-json/otlp-json-grammar.ts";
import { OtlpProtobufDecoder } from "./otlp-protobuf/otlp-protobuf-decoder.ts";
import type { Framing } from "./otlp-protobuf/recognise.ts";
import { BlobBytes } from "./retained-bytes.ts";
import { isGzip, type Sniffed, sniff } from "./sniff.ts";
import { describeUnknownShape, SHAPE_REACH } from "./unknown-shape.ts";
import { yieldToEvents } from "./yield-to-events.ts";
import { ZipkinGrammar } from "./zipkin/zipkin-grammar.ts";

/** Other events wait no longer than this, in milliseconds, and the time of one chunk. */
const LONGEST_TURN_MS = 10;
const NOTHING = new Uint8Array(0);

/**
 * Decodes one file into the session's columns and adds its row to builder.files.
 * @param tell called between chunks; may throw AbortError
 * @returns the decompressed bytes, to be read again later
 */
export async function decodeFile(
  session: DecodeSession,
  input: ByteSource,
  notes: FileNotes,
  chunkSize: number,
  tell: (soFar: FileSoFar) => void,
): Promise<ByteSource> {
  const { builder } = session;
  const context: FileContext = { session, builder, file: builder.files.length, notes };
  const reading = new FileReading(context, input, chunkSize);
  try {
    await reading.run(tell);
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === "AbortError") throw failure;
    if (failure instanceof RangeError) {
      // What engines throw where they can allocate no more.
      const message = say`There is not enough memory here for the whole file: what was read before is shown. Open a part of it, or close other pages.`;
      notes.add("out-of-memory", "refusal", message);
    } else {
      notes.add("unreadable", "refusal", say`The file could not be read: ${messageOf(failure)}.`);
    }
  }
  builder.files.push(reading.describe());
  return reading.source;
}

/** A file of which a part is decoded. */
export interface FileSoFar {
  /** As stored, before decompression. */
  readonly bytesRead: number;
  readonly source: ByteSource;
  describe(): SourceFile;
}

class FileReading {
  readonly #context: FileContext;
  readonly #chunkSize: number;
  readonly #window = new ByteWindow();
  #keepFrom = 0;
  #hasReserved = false;
  #isGuess = false;
  readonly #inputSize: number;
  readonly #firstSpan: number;
  readonly #firstLog: number;
  source: ByteSource;
  format: SourceFormat | undefined;
  isCompressed = false;

  constructor(context: FileContext, input: ByteSource, chunkSize: number) {
    this.#context = context;
    this.source = input;
    this.#inputSize = input.size;
    this.#firstSpan = context.builder.spans.length;
    this.#firstLog = context.builder.logs.length;
    this.#chunkSize = chunkSize;
  }

  describe(): SourceFile {
    const { builder } = this.#context;
    return {
      name: this.source.name,
      size: this.source.size,
      format: this.format,
      compression: this.isCompressed ? "gzip" : "none",
      spans: builder.spans.length - this.#firstSpan,
      logs: builder.logs.length - this.#firstLog,
    };
  }

  async run(tell: (soFar: FileSoFar) => void): Promise<void> {
    const { notes } = this.#context;
    if (this.source.size === 0) {
      notes.add("empty-file", "refusal", say`The file is empty: export the traces again.`);
      return;
    }
    const stream = await this.#open();
    const decoder = await this.#chooseDecoder(stream);
    if (decoder) {
      const { builder } = this.#context;
      const before = builder.spans.length + builder.logs.length;
      await this.#decodeAll(decoder, stream, tell);
      fillEmptyIds(this.#context, this.#firstSpan);
      if (builder.spans.length + builder.logs.length === before) await this.#noteNothingFound();
    }
    if (stream.cutBy === "bomb") {
      notes.add(
        "gzip-bomb",
        "refusal",
        say`The gzip data unpacks to more than a hundred times its size, which no traces do: what came before is shown. If it is yours, unpack it first.`,
      );
    } else if (stream.cutBy) {
      notes.add(
        "truncated-gzip",
        "refusal",
        say`The gzip data is damaged or cut: what could be unpacked before that is shown. Download or compress the file again.`,
      );
    }
  }

  async #noteNothingFound(): Promise<void> {
    const { notes } = this.#context;
    if (notes.has("metrics-skipped")) {
      const message = say`This file holds OTLP metrics and no spans: Causeway reads traces and logs, so export those.`;
      notes.add("metrics-only", "refusal", message);
    } else if (!notes.list().some(({ severity }) => severity === "refusal")) {
      const isJson = this.format !== "otlp-protobuf";
      const isUnknown = this.#isGuess || this.format === "jaeger-json" || this.format === "zipkin-json";
      const start =
        isJson && isUnknown ? await this.source.read(0, Math.min(SHAPE_REACH, this.source.size)) : undefined;
      const unknown = start && describeUnknownShape(start);
      if (unknown) {
        notes.add("unknown-shape", "refusal", unknown);
        return;
      }
      const message = say`No spans or logs are in this file: check that the export or the query found any.`;
      notes.add("no-spans", "refusal", message);
    }
  }

  async #open(): Promise<ByteStream> {
    const start = await this.source.read(0, Math.min(3, this.source.size));
    if (!isGzip(start)) return new PlainStream(this.source, this.#chunkSize);
    this.isCompressed = true;
    const kept = new BlobBytes(this.source.name);
    const unpacked = new GzipStream(this.source, this.#chunkSize, (chunk) => kept.append(chunk));
    this.source = kept;
    return unpacked;
  }

  async #read(stream: ByteStream): Promise<boolean> {
    const chunk = await stream.next();
    this.#window.append(chunk ?? NOTHING, this.#keepFrom);
    this.#keepFrom = 0;
    return chunk === undefined;
  }

  async #chooseDecoder(stream: ByteStream): Promise<StreamDecoder | undefined> {
    const window = this.#window;
    let isWhole = false;
    let found: Sniffed;
    do {
      const wanted = window.end * 2;
      do isWhole = await this.#read(stream);
      while (!isWhole && window.end < wanted);
      found = sniff(window, isWhole);
    } while (found.kind === "unsure");
    if (found.kind === "refused") {
      this.#context.notes.add(found.code, "refusal", found.message);
      return undefined;
    }
    this.format = found.format;
    this.#isGuess = found.isGuess === true;
    window.at = found.start;
    return decoderFor(found.format, found.framing, this.#context);
  }

  /** Makes room for the rows that the rest of a large file will bring if it goes on as it began. */
  #reserve(bytesRead: number): void {
    const { builder } = this.#context;
    if (this.#hasReserved || bytesRead < this.#chunkSize || builder.spans.length === 0) return;
    this.#hasReserved = true;
    const ofThisFile = (builder.spans.length - this.#firstSpan) / builder.spans.length;
    builder.reserve(1 + ofThisFile * (this.#inputSize / bytesRead) * 1.05);
  }

  async #decodeAll(decoder: StreamDecoder, stream: ByteStream, tell: (soFar: FileSoFar) => void): Promise<void> {
    const window = this.#window;
    const { source } = this;
    const tellSoFar = () => tell({ bytesRead: stream.bytesRead, source, describe: () => this.describe() });
    let yielded = performance.now();
    for (let isLast = false, wanted = 0; ; isLast = await this.#read(stream)) {
      // A value that did not fit is tried again when twice as much of it is here, so that each byte is looked at a few times at most.
      if (!isLast && window.end - window.at < wanted) continue;
      const before = window.base + window.at;
      this.#keepFrom = decoder.decode(window, isLast);
      wanted = window.base + window.at > before ? 0 : (window.end - window.at) * 2;
      if (isLast) return;
      this.#reserve(stream.bytesRead);
      tellSoFar();
      if (performance.now() - yielded < LONGEST_TURN_MS) continue;
      await yieldToEvents();
      yielded = performance.now();
      tellSoFar();
    }
  }
}

function decoderFor(format: SourceFormat, framing: Framing | "log-lines", context: FileContext): StreamDecoder {
  switch (format) {
    case "otlp-json":
      return new JsonDecoder(context, new OtlpJsonGrammar(context), framing === "log-lines");
    case "jaeger-json":
      return new JsonDecoder(context, new JaegerGrammar(context));
    case "zipkin-json":
      return new JsonDecoder(context, new ZipkinGrammar(context));
    case "otlp-protobuf":
      return new OtlpProtobufDecoder(context, framing === "log-lines" ? "none" : framing);
  }
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
