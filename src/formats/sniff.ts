/** Finds a file's format from its first bytes, never from its name. */
import { type Said, say } from "../model/sentence.ts";
import type { SourceFormat } from "../model/tables.ts";
import type { ByteWindow } from "./byte-window.ts";
import { nameOfForeignBytes } from "./foreign-bytes.ts";
import { type Framing, recogniseProtobuf } from "./otlp-protobuf/recognise.ts";
import { sniffJson } from "./sniff-json.ts";

export type Sniffed =
  | {
      readonly kind: "found";
      readonly format: SourceFormat;
      /** Where the data begins, after a byte-order mark. */
      readonly start: number;
      readonly framing: Framing | "log-lines";
      /** No key told the format: the decoder looks for one in the rest. */
      readonly isGuess?: boolean;
    }
  /** One sentence for the user: what it is, and what to do. */
  | { readonly kind: "refused"; readonly code: string; readonly message: Said }
  /** More bytes would tell. */
  | { readonly kind: "unsure" };

/** Enough to see the first record of any sane file. */
const ENOUGH_BYTES = 1 << 16;
/** After so much JSON without a known key, the decoder looks for them in the rest. */
const MOST_BYTES = 1 << 23;

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** @param window the first bytes of the (decompressed) file @param isWhole whether they are all of it */
export function sniff({ bytes: padded, end }: ByteWindow, isWhole: boolean): Sniffed {
  const bytes = padded.subarray(0, end);
  if (!isWhole && end < ENOUGH_BYTES) return { kind: "unsure" };
  if (end === 0) {
    return { kind: "refused", code: "empty-file", message: say`The file is empty: export the traces again.` };
  }
  const framing = recogniseProtobuf(bytes);
  if (framing) return { kind: "found", format: "otlp-protobuf", start: 0, framing };
  const foreign = nameOfForeignBytes(bytes);
  if (foreign) return { kind: "refused", ...foreign };
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const json = sniffJson(padded, start, end);
  switch (json) {
    case "not-json":
      return {
        kind: "refused",
        code: "unknown-format",
        message: say`This is not a trace file Causeway knows: it reads OTLP (JSON or protobuf), Jaeger JSON and Zipkin v2 JSON, plain or gzipped.`,
      };
    case "unknown":
      if (!isWhole && end < MOST_BYTES) return { kind: "unsure" };
      return { kind: "found", format: "otlp-json", start, framing: "none", isGuess: true };
    case "otlp-json-in-log":
      return { kind: "found", format: "otlp-json", start, framing: "log-lines" };
    case "node-console":
      return {
        kind: "refused",
        code: "node-console",
        message: say`This is what Node's ConsoleSpanExporter prints, not OTLP: export with OTLPTraceExporter to a collector with a file exporter, or to Causeway itself.`,
      };
    case "go-stdout":
      return {
        kind: "refused",
        code: "go-stdout",
        message: say`This is what Go's stdouttrace exporter prints, not OTLP: export with otlptracehttp or otlptracegrpc to a collector with a file exporter, or to Causeway itself.`,
      };
    case "python-console":
      return {
        kind: "refused",
        code: "python-console",
        message: say`This is what Python's ConsoleSpanExporter prints, not OTLP: export with OTLPSpanExporter to a collector with a file exporter, or to Causeway itself.`,
      };
    case "zipkin-v1":
      return {
        kind: "refused",
        code: "zipkin-v1",
        message: say`This is Zipkin's old v1 JSON: fetch the trace from /api/v2/trace/ instead.`,
      };
    default:
      return { kind: "found", format: json, start, framing: "none" };
  }
}
