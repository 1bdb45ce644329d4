/** Times above the timeline, and the lines that lead from them down through the rows. */
import { layoutRulerTicks } from "./ruler-ticks.ts";
import type { TimeScale } from "./time-range.ts";

const LEAST_GAP_PX = 90;
/** A label nearer to the right border than this would be cut. */
const LABEL_ROOM_PX = 48;

export function Ruler({ scale }: { scale: TimeScale }) {
  return (
    <div aria-hidden className="absolute inset-0 overflow-hidden">
      {layoutRulerTicks(scale, LEAST_GAP_PX).map(({ nano, px, label }) => (
        <span
          key={nano}
          className="absolute inset-y-0 flex items-center whitespace-nowrap border-l border-line pl-1 text-label text-quiet"
          style={{ left: px }}
        >
          {px + LABEL_ROOM_PX < scale.widthPx && label}
        </span>
      ))}
    </div>
  );
}

export function GridLines({ scale }: { scale: TimeScale }) {
  return layoutRulerTicks(scale, LEAST_GAP_PX).map(({ nano, px }) => (
    <span key={nano} className="absolute inset-y-0 w-px bg-line/60" style={{ left: px }} />
  ));
}
