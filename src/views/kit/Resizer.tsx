/** The line between two panes: drag it, or move it with the arrow keys. It is 1 px to the eye and 9 px to the hand. */
import { type KeyboardEvent, type PointerEvent, useRef } from "react";

const KEY_STEP_CSS_PX = 16;

export interface ResizerProps {
  readonly label: string;
  readonly widthCssPx: number;
  readonly minCssPx: number;
  readonly maxCssPx: number;
  /** Which pane has the width: the one before the line or the one after it. */
  readonly of: "before" | "after";
  readonly onResize: (widthCssPx: number) => void;
}

export function Resizer({ label, widthCssPx, minCssPx, maxCssPx, of, onResize }: ResizerProps) {
  const dragFrom = useRef<{ readonly x: number; readonly widthCssPx: number } | undefined>(undefined);
  const sign = of === "before" ? 1 : -1;
  const resize = (width: number) => onResize(Math.round(Math.min(maxCssPx, Math.max(minCssPx, width))));
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight") resize(widthCssPx + sign * KEY_STEP_CSS_PX);
    else if (event.key === "ArrowLeft") resize(widthCssPx - sign * KEY_STEP_CSS_PX);
    else if (event.key === "Home") resize(minCssPx);
    else if (event.key === "End") resize(maxCssPx);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const handleDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    dragFrom.current = { x: event.clientX, widthCssPx };
    event.preventDefault();
  };
  const handleMove = (event: PointerEvent) => {
    const from = dragFrom.current;
    if (from !== undefined) resize(from.widthCssPx + sign * (event.clientX - from.x));
  };
  const handleUp = () => {
    dragFrom.current = undefined;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be a splitter that takes focus
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={widthCssPx}
      aria-valuemin={minCssPx}
      aria-valuemax={maxCssPx}
      tabIndex={0}
      onKeyDown={handleKey}
      onPointerDown={handleDown}
      onPointerMove={handleMove}
      onPointerUp={handleUp}
      onPointerCancel={handleUp}
      className="group relative z-10 -mx-1 w-[9px] shrink-0 cursor-col-resize touch-none"
    >
      <span className="absolute inset-y-0 left-1 w-px bg-line group-hover:w-0.5 group-hover:bg-accent group-focus-visible:bg-accent" />
    </div>
  );
}
