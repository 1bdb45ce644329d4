/** Bytes or text in memory as a source: pasted text, a backend's reply, a test. */
import type { ByteSource } from "../model/byte-source.ts";

export function memorySource(name: string, content: string | Uint8Array): ByteSource {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    read: async (start, end) => new Uint8Array(bytes.subarray(start, end)),
  };
}
