/**
 * Protobuf's wire format as bytes: positions in, positions out.
 *
 *   field = tag, value      tag = number << 3 | wire type      0 varint   1 eight bytes   2 length and bytes   5 four bytes
 *
 * Source: https://protobuf.dev/programming-guides/encoding
 */

export const WireType = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** A cursor over one message: next() steps from field to field. */
export class WireReader {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  end = 0;
  /** Of the current field. */
  field = 0;
  wireType = 0;
  /** Where the bytes of a length-delimited field are; for others, of their encoded value. */
  from = 0;
  to = 0;
  /** The value of a varint field, as a number; exact up to 2^53. */
  value = 0;

  reset(bytes: Uint8Array, from: number, to: number): void {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /** Steps to the next field. @returns false at the end; throws WireError where the bytes are no message */
  next(): boolean {
    if (this.at >= this.end) return false;
    const { bytes } = this;
    // Nearly all tags and lengths are one byte.
    const first = bytes[this.at]!;
    if (first < 0x80) {
      this.at++;
      this.field = first >> 3;
      this.wireType = first & 7;
    } else {
      const tag = this.varint();
      this.field = Math.floor(tag / 8);
      this.wireType = tag & 7;
    }
    this.from = this.at;
    if (this.wireType === WireType.bytes) {
      let length = bytes[this.at]!;
      if (length < 0x80 && this.at < this.end) this.at++;
      else length = this.varint();
      this.from = this.at;
      this.at += length;
    } else if (this.wireType === WireType.varint) {
      this.value = this.varint();
    } else if (this.wireType === WireType.fixed64) {
      this.at += 8;
    } else if (this.wireType === WireType.fixed32) {
      this.at += 4;
    } else {
      throw new WireError(this.from, "an unknown wire type");
    }
    this.to = this.at;
    if (this.field === 0) throw new WireError(this.from, "a field without a number");
    if (this.at > this.end) throw new WireError(this.from, "a field longer than its message");
    return true;
  }

  varint(): number {
    const { bytes } = this;
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 10; count++) {
      if (this.at >= this.end) throw new WireError(this.at, "a number cut short");
      const byte = bytes[this.at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw new WireError(this.at, "a number of more than 64 bits");
  }

  /** The four bytes at `at`, little-endian. */
  fixed32(at = this.from): number {
    const { bytes } = this;
    return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
  }

  /** The double of the current field. */
  double(): number {
    return new DataView(this.bytes.buffer, this.bytes.byteOffset + this.from, 8).getFloat64(0, true);
  }

  /** The varint of the current field as a signed 64-bit integer. */
  bigint(): bigint {
    let value = 0n;
    for (let at = this.from, shift = 0n; at < this.to; at++, shift += 7n) {
      value |= BigInt(this.bytes[at]! & 0x7f) << shift;
    }
    return BigInt.asIntN(64, value);
  }
}

/** The bytes are not what protobuf allows, or end too early. */
export class WireError extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/** Splits 64-bit nanoseconds (two words) into seconds and nanoseconds, exactly. */
export class SplitTime {
  seconds = 0;
  nanos = 0;

  /** @returns whether the time is above zero */
  set(high: number, low: number): boolean {
    // The quotient is estimated in floating point (off by one at most); the remainder is exact modulo 2^32, and fits.
    this.seconds = Math.floor(high * 4.294967296 + low * 1e-9);
    this.nanos = (low - Math.imul(this.seconds, 1_000_000_000)) | 0;
    if (this.nanos < 0) {
      this.seconds--;
      this.nanos += 1_000_000_000;
    } else if (this.nanos >= 1_000_000_000) {
      this.seconds++;
      this.nanos -= 1_000_000_000;
    }
    return high > 0 || low > 0;
  }
}
