/**
 * Heights of things that lie in layers in a given order: as near as possible to what they are joined to, and close together.
 * (Dagre's own heights keep every long edge straight, which makes large graphs several times as high.)
 *
 *   layer 0   layer 1        A few sweeps, left to right and back: each thing wishes for the mean height of its neighbours in the
 *   ┌──┐      ┌──┐           layer before; isotonic regression (pool adjacent violators) then finds the heights nearest to the
 *   │  │╲     └──┘           wishes that keep the order and the gaps.
 *   └──┘ ╲─── bend
 *          ╲  ┌──┐           O(sweeps x (things + joints)).
 */

export interface LayeredThing {
  /** Half of its height with the gap around it. */
  readonly halfCssPx: number;
  /** Pulls this strongly; a node more than a bend. */
  readonly weight: number;
}

/** Wish of a bend for its neighbour on the same edge, against 1 of other joints: long edges stay straight. */
const STRAIGHT = 4;
const SWEEPS = 12;

/**
 * @param layers numbers of things, left to right, each layer top to bottom
 * @param joints pairs of things in different layers, left one first; `straight` where both are bends of one edge
 * @returns the middle of each thing
 */
export function compactLayers(
  things: readonly LayeredThing[],
  layers: readonly (readonly number[])[],
  joints: readonly { readonly left: number; readonly right: number; readonly straight: boolean }[],
): Float64Array {
  const y = new Float64Array(things.length);
  for (const layer of layers) stackAroundZero(layer, things, y);
  const leftOf: number[][] = things.map(() => []);
  const rightOf: number[][] = things.map(() => []);
  for (const [joint, { left, right }] of joints.entries()) {
    rightOf[left]!.push(joint);
    leftOf[right]!.push(joint);
  }
  const wish = (thing: number, sides: readonly (readonly number[][])[]) => {
    let sum = 0;
    let weights = 0;
    for (const side of sides) {
      for (const joint of side[thing]!) {
        const { left, right, straight } = joints[joint]!;
        const weight = straight ? STRAIGHT : 1;
        sum += weight * y[left === thing ? right : left]!;
        weights += weight;
      }
    }
    return weights === 0 ? y[thing]! : sum / weights;
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forward = sweep % 2 === 0;
    const sides = sweep >= SWEEPS - 4 ? [leftOf, rightOf] : [forward ? leftOf : rightOf];
    for (const layer of forward ? layers : layers.toReversed()) {
      settle(
        layer,
        things,
        layer.map((thing) => wish(thing, sides)),
        y,
      );
    }
  }
  return y;
}

function stackAroundZero(layer: readonly number[], things: readonly LayeredThing[], y: Float64Array): void {
  let top = -layer.reduce((sum, thing) => sum + things[thing]!.halfCssPx, 0);
  for (const thing of layer) {
    y[thing] = top + things[thing]!.halfCssPx;
    top += 2 * things[thing]!.halfCssPx;
  }
}

/** Writes the heights nearest to the wishes that keep order and gaps. */
function settle(
  layer: readonly number[],
  things: readonly LayeredThing[],
  wishes: readonly number[],
  y: Float64Array,
): void {
  // With the gaps taken out, keeping order and gaps means not to decrease.
  const pools: { value: number; weight: number; count: number }[] = [];
  let offset = 0;
  const offsets: number[] = [];
  for (const [at, thing] of layer.entries()) {
    const { halfCssPx, weight } = things[thing]!;
    offset += at === 0 ? 0 : things[layer[at - 1]!]!.halfCssPx + halfCssPx;
    offsets.push(offset);
    let pool = { value: wishes[at]! - offset, weight, count: 1 };
    for (let last = pools.at(-1); last && last.value >= pool.value; last = pools.at(-1)) {
      pools.pop();
      const total = last.weight + pool.weight;
      const value = (last.value * last.weight + pool.value * pool.weight) / total;
      pool = { value, weight: total, count: last.count + pool.count };
    }
    pools.push(pool);
  }
  let at = 0;
  for (const { value, count } of pools) {
    for (const end = at + count; at < end; at++) y[layer[at]!] = value + offsets[at]!;
  }
}
