/**
 * The whole trace above the rows, with the part on screen between two handles.
 * Drag anywhere outside the part to choose another; drag the part to move it; drag a handle, or move it with the arrow keys.
 * Two fingers move both ends.
 */
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import { CanvasPicture } from "../kit/CanvasPicture.tsx";
import { formatDuration } from "../kit/format-time.ts";
import { useElementSize } from "../kit/use-element-size.ts";
import { useMessages } from "../messages/use-messages.ts";
import { drawDensity } from "./minimap-draw.ts";
import { layoutDensity } from "./minimap-layout.ts";
import { clampRange, isWhole, nanoAt, panRange, pxOf, type TimeRange } from "./time-range.ts";
import type { TimeRangeControl } from "./use-time-range.ts";

const HANDLE_GRIP_PX = 5;
const FINGER_GRIP_PX = 16;
const CLICK_SLOP_PX = 3;
/** Share of the shown part that an arrow key moves a handle. */
const KEY_SHARE = 0.05;

interface Drag {
  readonly what: "from" | "to" | "part" | "new" | "ends";
  readonly startPx: number;
  readonly range: TimeRange;
  moved: boolean;
}

export function Minimap({ view, control }: { view: TraceView; control: TimeRangeControl }) {
  const { trace } = useMessages();
  const [sizeRef, { widthCssPx }] = useElementSize<HTMLDivElement>();
  const area = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | undefined>(undefined);
  /** Where each finger came down and where it is. */
  const fingers = useRef(new Map<number, { startPx: number; px: number }>());
  const [cursor, setCursor] = useState("crosshair");
  const { range, whole } = control;
  const scale = { range: whole, widthPx: widthCssPx };
  const columns = Math.floor(widthCssPx);
  const draw = useMemo(
    () => drawDensity(layoutDensity(view.rows, view.durationNano, Math.max(1, columns))),
    [view, columns],
  );
  const fromPx = pxOf(scale, range[0]);
  const toPx = pxOf(scale, range[1]);
  const zoomed = !isWhole(range, whole);

  const pxIn = (event: PointerEvent) => event.clientX - (area.current?.getBoundingClientRect().left ?? 0);
  const whatAt = (px: number, gripPx = HANDLE_GRIP_PX): Exclude<Drag["what"], "ends"> => {
    if (!zoomed) return px < gripPx ? "from" : px > widthCssPx - gripPx ? "to" : "new";
    if (Math.abs(px - fromPx) <= gripPx) return "from";
    if (Math.abs(px - toPx) <= gripPx) return "to";
    return px > fromPx && px < toPx ? "part" : "new";
  };
  const rangeOf = ({ what, startPx, range }: Drag, px: number): TimeRange => {
    const nano = Math.min(whole[1], Math.max(whole[0], nanoAt(scale, px)));
    if (what === "from") return clampRange([nano, range[1]], whole);
    if (what === "to") return clampRange([range[0], nano], whole);
    if (what === "ends") {
      const [a, b] = [...fingers.current.values()].sort((one, other) => one.startPx - other.startPx);
      const moved = (finger = { startPx: 0, px: 0 }) => nanoAt(scale, finger.px) - nanoAt(scale, finger.startPx);
      return clampRange([range[0] + moved(a), range[1] + moved(b)], whole);
    }
    if (what === "part") return panRange(range, nanoAt(scale, px) - nanoAt(scale, startPx), whole);
    return clampRange([nanoAt(scale, startPx), nano], whole);
  };
  const handleDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    const startPx = pxIn(event);
    const isFinger = event.pointerType === "touch";
    if (isFinger) fingers.current.set(event.pointerId, { startPx, px: startPx });
    const what = fingers.current.size > 1 ? "ends" : whatAt(startPx, isFinger ? FINGER_GRIP_PX : HANDLE_GRIP_PX);
    // Fingers hold the ends from where they are when the second one comes.
    for (const finger of fingers.current.values()) finger.startPx = finger.px;
    drag.current = { what, startPx, range, moved: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const handleMove = (event: PointerEvent) => {
    const px = pxIn(event);
    const finger = fingers.current.get(event.pointerId);
    if (finger) finger.px = px;
    if (drag.current === undefined) {
      setCursor({ from: "ew-resize", to: "ew-resize", part: "grab", new: "crosshair" }[whatAt(px)]);
      return;
    }
    drag.current.moved ||= drag.current.what === "ends" || Math.abs(px - drag.current.startPx) >= CLICK_SLOP_PX;
    if (drag.current.moved) control.preview(rangeOf(drag.current, px));
  };
  const handleUp = (event: PointerEvent) => {
    if (drag.current?.moved) control.commit(rangeOf(drag.current, pxIn(event)));
    drag.current = undefined;
    fingers.current.delete(event.pointerId);
  };
  const handleCancel = (event: PointerEvent) => {
    if (drag.current?.moved) control.preview(drag.current.range);
    drag.current = undefined;
    fingers.current.delete(event.pointerId);
  };
  const handleKey = (what: "from" | "to") => (event: KeyboardEvent) => {
    const direction = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (direction === 0) return;
    const by = direction * (range[1] - range[0]) * KEY_SHARE;
    control.commitSoon(clampRange(what === "from" ? [range[0] + by, range[1]] : [range[0], range[1] + by], whole));
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={area} className="relative mx-3 mb-1 h-10 shrink-0">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the two handles inside are the sliders that keys and readers use */}
      <div
        ref={sizeRef}
        className="absolute inset-0 touch-none overflow-hidden rounded-sm border-b border-line bg-raised"
        style={{ cursor }}
        onPointerDown={handleDown}
        onPointerMove={handleMove}
        onPointerUp={handleUp}
        onPointerCancel={handleCancel}
        onDoubleClick={() => control.commit(whole)}
      >
        <CanvasPicture draw={draw} label={trace.minimap} className="absolute inset-0 size-full" />
        {zoomed && (
          <>
            <span className="absolute inset-y-0 left-0 bg-surface/75" style={{ width: fromPx }} />
            <span className="absolute inset-y-0 right-0 bg-surface/75" style={{ left: toPx }} />
            <span
              className="absolute inset-y-0 border-y border-accent bg-accent/8"
              style={{ left: fromPx, width: Math.max(1, toPx - fromPx) }}
            />
          </>
        )}
      </div>
      {(["from", "to"] as const).map((what) => (
        <span
          key={what}
          role="slider"
          tabIndex={0}
          aria-label={what === "from" ? trace.rangeFrom : trace.rangeTo}
          aria-valuemin={0}
          aria-valuemax={whole[1]}
          aria-valuenow={range[what === "from" ? 0 : 1]}
          aria-valuetext={formatDuration(range[what === "from" ? 0 : 1])}
          onKeyDown={handleKey(what)}
          className="pointer-events-none absolute top-0 h-full w-[7px] -translate-x-1/2"
          style={{ left: what === "from" ? fromPx : toPx }}
        >
          <span className="absolute inset-y-0 left-[3px] w-px bg-accent" />
          <span className="absolute top-1/2 left-0 h-4 w-[7px] -translate-y-1/2 rounded-xs border border-surface bg-accent" />
        </span>
      ))}
    </div>
  );
}
