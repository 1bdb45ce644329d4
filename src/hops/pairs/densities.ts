/**
 * The density of one gap (request or response) of one call type, learnt from weighted samples.
 *
 *   density            . .                     gaps are skewed, often bimodal, always heavy-tailed:
 *     ^               .   .      .             a kernel estimate on y = log(gap - low + scale), plus
 *     |  steep ->    .     .   .   .           0.5 % of a log-uniform tail above and a steep edge below
 *     +------------low-------------------> gap
 *
 * Units: gaps in nanoseconds, log densities per nanosecond. Few samples are filled up with pseudo-samples of the pooled shape.
 * Cost: O(n log n) to fit, O(1) to read.
 */
import { sortedOrder } from "./sorted-order.ts";

export interface GapDensity {
  readonly low: number;
  readonly median: number;
  readonly high95: number;
  readonly logAt: (gapNano: number) => number;
}

const GRID = 240;
const TAIL_SHARE = 0.005;

/** Value at a share of the weight, 0 where there are no values. Cost: O(n) once, then O(log n) a share. */
export function weightedQuantiles(values: Float64Array, weights: Float64Array): (share: number) => number {
  const order = sortedOrder(values);
  const sums = new Float64Array(order.length);
  let total = 0;
  for (let i = 0; i < sums.length; i++) {
    total += weights[order[i]!]!;
    sums[i] = total;
  }
  return (share) => {
    const goal = total * share;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! >= goal) high = middle;
      else low = middle + 1;
    }
    return order.length ? values[order[low]!]! : 0;
  };
}

/** Fits a gap density; `resolutionNano` is the smallest meaningful difference. Needs at least one sample of positive weight. */
export function fitGapDensity(values: Float64Array, weights: Float64Array, resolutionNano: number): GapDensity {
  const at = weightedQuantiles(values, weights);
  const low = at(0.004);
  const median = at(0.5);
  const high = at(0.99);
  const high95 = at(0.95);
  const scale = Math.max(20_000, resolutionNano, (median - low) / 2);
  const toLog = (x: number) => Math.log(Math.max(x - low + scale, scale * 1e-3));
  // Robust spread on the log axis: quartiles over 1.349, never the deviation.
  const spread = Math.max((toLog(at(0.75)) - toLog(at(0.25))) / 1.349, 0.05);
  let total = 0;
  let squares = 0;
  for (const w of weights) {
    total += w;
    squares += w * w;
  }
  const effective = Math.max(squares > 0 ? (total * total) / squares : 1, 1);
  let bandwidth = 0.2 * spread * (effective / 1000) ** -0.2;
  // A step of the recorder's clock near the bulk, on the log axis: the kernel must be no narrower.
  bandwidth = Math.max(bandwidth, resolutionNano / (median - low + scale), 0.01);
  const from = Math.log(scale * 1e-3) + Math.log(400) - 3 * bandwidth;
  const to = toLog(at(1)) + 4 * bandwidth;
  const step = (to - from) / (GRID - 1);
  const mass = new Float64Array(GRID);
  for (let i = 0; i < values.length; i++) {
    const w = weights[i]!;
    if (w <= 0) continue;
    const position = Math.min(Math.max((toLog(values[i]!) - from) / step, 0), GRID - 1.001);
    const cell = Math.floor(position);
    mass[cell]! += w * (cell + 1 - position);
    mass[cell + 1]! += w * (position - cell);
  }
  const smooth = convolve(mass, bandwidth / step);
  const floor = 1e-12;
  const logGrid = new Float64Array(GRID);
  for (let i = 0; i < GRID; i++) logGrid[i] = Math.log(smooth[i]! / (total * step) + floor);
  const range = Math.max(high - low, scale);
  const below = Math.max(scale / 4, resolutionNano);
  const logTail = Math.log(TAIL_SHARE);
  const logBulk = Math.log(1 - TAIL_SHARE);
  const logAt = (x: number): number => {
    const shifted = x - low + scale;
    if (shifted <= scale * 0.4 + 1e-9) return logTail - Math.log(below) - (low - x) / below;
    const y = Math.log(shifted);
    const position = (y - from) / step;
    let bulk = Math.log(floor);
    if (position >= 0 && position < GRID - 1) {
      const cell = Math.floor(position);
      const part = position - cell;
      bulk = logGrid[cell]! * (1 - part) + logGrid[cell + 1]! * part;
    }
    const bulkLog = logBulk + bulk - y;
    const tail = x > low ? logTail - Math.log(8 * (x - low + range)) : logTail - Math.log(below) - (low - x) / below;
    return bulkLog > tail
      ? bulkLog + Math.log1p(Math.exp(tail - bulkLog))
      : tail + Math.log1p(Math.exp(bulkLog - tail));
  };
  return { low, median, high95, logAt };
}

/** A normal density of the same samples: what the kernel is measured against. */
export function fitNormal(values: Float64Array, weights: Float64Array, resolutionNano: number): GapDensity {
  const at = weightedQuantiles(values, weights);
  let total = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    total += weights[i]!;
    sum += weights[i]! * values[i]!;
    squares += weights[i]! * values[i]! ** 2;
  }
  const mean = sum / total;
  const deviation = Math.max(Math.sqrt(Math.max(squares / total - mean * mean, 0)), resolutionNano, 20_000);
  const norm = -Math.log(deviation * Math.sqrt(2 * Math.PI));
  return {
    low: at(0.004),
    median: at(0.5),
    high95: at(0.95),
    logAt: (x) => norm - 0.5 * ((x - mean) / deviation) ** 2,
  };
}

/** Gaussian smoothing of grid mass; `sigma` in cells. */
function convolve(mass: Float64Array, sigma: number): Float64Array {
  const reach = Math.max(1, Math.ceil(3.5 * sigma));
  const kernel = new Float64Array(2 * reach + 1);
  let sum = 0;
  for (let k = -reach; k <= reach; k++) {
    kernel[k + reach] = Math.exp(-0.5 * (k / Math.max(sigma, 0.3)) ** 2);
    sum += kernel[k + reach]!;
  }
  const out = new Float64Array(mass.length);
  for (let i = 0; i < mass.length; i++) {
    const m = mass[i]!;
    if (m === 0) continue;
    for (let k = -reach; k <= reach; k++) {
      const j = i + k;
      if (j >= 0 && j < out.length) out[j]! += (m * kernel[k + reach]!) / sum;
    }
  }
  return out;
}
