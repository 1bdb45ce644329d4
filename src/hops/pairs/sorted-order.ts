/**
 * The order of many numbers: a radix sort of their single-precision bits, three passes of 11 bits from the low end, and an
 * insertion pass for those that single precision does not tell apart.
 *
 *   value  -2.5  0.5  1e6      bits made to rise with the value: sign set, flip all; else flip the sign
 *
 * Cost: O(n), with n log n below a few hundred values, where comparing is faster.
 */
const FEW = 300;
const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/** Indices of `values` in ascending order, equal ones by index. No value may be NaN. */
export function sortedOrder(values: Float64Array): Uint32Array {
  const count = values.length;
  let order: Uint32Array = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  if (count < FEW) return order.sort((a, b) => values[a]! - values[b]! || a - b);
  const keys = new Uint32Array(new Float32Array(values).buffer);
  for (let i = 0; i < count; i++) keys[i] = keys[i]! >>> 31 ? ~keys[i]! : keys[i]! | 0x80000000;
  let next: Uint32Array = new Uint32Array(count);
  const place = new Uint32Array(DIGITS + 1);
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    place.fill(0);
    for (let i = 0; i < count; i++) place[((keys[i]! >>> shift) & (DIGITS - 1)) + 1]!++;
    for (let digit = 1; digit < DIGITS; digit++) place[digit]! += place[digit - 1]!;
    for (const i of order) next[place[(keys[i]! >>> shift) & (DIGITS - 1)]!++] = i;
    [order, next] = [next, order];
  }
  for (let at = 1; at < count; at++) {
    const i = order[at]!;
    let to = at;
    for (; to > 0 && isAfter(values, order[to - 1]!, i); to--) order[to] = order[to - 1]!;
    order[to] = i;
  }
  return order;
}

function isAfter(values: Float64Array, a: number, b: number): boolean {
  return values[a]! > values[b]! || (values[a]! === values[b]! && a > b);
}
