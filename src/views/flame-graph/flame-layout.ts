/**
 * Where the bars of a flame graph lie, and which are seen. A view is a stretch of work (from .. to) over the width of the canvas;
 * ancestors of what is zoomed to reach beyond it and are cut. Bars of a depth are kept in order, so that drawing looks only
 * at those in view. O(bars in view + log bars).
 */
import type { FlameTree } from "../../analysis/flame-tree.ts";

export const BAR_HEIGHT_CSS_PX = 20;
/** Narrower bars are not drawn; what is below them is narrower still. */
const LEAST_WIDTH_CSS_PX = 0.4;

export interface FlameIndex {
  readonly tree: FlameTree;
  /** maxDepth + 2 entries into `order`. */
  readonly depthFirst: Uint32Array;
  /** Nodes of each depth, left to right. */
  readonly order: Int32Array;
}

/** Part of the work on screen, nanoseconds. */
export interface FlameRange {
  readonly from: number;
  readonly to: number;
}

export interface FlameBar {
  readonly node: number;
  readonly xCssPx: number;
  readonly yCssPx: number;
  readonly widthCssPx: number;
}

export function indexFlame(tree: FlameTree): FlameIndex {
  const depthFirst = new Uint32Array(tree.maxDepth + 2);
  for (const depth of tree.depth) depthFirst[depth + 1]!++;
  for (let depth = 0; depth <= tree.maxDepth; depth++) depthFirst[depth + 1]! += depthFirst[depth]!;
  const next = depthFirst.slice();
  const order = new Int32Array(tree.length);
  for (let node = 0; node < tree.length; node++) order[next[tree.depth[node]!]!++] = node;
  for (let depth = 0; depth <= tree.maxDepth; depth++) {
    order
      .subarray(depthFirst[depth]!, depthFirst[depth + 1]!)
      .sort((a, b) => tree.startNano[a]! - tree.startNano[b]! || tree.workNano[a]! - tree.workNano[b]! || a - b);
  }
  return { tree, depthFirst, order };
}

/** All of the work, or that of the node zoomed to. */
export function rangeOf(tree: FlameTree, node: number | undefined): FlameRange {
  if (node === undefined) return { from: 0, to: tree.totalWorkNano };
  return { from: tree.startNano[node]!, to: tree.startNano[node]! + tree.workNano[node]! };
}

/** The bars between two heights (as if nothing were scrolled), top down, left to right. */
export function barsInView(
  index: FlameIndex,
  range: FlameRange,
  widthCssPx: number,
  topCssPx: number,
  bottomCssPx: number,
): FlameBar[] {
  const { tree, depthFirst, order } = index;
  const scale = widthCssPx / (range.to - range.from);
  if (!Number.isFinite(scale)) return [];
  const bars: FlameBar[] = [];
  const firstDepth = Math.max(0, Math.floor(topCssPx / BAR_HEIGHT_CSS_PX));
  const lastDepth = Math.min(tree.maxDepth, Math.ceil(bottomCssPx / BAR_HEIGHT_CSS_PX) - 1);
  for (let depth = firstDepth; depth <= lastDepth; depth++) {
    for (let at = firstFrom(index, depth, range.from); at < depthFirst[depth + 1]!; at++) {
      const node = order[at]!;
      const start = tree.startNano[node]!;
      if (start >= range.to) break;
      const left = Math.max(0, (start - range.from) * scale);
      const right = Math.min(widthCssPx, (start + tree.workNano[node]! - range.from) * scale);
      if (right - left < LEAST_WIDTH_CSS_PX) continue;
      bars.push({ node, xCssPx: left, yCssPx: depth * BAR_HEIGHT_CSS_PX, widthCssPx: right - left });
    }
  }
  return bars;
}

/** The node at a point, undefined where there is none. */
export function nodeAt(
  index: FlameIndex,
  range: FlameRange,
  widthCssPx: number,
  xCssPx: number,
  yCssPx: number,
): number | undefined {
  const { tree, depthFirst, order } = index;
  const depth = Math.floor(yCssPx / BAR_HEIGHT_CSS_PX);
  if (depth < 0 || depth > tree.maxDepth) return undefined;
  const work = range.from + (xCssPx / widthCssPx) * (range.to - range.from);
  const at = firstFrom(index, depth, work);
  if (at >= depthFirst[depth + 1]!) return undefined;
  const node = order[at]!;
  return tree.startNano[node]! <= work && tree.workNano[node]! > 0 ? node : undefined;
}

/** The first place of the depth whose bar ends after the given work. */
function firstFrom({ tree, depthFirst, order }: FlameIndex, depth: number, work: number): number {
  let low = depthFirst[depth]!;
  let high = depthFirst[depth + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const node = order[middle]!;
    if (tree.startNano[node]! + tree.workNano[node]! > work) high = middle;
    else low = middle + 1;
  }
  return low;
}

export type FlameKey = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

/** Where an arrow key leads: up to the parent, down to the widest child, left and right to the next bar of the depth. */
export function nodeInDirection({ tree, depthFirst, order }: FlameIndex, node: number, key: FlameKey): number {
  const depth = tree.depth[node]!;
  if (key === "ArrowUp") return tree.parent[node] === -1 ? node : tree.parent[node]!;
  if (key === "ArrowDown") {
    let widest = -1;
    for (let at = depthFirst[depth + 1]!; at < (depthFirst[depth + 2] ?? 0); at++) {
      const child = order[at]!;
      if (tree.parent[child] !== node) continue;
      if (widest === -1 || tree.workNano[child]! > tree.workNano[widest]!) widest = child;
    }
    return widest === -1 ? node : widest;
  }
  const step = key === "ArrowLeft" ? -1 : 1;
  const at = order.indexOf(node, depthFirst[depth]!) + step;
  return at >= depthFirst[depth]! && at < depthFirst[depth + 1]! ? order[at]! : node;
}
