/** A Blob or File as a ByteSource. */
import type { ByteSource } from "../model/byte-source.ts";
import type { NamedBlob } from "./engine-api.ts";

export function blobSource({ name, blob }: NamedBlob): ByteSource {
  return {
    name,
    size: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  };
}
