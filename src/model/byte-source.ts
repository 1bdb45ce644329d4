/** Bytes that can be read in pieces: a File or Blob in a browser, an open file or a Buffer in Node. */
export interface ByteSource {
  /** For warnings; never trusted for anything else. */
  readonly name: string;
  readonly size: number;
  /** The bytes [start, end), cut to size. The array may be the source's own: it must not be changed. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
}
