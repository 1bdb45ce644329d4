/** A line under the pointer with its time, over all rows. */
import { useSyncExternalStore } from "react";
import { formatDuration } from "../kit/format-time.ts";
import type { HoverStore } from "./hover-store.ts";
import { nanoAt, type TimeScale } from "./time-range.ts";

/** Nearer to the right border than this, the time stands left of the line. */
const LABEL_ROOM_PX = 72;

export function HoverLine({ store, scale }: { store: HoverStore; scale: TimeScale }) {
  const { px } = useSyncExternalStore(store.subscribe, store.get);
  if (Number.isNaN(px)) return null;
  return (
    <span className="absolute inset-y-0 w-px bg-accent" style={{ left: px }}>
      <span
        className={`absolute top-1 min-w-14 whitespace-nowrap rounded-xs bg-accent px-1 text-label text-on-accent ${
          px + LABEL_ROOM_PX > scale.widthPx ? "right-0" : "left-0"
        }`}
      >
        {formatDuration(nanoAt(scale, px))}
      </span>
    </span>
  );
}
