/**
 * Maximum-value assignment on a sparse bipartite graph where every callee may also stay alone at value 0.
 *
 *   callee 0 ---0.9--- slot 0        successive shortest augmenting paths with potentials and a heap:
 *        \---0.4---\                 exact, one Dijkstra a callee, and with few rivals each path is short
 *   callee 1 ---0.8--- slot 1
 *
 * `start` is CSR by callee; an edge with value <= 0 is never worth drawing. Cost: O(n d log n) at small degree d.
 */
export interface BipartiteEdges {
  readonly calleeCount: number;
  readonly slotCount: number;
  /** calleeCount + 1 offsets into `slot`. */
  readonly start: Int32Array;
  readonly slot: Int32Array;
}

export interface Assignment {
  /** Chosen edge of each callee, -1 = stays alone. */
  readonly edgeOf: Int32Array;
  /** Heap operations done: for tests of growth. */
  readonly operations: number;
}

/** The assignment of greatest total value. Values must be finite. */
export function assignBest(edges: BipartiteEdges, value: ArrayLike<number>): Assignment {
  const { calleeCount, slotCount, start, slot } = edges;
  const edgeOf = new Int32Array(calleeCount).fill(-1);
  const owner = new Int32Array(slotCount).fill(-1);
  const u = new Float64Array(calleeCount);
  const v = new Float64Array(slotCount);
  const dist = new Float64Array(slotCount).fill(Infinity);
  const pred = new Int32Array(slotCount).fill(-1);
  const done = new Uint8Array(slotCount);
  const calleeOfEdge = new Int32Array(slot.length);
  for (let s = 0; s < calleeCount; s++) calleeOfEdge.fill(s, start[s]!, start[s + 1]!);
  const heap = new MinHeap();
  const touched: number[] = [];
  const scanned: number[] = [];
  let operations = 0;

  for (let root = 0; root < calleeCount; root++) {
    let best = 0;
    for (let e = start[root]!; e < start[root + 1]!; e++) best = Math.min(best, -value[e]! - v[slot[e]!]!);
    u[root] = best;
    let row = root;
    let reached = 0;
    let endDist = Infinity;
    let endRow = -1;
    let endSlot = -1;
    for (;;) {
      const base = reached - u[row]!;
      if (base < endDist) {
        endDist = base;
        endRow = row;
      }
      for (let e = start[row]!; e < start[row + 1]!; e++) {
        const c = slot[e]!;
        if (done[c] || value[e]! <= 0) continue;
        const next = base - value[e]! - v[c]!;
        if (next < dist[c]! - 1e-12) {
          if (dist[c] === Infinity) touched.push(c);
          dist[c] = next;
          pred[c] = e;
          if (next < endDist) {
            heap.push(next, c);
            operations++;
          }
        }
      }
      let c = -1;
      while (heap.size > 0) {
        const key = heap.topKey();
        const candidate = heap.pop();
        operations++;
        if (!done[candidate] && key === dist[candidate]) {
          c = candidate;
          break;
        }
      }
      if (c < 0 || dist[c]! >= endDist) break;
      if (owner[c]! < 0) {
        endDist = dist[c]!;
        endSlot = c;
        break;
      }
      done[c] = 1;
      scanned.push(c);
      row = owner[c]!;
      reached = dist[c]!;
    }
    for (const c of scanned) {
      v[c]! += dist[c]! - endDist;
      u[owner[c]!]! += endDist - dist[c]!;
    }
    u[root]! += endDist;
    // Flip the path backwards from its end to the root.
    let free = endSlot;
    if (free < 0) {
      free = edgeOf[endRow]! < 0 ? -1 : slot[edgeOf[endRow]!]!;
      edgeOf[endRow] = -1;
    }
    while (free >= 0) {
      const e = pred[free]!;
      const s = calleeOfEdge[e]!;
      const left = edgeOf[s]! < 0 ? -1 : slot[edgeOf[s]!]!;
      edgeOf[s] = e;
      owner[free] = s;
      if (s === root) break;
      free = left;
    }
    for (const c of touched) {
      dist[c] = Infinity;
      done[c] = 0;
    }
    touched.length = 0;
    scanned.length = 0;
    heap.clear();
  }
  return { edgeOf, operations };
}

/** Binary heap of (key, slot) pairs, smallest key first. */
class MinHeap {
  readonly #keys: number[] = [];
  readonly #items: number[] = [];

  get size(): number {
    return this.#keys.length;
  }

  clear(): void {
    this.#keys.length = 0;
    this.#items.length = 0;
  }

  topKey(): number {
    return this.#keys[0]!;
  }

  push(key: number, item: number): void {
    const keys = this.#keys;
    const items = this.#items;
    let i = keys.length;
    keys.push(key);
    items.push(item);
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (keys[up]! <= key) break;
      keys[i] = keys[up]!;
      items[i] = items[up]!;
      i = up;
    }
    keys[i] = key;
    items[i] = item;
  }

  pop(): number {
    const keys = this.#keys;
    const items = this.#items;
    const top = items[0]!;
    const key = keys.pop()!;
    const item = items.pop()!;
    const size = keys.length;
    if (size > 0) {
      let i = 0;
      for (;;) {
        let down = 2 * i + 1;
        if (down >= size) break;
        if (down + 1 < size && keys[down + 1]! < keys[down]!) down++;
        if (keys[down]! >= key) break;
        keys[i] = keys[down]!;
        items[i] = items[down]!;
        i = down;
      }
      keys[i] = key;
      items[i] = item;
    }
    return top;
  }
}
