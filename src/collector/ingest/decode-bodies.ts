/** OTLP bodies into columns, their format and signal known from the address they came to: nothing is guessed from the bytes. */
import { ByteWindow } from "../../formats/byte-window.ts";
import { DecodeSession, type FileContext, type StreamDecoder } from "../../formats/decode-session.ts";
import { FileNotes } from "../../formats/file-notes.ts";
import { JsonDecoder } from "../../formats/json-decoder.ts";
import { OtlpJsonGrammar } from "../../formats/otlp-json/otlp-json-grammar.ts";
import { OtlpProtobufDecoder } from "../../formats/otlp-protobuf/otlp-protobuf-decoder.ts";
import { DataSetBuilder } from "../../model/data-set-builder.ts";
import type { OtlpFormat, Signal } from "./batch.ts";

export interface UnpackedBody {
  readonly signal: Signal;
  readonly format: OtlpFormat;
  readonly bytes: Uint8Array;
}

/** All rows are in the builder, unsorted; `sourceFile` is the place in `bodies`. The notes say what is damaged. */
export function decodeBodies(bodies: readonly UnpackedBody[]): { builder: DataSetBuilder; notes: FileNotes } {
  const builder = new DataSetBuilder();
  const session = new DecodeSession(builder);
  const notes = new FileNotes();
  for (const [file, { signal, format, bytes }] of bodies.entries()) {
    const window = new ByteWindow();
    window.append(bytes, 0);
    decoderOf({ session, builder, file, notes }, format, signal).decode(window, true);
    builder.files.push({ name: "", size: bytes.length, format, compression: "none", spans: 0, logs: 0 });
  }
  return { builder, notes };
}

function decoderOf(context: FileContext, format: OtlpFormat, signal: Signal): StreamDecoder {
  if (format === "otlp-json") return new JsonDecoder(context, new OtlpJsonGrammar(context));
  return new OtlpProtobufDecoder(context, "none", signal === "traces" ? "span" : "log");
}
