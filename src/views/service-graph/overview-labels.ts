/**
 * Which names are written where the graph is zoomed out so far that nodes cannot hold them: the largest nodes first, each where
 * it covers no name already written. O(nodes x names written).
 */
import type { GraphPlace } from "../../analysis/service-graph.ts";

const LETTER_CSS_PX = 6.4;
/** From name to name: the nodes between them stay in sight. */
const LINE_CSS_PX = 26;
const LABEL_LETTERS = 18;

/** The name as the overview writes it. */
export const overviewName = (name: string) =>
  name.length > LABEL_LETTERS ? `${name.slice(0, LABEL_LETTERS - 1)}…` : name;

/**
 * @param wanted nodes, most important first
 * @param zoom CSS pixels on screen for one of the graph
 */
export function overviewLabels(
  wanted: readonly number[],
  names: readonly string[],
  places: readonly GraphPlace[],
  zoom: number,
): ReadonlySet<number> {
  const written: { node: number; x: number; y: number; halfCssPx: number }[] = [];
  for (const node of wanted) {
    const x = places[node]!.x * zoom;
    const y = places[node]!.y * zoom;
    const halfCssPx = (overviewName(names[node]!).length * LETTER_CSS_PX) / 2 + 3;
    const isFree = written.every(
      (other) => Math.abs(other.y - y) >= LINE_CSS_PX || Math.abs(other.x - x) >= other.halfCssPx + halfCssPx,
    );
    if (isFree) written.push({ node, x, y, halfCssPx });
  }
  return new Set(written.map(({ node }) => node));
}
