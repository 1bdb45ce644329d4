/**
 * The part of a stream of bytes that is being decoded:
 *
 *      base                    base + at              base + end
 *   ...│ kept for recovery      │ not yet decoded       │ 0 0 0 … │
 *      0                        at                      end       end + PADDING
 *
 * Zeros follow the last byte, so that a scanner may look a few bytes ahead and stops at the end without comparing positions:
 * a zero at or after `end` means "more bytes are needed", a zero before it is a zero of the data.
 */
const PADDING = 64;

export class ByteWindow {
  bytes = new Uint8Array(PADDING);
  /** The same bytes, for reading words. */
  view = new DataView(this.bytes.buffer);
  /** Offset of bytes[0] in the stream. */
  base = 0;
  /** Everything before is decoded. */
  at = 0;
  end = 0;

  /** Forgets what lies before `keepFrom` (a position in `bytes`), then adds the chunk. */
  append(chunk: Uint8Array, keepFrom: number): void {
    const kept = this.end - keepFrom;
    const needed = kept + chunk.length + PADDING;
    if (needed > this.bytes.length) {
      const grown = new Uint8Array(Math.max(needed, Math.min(this.bytes.length * 2, needed + (1 << 26))));
      grown.set(this.bytes.subarray(keepFrom, this.end));
      this.bytes = grown;
      this.view = new DataView(grown.buffer);
    } else {
      this.bytes.copyWithin(0, keepFrom, this.end);
    }
    this.bytes.set(chunk, kept);
    this.base += keepFrom;
    this.at -= keepFrom;
    this.end = kept + chunk.length;
    this.bytes.fill(0, this.end, this.end + PADDING);
  }
}
