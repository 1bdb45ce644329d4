/**
 * Sorts row numbers by a Float64 key: least significant digit first, 16 bits a pass, over the key's bits made comparable
 * as unsigned numbers.
 *
 *   sign 0  0xxxx…  ->  1xxxx…        sign 1  1xxxx…  ->  0yyyy… (y = not x)        NaN -> 1111… in either direction
 *
 * Stable: rows with equal keys stay as they came, also descending. NaN last. O(rows), at most four passes; a pass over a
 * digit that is the same in all rows is skipped, so small integers cost two.
 */
const DIGITS = 1 << 16;

/**
 * @param rows row numbers, in the order that ties keep
 * @param key one entry a row of the table that `rows` points into
 * @returns fresh row numbers
 */
export function sortRows(rows: Int32Array, key: Float64Array, descending: boolean): Int32Array<ArrayBuffer> {
  const { length } = rows;
  const { high, low } = comparableWords(rows, key, descending);
  // `order` holds positions in `rows`.
  let order = Int32Array.from({ length: 0 });
  for (const [words, shift] of [
    [low, 0],
    [low, 16],
    [high, 0],
    [high, 16],
  ] as const) {
    const counts = new Uint32Array(DIGITS);
    for (let at = 0; at < length; at++) counts[(words[at]! >>> shift) & 0xffff]!++;
    if (length > 0 && counts[(words[0]! >>> shift) & 0xffff] === length) continue;
    let next = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = counts[digit]!;
      counts[digit] = next;
      next += count;
    }
    const sorted = new Int32Array(length);
    for (let at = 0; at < length; at++) {
      const position = order.length === 0 ? at : order[at]!;
      sorted[counts[(words[position]! >>> shift) & 0xffff]!++] = position;
    }
    order = sorted;
  }
  if (order.length === 0) return Int32Array.from(rows);
  for (let at = 0; at < length; at++) order[at] = rows[order[at]!]!;
  return order;
}

/** The keys of the rows as two unsigned words each, smallest first. */
function comparableWords(rows: Int32Array, key: Float64Array, descending: boolean) {
  const { length } = rows;
  const high = new Uint32Array(length);
  const low = new Uint32Array(length);
  const double = new Float64Array(1);
  const words = new Uint32Array(double.buffer);
  double[0] = 1;
  const highWord = words[1] === 0 ? 0 : 1;
  for (let at = 0; at < length; at++) {
    const value = key[rows[at]!]!;
    if (Number.isNaN(value)) {
      high[at] = 0xffffffff;
      low[at] = 0xffffffff;
      continue;
    }
    // -0 and 0 are one key.
    double[0] = value + 0;
    const flip = words[highWord]! >>> 31 === 1 ? 0xffffffff : 0;
    const turn = descending ? 0xffffffff : 0;
    high[at] = words[highWord]! ^ (flip | 0x80000000) ^ turn;
    low[at] = words[1 - highWord]! ^ flip ^ turn;
  }
  return { high, low };
}
