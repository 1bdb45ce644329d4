/** How far rows are indented: 12 px a level while there is room, then less, and never more than a part of the column. */
const STEP_PX = 12;
const LEAST_STEP_PX = 4;
/** Share of the tree column that indentation may take. */
const MOST_SHARE = 0.45;

export interface Indent {
  readonly stepPx: number;
  /** Deeper levels are not indented further; their rows say their depth instead. */
  readonly deepestLevel: number;
}

export function layoutIndent(maxDepth: number, columnPx: number): Indent {
  const roomPx = columnPx * MOST_SHARE;
  const stepPx = Math.min(STEP_PX, Math.max(LEAST_STEP_PX, Math.floor(roomPx / Math.max(1, maxDepth))));
  return { stepPx, deepestLevel: Math.max(1, Math.floor(roomPx / stepPx)) };
}
