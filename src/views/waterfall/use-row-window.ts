/** The rows that exist as DOM for the present scroll position, and scrolling to a row. Renders again only when the rows change. */
import { type RefObject, useCallback, useRef, useState } from "react";
import {
  computeRowWindow,
  contentHeight,
  type RowSpace,
  type RowWindow,
  scrollTopToPlace,
  scrollTopToShow,
} from "./row-window.ts";

const OVERSCAN_ROWS = 8;

export interface RowWindowControl {
  readonly window: RowWindow;
  readonly contentHeightPx: number;
  readonly handleScroll: () => void;
  /** Scrolls as little as needed. @returns whether there was a viewport to scroll */
  readonly showPosition: (position: number, align: "nearest" | "center") => boolean;
  /** Scrolls so that the row lies this far below the viewport's top, as far as the ends allow. */
  readonly placePosition: (position: number, belowTopPx: number) => void;
}

export function useRowWindow(scroller: RefObject<HTMLElement | null>, space: RowSpace): RowWindowControl {
  const [scrollTopPx, setScrollTopPx] = useState(0);
  const latest = useRef({ space, scrollTopPx });
  latest.current = { space, scrollTopPx };
  const handleScroll = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const { space, scrollTopPx } = latest.current;
    const now = computeRowWindow(space, element.scrollTop, OVERSCAN_ROWS);
    const drawn = computeRowWindow(space, scrollTopPx, OVERSCAN_ROWS);
    if (now.first !== drawn.first || now.last !== drawn.last || now.shiftPx !== drawn.shiftPx) {
      setScrollTopPx(element.scrollTop);
    }
  }, [scroller]);
  const scrollTo = useCallback(
    (wantedPx: number) => {
      const element = scroller.current;
      if (element === null || element.scrollTop === wantedPx) return;
      element.scrollTop = wantedPx;
      setScrollTopPx(element.scrollTop);
    },
    [scroller],
  );
  const showPosition = useCallback(
    (position: number, align: "nearest" | "center") => {
      const { space } = latest.current;
      if (space.viewportPx === 0) return false;
      scrollTo(scrollTopToShow(space, scroller.current?.scrollTop ?? 0, position, align));
      return true;
    },
    [scroller, scrollTo],
  );
  const placePosition = useCallback(
    (position: number, belowTopPx: number) => scrollTo(scrollTopToPlace(latest.current.space, position, belowTopPx)),
    [scrollTo],
  );
  return {
    window: computeRowWindow(space, scrollTopPx, OVERSCAN_ROWS),
    contentHeightPx: contentHeight(space),
    handleScroll,
    showPosition,
    placePosition,
  };
}
