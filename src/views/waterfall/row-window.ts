/**
 * Which rows exist as DOM, by arithmetic on the fixed row height.
 *
 * Browsers stop at some height of a scrolled element (Firefox at about 17.8 million px), so beyond MAX_CONTENT the scroll range is
 * squeezed: rows are then placed by `shiftPx` so that the ones asked for lie where the viewport is.
 */
export const MAX_CONTENT_CSS_PX = 16_000_000;

export interface RowSpace {
  readonly rowCount: number;
  readonly rowHeightPx: number;
  readonly viewportPx: number;
}

export interface RowWindow {
  /** Positions first .. last - 1. */
  readonly first: number;
  readonly last: number;
  /** Position p is drawn at p * rowHeightPx - shiftPx. */
  readonly shiftPx: number;
}

export function contentHeight({ rowCount, rowHeightPx }: RowSpace): number {
  return Math.min(MAX_CONTENT_CSS_PX, rowCount * rowHeightPx);
}

/** @param overscan rows kept ready above and below */
export function computeRowWindow(space: RowSpace, scrollTopPx: number, overscan: number): RowWindow {
  const { rowCount, rowHeightPx, viewportPx } = space;
  const topPx = scrollTopPx * squeeze(space);
  const first = Math.max(0, Math.floor(topPx / rowHeightPx) - overscan);
  const last = Math.min(rowCount, Math.ceil((topPx + viewportPx) / rowHeightPx) + overscan);
  return { first: Math.min(first, last), last, shiftPx: topPx - scrollTopPx };
}

/** Where to scroll so that the position is seen with some rows around it; the present place if it is seen already. */
export function scrollTopToShow(
  space: RowSpace,
  scrollTopPx: number,
  position: number,
  align: "nearest" | "center",
): number {
  const { rowHeightPx, viewportPx } = space;
  const factor = squeeze(space);
  const topPx = scrollTopPx * factor;
  const rowTopPx = position * rowHeightPx;
  const rowBottomPx = rowTopPx + rowHeightPx;
  if (rowTopPx >= topPx && rowBottomPx <= topPx + viewportPx) return scrollTopPx;
  const wantedPx =
    align === "center"
      ? rowTopPx - (viewportPx - rowHeightPx) / 2
      : rowTopPx < topPx
        ? rowTopPx
        : rowBottomPx - viewportPx;
  const lastPx = Math.max(0, space.rowCount * rowHeightPx - viewportPx);
  return Math.min(lastPx, Math.max(0, wantedPx)) / factor;
}

/** Where to scroll so that the position lies this far below the viewport's top, as far as the ends allow. */
export function scrollTopToPlace(space: RowSpace, position: number, belowTopPx: number): number {
  const lastPx = Math.max(0, space.rowCount * space.rowHeightPx - space.viewportPx);
  return Math.min(lastPx, Math.max(0, position * space.rowHeightPx - belowTopPx)) / squeeze(space);
}

/** Rows' pixels for each pixel of scrolling. */
function squeeze(space: RowSpace): number {
  const wholePx = space.rowCount * space.rowHeightPx;
  const contentPx = contentHeight(space);
  return wholePx === contentPx ? 1 : (wholePx - space.viewportPx) / (contentPx - space.viewportPx);
}
