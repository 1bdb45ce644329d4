/** Bytes or text in memory as a source: pasted text, a backend's reply, a test. */
import type { ByteSource } from "../model/byte-source.ts";

export function memorySource(name: string, content: string | Uint8Array): ByteSource {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : (content as Uint8Array<ArrayBuffer>);
  return {
    name,
    size: bytes.length,
    read: async (start, end) => bytes.subarray(start, end),
  };
}
