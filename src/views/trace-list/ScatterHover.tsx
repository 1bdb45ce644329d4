/** A ring around one trace of the scatter plot and, while the pointer is there, what it is. */
import type { TraceListView } from "../../analysis/trace-list.ts";
import { boundText, MOST_LINE_CHARACTERS } from "../kit/bounded-text.ts";
import { formatClock, formatDuration } from "../kit/format-time.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useMessages } from "../messages/use-messages.ts";
import { ServiceDot } from "./ServiceDot.tsx";
import { traceMarks } from "./trace-marks.ts";

const RING_CSS_PX = 12;
const WIDTH_CSS_PX = 280;
const GAP_CSS_PX = 12;

export interface ScatterHoverProps {
  readonly view: TraceListView;
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly widthCssPx: number;
  readonly colors: ServiceColors;
  readonly isTold: boolean;
}

export function ScatterHover({ view, row, x, y, widthCssPx, colors, isTold }: ScatterHoverProps) {
  const messages = useMessages();
  const { traces } = messages;
  const service = view.strings[view.topService[row]!]!;
  const errors = view.errorCount[row]!;
  const marks = traceMarks(view, row, messages);
  const toTheLeft = x + GAP_CSS_PX + WIDTH_CSS_PX > widthCssPx;
  return (
    <>
      <div
        className="pointer-events-none absolute rounded-full border-2 border-accent"
        style={{ left: x - RING_CSS_PX / 2, top: y - RING_CSS_PX / 2, width: RING_CSS_PX, height: RING_CSS_PX }}
      />
      {isTold && (
        <div
          aria-hidden
          className="pointer-events-none absolute top-1 z-20 max-w-[280px] rounded border border-line bg-surface px-2 py-1 text-table shadow-md"
          style={toTheLeft ? { right: widthCssPx - x + GAP_CSS_PX } : { left: x + GAP_CSS_PX }}
        >
          <div className="flex items-center gap-2">
            <ServiceDot color={colors.bar(service)} />
            <span className="min-w-0 truncate">
              <bdi className="text-quiet">{boundText(service, MOST_LINE_CHARACTERS)}</bdi>
              <bdi className="ml-2">
                {boundText(view.strings[view.topName[row]!] || traces.unnamed, MOST_LINE_CHARACTERS)}
              </bdi>
            </span>
          </div>
          <div className="text-quiet">
            {formatDuration(view.duration[row]!)} · {formatClock(view.epochUnixNano, view.start[row]!)} ·{" "}
            {traces.spans(view.spanCount[row]!)}
          </div>
          {(errors > 0 || marks.length > 0) && (
            <div className="flex gap-2">
              {errors > 0 && <span className="text-error">{traces.errors(errors)}</span>}
              {marks.length > 0 && <span className="text-lost">{marks.map(({ text }) => text).join(" · ")}</span>}
            </div>
          )}
        </div>
      )}
    </>
  );
}
