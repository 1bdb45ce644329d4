/** Bars whose service or name holds a text. */
import type { FlameTree } from "../../analysis/flame-tree.ts";
import type { TraceView } from "../../analysis/trace-view.ts";

export interface FlameMatches {
  /** One byte a node. */
  readonly isFound: Uint8Array;
  readonly count: number;
  /** Work in the bars found; a bar below another that was found counts once. */
  readonly workNano: number;
}

/** @returns undefined where nothing is looked for. O(names + nodes) */
export function findFlameNodes(view: TraceView, tree: FlameTree, text: string): FlameMatches | undefined {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return undefined;
  const holds = (value: string) => value.toLowerCase().includes(wanted);
  const services = view.services.map(holds);
  const names = view.names.map(holds);
  const isFound = new Uint8Array(tree.length);
  /** Found, or below what was found. */
  const isCounted = new Uint8Array(tree.length);
  let count = 0;
  let workNano = 0;
  for (let node = 0; node < tree.length; node++) {
    const parent = tree.parent[node]!;
    const isBelow = parent !== -1 && isCounted[parent] === 1;
    if (services[tree.service[node]!] || names[tree.name[node]!]) {
      isFound[node] = 1;
      count++;
      if (!isBelow) workNano += tree.workNano[node]!;
    }
    isCounted[node] = isBelow || isFound[node] === 1 ? 1 : 0;
  }
  return { isFound, count, workNano };
}
