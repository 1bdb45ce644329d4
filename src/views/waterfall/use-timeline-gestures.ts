/**
 * Mouse, wheel and fingers over the timeline and its ruler.
 *
 *   drag                zooms to what was dragged over        wheel              scrolls the rows (the browser does it)
 *   shift + drag        moves                                 shift + wheel, sideways   moves
 *   double click        shows the whole trace                 ctrl or cmd + wheel       zooms at the pointer
 *   finger sideways     moves                                 two fingers               zoom (touch-range.ts)
 *   finger up, down     scrolls the rows (the browser does it: touch-action is pan-y there)
 */
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import { nanoAt, panRange, type TimeRange, type TimeScale, zoomRange } from "./time-range.ts";
import { TouchRange } from "./touch-range.ts";
import type { TimeRangeControl } from "./use-time-range.ts";

/** A hand that only clicks moves less than this. */
const CLICK_SLOP_PX = 4;
const ZOOM_PER_WHEEL_PX = 1.0022;
const LINE_PX = 16;

export interface TimelineGestures {
  /** The part being dragged over, in pixels of the timeline. */
  readonly marked: readonly [fromPx: number, toPx: number] | undefined;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerCancel: (event: PointerEvent<HTMLElement>) => void;
    readonly onDoubleClick: (event: { readonly target: EventTarget }) => void;
  };
  /** Whether the click that just came was the end of a drag. */
  readonly wasDrag: () => boolean;
  /** Gives up a drag that is under way. @returns whether there was one */
  readonly cancel: () => boolean;
}

interface Drag {
  readonly fromPx: number;
  readonly range: TimeRange;
  readonly pans: boolean;
  moved: boolean;
}

const isTimeline = (target: EventTarget | null) =>
  target instanceof Element && target.closest("[data-timeline]") !== null;

export function useTimelineGestures(
  area: RefObject<HTMLElement | null>,
  timelineLeftPx: number,
  scale: TimeScale,
  control: TimeRangeControl,
): TimelineGestures {
  const [marked, setMarked] = useState<readonly [number, number] | undefined>(undefined);
  const drag = useRef<Drag | undefined>(undefined);
  const dragEnded = useRef(false);
  const [touch] = useState(() => new TouchRange());
  const touchMoved = useRef(false);
  const latest = useRef({ timelineLeftPx, scale, control });
  latest.current = { timelineLeftPx, scale, control };

  const pxIn = (clientX: number) => {
    const { timelineLeftPx, scale } = latest.current;
    const left = area.current?.getBoundingClientRect().left ?? 0;
    return Math.min(scale.widthPx, Math.max(0, clientX - left - timelineLeftPx));
  };
  const end = () => {
    drag.current = undefined;
    setMarked(undefined);
  };
  const moveFinger = ({ pointerId, clientX }: PointerEvent) => {
    const { scale, control } = latest.current;
    const px = pxIn(clientX);
    touchMoved.current ||= touch.count > 1 || touch.distancePx(pointerId, px) >= CLICK_SLOP_PX;
    const range = touchMoved.current ? touch.move(pointerId, px, scale.widthPx, control.whole) : undefined;
    if (range) control.preview(range);
  };
  const liftFinger = ({ pointerId }: PointerEvent) => {
    const range = touch.up(pointerId, latest.current.scale);
    if (touch.count > 0 || !touchMoved.current) return;
    touchMoved.current = false;
    dragEnded.current = true;
    latest.current.control.commit(range);
  };

  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    // React's own wheel listeners are passive and cannot keep the browser from zooming the page.
    const handleWheel = (event: WheelEvent) => {
      const { timelineLeftPx, scale, control } = latest.current;
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
      const px = Math.max(0, event.clientX - element.getBoundingClientRect().left - timelineLeftPx);
      if (event.ctrlKey || event.metaKey) {
        const factor = ZOOM_PER_WHEEL_PX ** (event.deltaY * unit);
        control.commitSoon(zoomRange(scale.range, factor, nanoAt(scale, px), control.whole));
      } else {
        const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
        if (sideways === 0 || (!event.shiftKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY))) return;
        const byNano = nanoAt(scale, sideways * unit) - scale.range[0];
        control.commitSoon(panRange(scale.range, byNano, control.whole));
      }
      event.preventDefault();
    };
    element.addEventListener("wheel", handleWheel, { passive: false });
    return () => element.removeEventListener("wheel", handleWheel);
  }, [area]);

  return {
    marked,
    handlers: {
      onPointerDown: (event) => {
        dragEnded.current = false;
        if (event.button !== 0 || !isTimeline(event.target)) return;
        if (event.pointerType === "touch") {
          touch.down(event.pointerId, pxIn(event.clientX), scale);
          return;
        }
        drag.current = { fromPx: pxIn(event.clientX), range: scale.range, pans: event.shiftKey, moved: false };
      },
      onPointerMove: (event) => {
        if (event.pointerType === "touch") moveFinger(event);
        const from = drag.current;
        if (from === undefined) return;
        const px = pxIn(event.clientX);
        if (!from.moved) {
          if (Math.abs(px - from.fromPx) < CLICK_SLOP_PX) return;
          from.moved = true;
          event.currentTarget.setPointerCapture(event.pointerId);
        }
        if (from.pans) {
          const { scale, control } = latest.current;
          const nanoPerPx = (from.range[1] - from.range[0]) / scale.widthPx;
          control.preview(panRange(from.range, (from.fromPx - px) * nanoPerPx, control.whole));
        } else {
          setMarked([Math.min(from.fromPx, px), Math.max(from.fromPx, px)]);
        }
      },
      onPointerUp: (event) => {
        if (event.pointerType === "touch") liftFinger(event);
        const from = drag.current;
        if (from?.moved) {
          const { scale, control } = latest.current;
          const px = pxIn(event.clientX);
          dragEnded.current = true;
          if (from.pans) control.commit(scale.range);
          else if (Math.abs(px - from.fromPx) >= CLICK_SLOP_PX) {
            const [a, b] = [nanoAt(scale, from.fromPx), nanoAt(scale, px)];
            control.commit(zoomRange([Math.min(a, b), Math.max(a, b)], 1, a, control.whole));
          }
        }
        end();
      },
      onPointerCancel: (event) => {
        if (event.pointerType === "touch") liftFinger(event);
        end();
      },
      onDoubleClick: ({ target }) => {
        if (isTimeline(target)) control.commit(control.whole);
      },
    },
    wasDrag: () => dragEnded.current,
    cancel: () => {
      const from = drag.current;
      if (from === undefined || !from.moved) return false;
      if (from.pans) latest.current.control.preview(from.range);
      dragEnded.current = true;
      end();
      return true;
    },
  };
}
