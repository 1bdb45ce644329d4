/**
 * Where edges meet nodes: on the right side of the left node, on the left side of the right one, spread over the height in the
 * order in which the edges go up or down, so that they do not cross at the border.
 *
 *              ╭──▶ up
 *   [checkout]─┤
 *              ╰──▶ down
 */
import type { GraphPlace, GraphPoint, GraphRoute } from "./service-graph.ts";

/** At most so far apart. */
const PORT_GAP_CSS_PX = 9;
/** Free at the corners. */
const CORNER_CSS_PX = 7;

interface EdgeEnd {
  readonly edge: number;
  /** y of the next point of the edge. */
  readonly towards: number;
}

/** An edge as it is placed: `backward` edges have their caller on the right. */
export interface LayeredEdge {
  readonly left: number;
  readonly right: number;
  readonly backward: boolean;
}

/** @param bends of each edge, from left to right @returns the edges from border to border, caller first */
export function attachToPorts(
  edges: readonly LayeredEdge[],
  places: readonly GraphPlace[],
  bends: readonly (readonly GraphPoint[])[],
): GraphRoute[] {
  const leftSide: EdgeEnd[][] = places.map(() => []);
  const rightSide: EdgeEnd[][] = places.map(() => []);
  for (const [edge, { left, right }] of edges.entries()) {
    rightSide[left]!.push({ edge, towards: (bends[edge]![0] ?? places[right]!).y });
    leftSide[right]!.push({ edge, towards: (bends[edge]!.at(-1) ?? places[left]!).y });
  }
  const leftEnd: GraphPoint[] = [];
  const rightEnd: GraphPoint[] = [];
  for (const [node, place] of places.entries()) {
    spread(rightSide[node]!, place, place.x + place.widthCssPx / 2, leftEnd);
    spread(leftSide[node]!, place, place.x - place.widthCssPx / 2, rightEnd);
  }
  return edges.map(({ backward }, edge) => {
    const points = [leftEnd[edge]!, ...bends[edge]!, rightEnd[edge]!];
    return { points: backward ? points.reverse() : points, backward };
  });
}

function spread(ends: EdgeEnd[], place: GraphPlace, x: number, portOf: GraphPoint[]): void {
  ends.sort((a, b) => a.towards - b.towards || a.edge - b.edge);
  const room = place.heightCssPx - 2 * CORNER_CSS_PX;
  const gap = Math.min(PORT_GAP_CSS_PX, room / Math.max(1, ends.length - 1));
  for (const [at, { edge }] of ends.entries()) portOf[edge] = { x, y: place.y + (at - (ends.length - 1) / 2) * gap };
}
