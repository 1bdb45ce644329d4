/**
 * Gunzip in plain code, for what the platform's DecompressionStream gives up on: gzip files that are cut or damaged (it may drop
 * what it has already unpacked) and several gzip members one after another (browsers refuse them).
 *
 *   member = 10 bytes of header, optional fields, deflate blocks, CRC-32 (checked) and length (4 bytes each)
 *
 * Blocks are decoded with one table look-up a symbol; the tables have an entry for each possible run of 15 bits:
 * symbol << 4 | length of its code. Source: RFC 1951 and RFC 1952.
 */

const CODE_BITS = 15;
const REACH = 32_768;
const PIECE = 1 << 20;
const LENGTH_BASE = Uint16Array.of(
  3,
  4,
  5,
  6,
  7,
  8,
  9,
  10,
  11,
  13,
  15,
  17,
  19,
  23,
  27,
  31,
  35,
  43,
  51,
  59,
  67,
  83,
  99,
  115,
  131,
  163,
  195,
  227,
  258,
);
const LENGTH_EXTRA = Uint8Array.of(
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  1,
  1,
  1,
  1,
  2,
  2,
  2,
  2,
  3,
  3,
  3,
  3,
  4,
  4,
  4,
  4,
  5,
  5,
  5,
  5,
  0,
);
const DISTANCE_BASE = Uint16Array.of(
  1,
  2,
  3,
  4,
  5,
  7,
  9,
  13,
  17,
  25,
  33,
  49,
  65,
  97,
  129,
  193,
  257,
  385,
  513,
  769,
  1025,
  1537,
  2049,
  3073,
  4097,
  6145,
  8193,
  12289,
  16385,
  24577,
);
const DISTANCE_EXTRA = Uint8Array.of(
  0,
  0,
  0,
  0,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  4,
  5,
  5,
  6,
  6,
  7,
  7,
  8,
  8,
  9,
  9,
  10,
  10,
  11,
  11,
  12,
  12,
  13,
  13,
);
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

class GzipDamage extends Error {}

/**
 * Unpacks all members of a gzip file, piece by piece.
 * @returns (as the generator's return value) whether it came to a clean end
 */
export function* gunzip(input: Uint8Array): Generator<Uint8Array<ArrayBuffer>, boolean, undefined> {
  const inflater = new Inflater(input);
  try {
    while (inflater.beginMember()) {
      let isLast = false;
      while (!isLast) {
        isLast = inflater.beginBlock();
        while (!inflater.runBlock()) yield inflater.takePiece();
      }
      inflater.endMember();
    }
    yield inflater.takePiece();
    return true;
  } catch (failure) {
    if (!(failure instanceof GzipDamage)) throw failure;
    yield inflater.takePiece();
    return false;
  }
}

class Inflater {
  readonly #input: Uint8Array;
  #at = 0;
  #bits = 0;
  #bitCount = 0;
  /** The last REACH bytes given out, then up to PIECE new ones, then room for one more match. */
  readonly #output = new Uint8Array(REACH + PIECE + 258);
  #from = 0;
  #to = 0;
  /** Of the member, up to #checked. */
  #crc = -1;
  #checked = 0;
  /** Bytes left of a stored block; -1 = the block is coded. */
  #stored = -1;
  readonly #lengths = new Uint16Array(1 << CODE_BITS);
  readonly #distances = new Uint16Array(1 << CODE_BITS);

  constructor(input: Uint8Array) {
    this.#input = input;
  }

  /** @returns false where no more members follow; zeros and other padding after a member are passed over */
  beginMember(): boolean {
    const input = this.#input;
    const isFirst = this.#at === 0;
    if (input[this.#at] !== 0x1f || input[this.#at + 1] !== 0x8b) {
      if (isFirst) throw new GzipDamage("no gzip header");
      return false;
    }
    const flags = this.#byteAt(this.#at + 3);
    this.#at += 10;
    if (flags & 0x04) this.#at += 2 + this.#byteAt(this.#at) + (this.#byteAt(this.#at + 1) << 8);
    for (const field of [0x08, 0x10]) {
      if ((flags & field) === 0) continue;
      while (this.#byteAt(this.#at++) !== 0);
    }
    if (flags & 0x02) this.#at += 2;
    this.#bits = 0;
    this.#bitCount = 0;
    this.#crc = -1;
    return true;
  }

  /** @returns whether it is the member's last block */
  beginBlock(): boolean {
    const isLast = this.#take(1) === 1;
    const type = this.#take(2);
    this.#stored = -1;
    if (type === 0) {
      this.#toByte();
      this.#stored = this.#byteAt(this.#at) | (this.#byteAt(this.#at + 1) << 8);
      this.#at += 4;
    } else if (type === 1) {
      const lengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280);
      buildTable(lengths, this.#lengths);
      buildTable(new Uint8Array(30).fill(5), this.#distances);
    } else if (type === 2) {
      this.#readTables();
    } else {
      throw new GzipDamage("an unknown kind of block");
    }
    return isLast;
  }

  /** Decodes until the block ends or a piece is full. @returns whether the block has ended */
  runBlock(): boolean {
    const output = this.#output;
    const full = REACH + PIECE;
    if (this.#stored >= 0) {
      while (this.#stored > 0) {
        if (this.#to >= full) return false;
        output[this.#to++] = this.#byteAt(this.#at++);
        this.#stored--;
      }
      return true;
    }
    for (;;) {
      if (this.#to >= full) return false;
      const symbol = this.#symbol(this.#lengths);
      if (symbol < 256) {
        output[this.#to++] = symbol;
        continue;
      }
      if (symbol === 256) return true;
      const length = LENGTH_BASE[symbol - 257]! + this.#take(LENGTH_EXTRA[symbol - 257]!);
      const code = this.#symbol(this.#distances);
      const distance = DISTANCE_BASE[code]! + this.#take(DISTANCE_EXTRA[code]!);
      if (!(distance <= this.#to)) throw new GzipDamage("a match before the beginning");
      for (let end = this.#to + length; this.#to < end; this.#to++) output[this.#to] = output[this.#to - distance]!;
    }
  }

  /** What was unpacked since the last call. */
  takePiece(): Uint8Array<ArrayBuffer> {
    this.#check();
    const piece = this.#output.slice(this.#from, this.#to);
    const kept = Math.min(REACH, this.#to);
    this.#output.copyWithin(0, this.#to - kept, this.#to);
    this.#from = kept;
    this.#to = kept;
    this.#checked = kept;
    return piece;
  }

  /** Counts what is new into the checksum. */
  #check(): void {
    let crc = this.#crc;
    for (let at = this.#checked; at < this.#to; at++) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ this.#output[at]!) & 0xff]!;
    this.#crc = crc;
    this.#checked = this.#to;
  }

  endMember(): void {
    this.#toByte();
    if (this.#at + 8 > this.#input.length) throw new GzipDamage("cut");
    this.#check();
    const stored = new DataView(this.#input.buffer, this.#input.byteOffset + this.#at, 4).getInt32(0, true);
    if (stored !== ~this.#crc) throw new GzipDamage("the checksum does not match");
    this.#at += 8;
  }

  #readTables(): void {
    const lengthCount = this.#take(5) + 257;
    const distanceCount = this.#take(5) + 1;
    const codeCount = this.#take(4) + 4;
    const codeLengths = new Uint8Array(19);
    for (let index = 0; index < codeCount; index++) codeLengths[CODE_LENGTH_ORDER[index]!] = this.#take(3);
    buildTable(codeLengths, this.#lengths);
    const lengths = new Uint8Array(lengthCount + distanceCount);
    for (let index = 0; index < lengths.length; ) {
      const symbol = this.#symbol(this.#lengths);
      if (symbol < 16) {
        lengths[index++] = symbol;
        continue;
      }
      const repeated = symbol === 16 ? (lengths[index - 1] ?? 0) : 0;
      const count = symbol === 16 ? 3 + this.#take(2) : symbol === 17 ? 3 + this.#take(3) : 11 + this.#take(7);
      if (index + count > lengths.length) throw new GzipDamage("too many code lengths");
      lengths.fill(repeated, index, index + count);
      index += count;
    }
    buildTable(lengths.subarray(0, lengthCount), this.#lengths);
    buildTable(lengths.subarray(lengthCount), this.#distances);
  }

  #symbol(table: Uint16Array): number {
    // Near the end there may be fewer bits than the longest code has: zeros stand for them, and must not be used.
    while (this.#bitCount < CODE_BITS && this.#at < this.#input.length) {
      this.#bits |= this.#input[this.#at++]! << this.#bitCount;
      this.#bitCount += 8;
    }
    const entry = table[this.#bits & ((1 << CODE_BITS) - 1)]!;
    const length = entry & 15;
    if (length === 0 || length > this.#bitCount) throw new GzipDamage("cut, or an unknown code");
    this.#bits >>>= length;
    this.#bitCount -= length;
    return entry >> 4;
  }

  #take(count: number): number {
    while (this.#bitCount < count) {
      this.#bits |= this.#byteAt(this.#at++) << this.#bitCount;
      this.#bitCount += 8;
    }
    const value = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#bitCount -= count;
    return value;
  }

  /** Goes back to the first whole byte that no code has used. */
  #toByte(): void {
    this.#at -= this.#bitCount >> 3;
    this.#bits = 0;
    this.#bitCount = 0;
  }

  #byteAt(at: number): number {
    const byte = this.#input[at];
    if (byte === undefined) throw new GzipDamage("cut");
    return byte;
  }
}

/** Fills `table` for the canonical code with these code lengths; bits come lowest first, so codes are reversed. */
function buildTable(lengths: Uint8Array, table: Uint16Array): void {
  const next = new Uint16Array(CODE_BITS + 2);
  for (const length of lengths) if (length > 0) next[length + 1]!++;
  for (let length = 1; length <= CODE_BITS; length++) next[length + 1] = (next[length + 1]! + next[length]!) << 1;
  // next[length] is now the first code of that length.
  table.fill(0);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length === 0) continue;
    let code = next[length]!++;
    let reversed = 0;
    for (let bit = 0; bit < length; bit++, code >>= 1) reversed = (reversed << 1) | (code & 1);
    for (let at = reversed; at < table.length; at += 1 << length) table[at] = (symbol << 4) | length;
  }
}
