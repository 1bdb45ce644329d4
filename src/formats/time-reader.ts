/**
 * Times and durations as exporters write them, into whole seconds and nanoseconds, exactly: digits (in quotes or not, above
 * 2^53 too), decimal fractions, exponents, and RFC 3339 text.
 */

const DIGIT_0 = 0x30;
/** Longer numbers are no times. */
const LONGEST_DIGITS = 20;

const ZEROS = 0x30303030;
const TO_HIGH_BIT = 0x76767676;
const HIGH_BITS = 0x80808080 | 0;

/** Four digits, one a byte in reading order, as two numbers of two digits: in the low byte and from bit 16 on. */
function pairs(digits: number): number {
  return (Math.imul(digits, 10) + (digits >>> 8)) & 0x00ff00ff;
}

function fourDigits(digits: number): number {
  const two = pairs(digits);
  return (two & 0xff) * 100 + (two >>> 16);
}

export class TimeReader {
  seconds = 0;
  nanos = 0;
  /** Whether what was read is a time or an amount at all; zero is one. */
  isNumber = false;

  /**
   * Reads the number bytes[from, to).
   * @param places decimal places below a second: 9 for nanoseconds, 6 for microseconds
   * @returns whether it is a number above zero
   */
  read(bytes: Uint8Array, from: number, to: number, places: 6 | 9): boolean {
    const secondsEnd = to - places;
    if (to - from > LONGEST_DIGITS) return this.#readText(bytes, from, to, places);
    let seconds = 0;
    let fraction = 0;
    let at = from;
    for (; at < secondsEnd; at++) {
      const digit = bytes[at]! - DIGIT_0;
      if (digit < 0 || digit > 9) return this.#readText(bytes, from, to, places);
      seconds = seconds * 10 + digit;
    }
    for (; at < to; at++) {
      const digit = bytes[at]! - DIGIT_0;
      if (digit < 0 || digit > 9) return this.#readText(bytes, from, to, places);
      fraction = fraction * 10 + digit;
    }
    this.isNumber = to > from;
    this.seconds = seconds;
    this.nanos = places === 6 ? fraction * 1_000 : fraction;
    return seconds > 0 || fraction > 0;
  }

  /**
   * Reads the nineteen digits at `at`: Unix nanoseconds from the year 2001 to 2286, four digits at a time.
   * @returns false, with nothing changed, where they are no digits
   */
  readNineteen(view: DataView, at: number): boolean {
    const a = view.getInt32(at, true) ^ ZEROS;
    const b = view.getInt32(at + 4, true) ^ ZEROS;
    const c = view.getInt32(at + 8, true) ^ ZEROS;
    const d = view.getInt32(at + 12, true) ^ ZEROS;
    // The last word overlaps the one before by a digit.
    const e = view.getInt32(at + 15, true) ^ ZEROS;
    // A byte above nine reaches its high bit when 0x76 is added.
    const above = a | (a + TO_HIGH_BIT) | b | (b + TO_HIGH_BIT) | c | (c + TO_HIGH_BIT) | d | (d + TO_HIGH_BIT);
    if (((above | e | (e + TO_HIGH_BIT)) & HIGH_BITS) !== 0) return false;
    const middle = pairs(c);
    this.seconds = fourDigits(a) * 1_000_000 + fourDigits(b) * 100 + (middle & 0xff);
    this.nanos = (middle >>> 16) * 10_000_000 + fourDigits(d) * 1_000 + (fourDigits(e) % 1_000);
    this.isNumber = true;
    return true;
  }

  /** Reads bytes[from, to) as a length of time. @returns nanoseconds; NaN where it is none */
  readAmount(bytes: Uint8Array, from: number, to: number, places: 6 | 9): number {
    this.read(bytes, from, to, places);
    return this.isNumber ? this.seconds * 1e9 + this.nanos : Number.NaN;
  }

  #readText(bytes: Uint8Array, from: number, to: number, places: number): boolean {
    this.seconds = 0;
    this.nanos = 0;
    this.isNumber = false;
    if (to - from > 64) return false;
    const text = String.fromCharCode(...bytes.subarray(from, to));
    const number = /^(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
    if (!number) return this.#readDate(text);
    const [, whole = "", part = "", exponent = "0"] = number;
    // The value times 10^(9 - places), as digits: move the point, cut what is finer than a nanosecond.
    const shift = Number(exponent) + 9 - places;
    const digits = whole + part;
    const length = whole.length + shift;
    if (length > 40) return false;
    const nanos = BigInt(length <= 0 ? 0 : digits.slice(0, length).padEnd(length, "0") || 0);
    return this.#set(nanos);
  }

  #readDate(text: string): boolean {
    const date = /^(\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*)?(Z|z|[+-]\d\d:?\d\d)$/.exec(text);
    if (!date) return false;
    const [, whole = "", fraction = "", zone = "Z"] = date;
    const milliseconds = Date.parse(whole.replace(" ", "T") + zone.toUpperCase());
    if (!(milliseconds > 0)) return false;
    return this.#set(BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, "0")));
  }

  #set(unixNano: bigint): boolean {
    this.isNumber = true;
    this.seconds = Number(unixNano / 1_000_000_000n);
    this.nanos = Number(unixNano % 1_000_000_000n);
    return unixNano > 0n;
  }
}
