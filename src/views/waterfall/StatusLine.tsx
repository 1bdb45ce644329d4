/** The line at the bottom: explains what the pointer is over; otherwise says what the mouse can do. */
import { useSyncExternalStore } from "react";
import { MissingRow, type TraceView } from "../../analysis/trace-view.ts";
import { SPAN_KIND_NAMES, StatusCode } from "../../model/enums.ts";
import { spanIdToHex } from "../../model/ids.ts";
import { boundText } from "../kit/bounded-text.ts";
import { formatDuration } from "../kit/format-time.ts";
import type { Messages } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.ts";
import { describeBridge } from "./describe-bridge.ts";
import type { HoverStore } from "./hover-store.ts";
import type { RowLogs } from "./row-logs.ts";
import { nanoAt, type TimeScale } from "./time-range.ts";

const MOST_CHARACTERS = 160;
/** How near the pointer must be to an event or a log record. */
const NEAR_PX = 4;

export interface StatusLineProps {
  readonly store: HoverStore;
  readonly view: TraceView;
  readonly scale: TimeScale;
  readonly logs: RowLogs | undefined;
}

export function StatusLine({ store, view, scale, logs }: StatusLineProps) {
  const { trace, repair } = useMessages();
  const { row, px } = useSyncExternalStore(store.subscribe, store.get);
  const nearNano = ((scale.range[1] - scale.range[0]) / Math.max(1, scale.widthPx)) * NEAR_PX;
  const known = row >= 0 && row < view.rows.length;
  const bridge = known ? describeBridge(view, row, repair) : "";
  const text = known ? describeRow(view, row, trace) : trace.hint;
  const point = known ? describePoint(view, row, nanoAt(scale, px), nearNano, logs, trace) : "";
  return (
    <div className="flex h-6 shrink-0 items-center gap-3 border-t border-line bg-raised px-3 text-label text-quiet">
      <bdi className={`truncate ${bridge === "" ? "" : "shrink-[4]"}`}>{text}</bdi>
      {bridge !== "" && <bdi className="truncate text-bridge">{bridge}</bdi>}
      {point !== "" && <bdi className="ml-auto max-w-1/2 shrink-0 truncate text-ink">{point}</bdi>}
    </div>
  );
}

function describeRow(view: TraceView, row: number, trace: Messages["trace"]): string {
  const { rows } = view;
  if (rows.missing[row] === MissingRow.extraRoot) return trace.extraRoot;
  if (rows.missing[row] === MissingRow.parentNotInData) {
    let children = 0;
    for (let child = row + 1; child < rows.subtreeEnd[row]!; child = rows.subtreeEnd[child]!) children++;
    return trace.missingParent(spanIdToHex(rows.spanIdHigh[row]!, rows.spanIdLow[row]!), trace.spans(children));
  }
  const duration = rows.duration[row]!;
  const share = view.durationNano > 0 && duration >= 0 ? (duration / view.durationNano) * 100 : Number.NaN;
  return [
    boundText(view.services[rows.service[row]!] ?? "", MOST_CHARACTERS),
    boundText(view.names[rows.name[row]!] || trace.unnamed, MOST_CHARACTERS),
    SPAN_KIND_NAMES[rows.kind[row]!] ?? "",
    Number.isNaN(rows.start[row]!) ? trace.timeUnknown : trace.startsAt(formatDuration(rows.start[row]!)),
    Number.isNaN(duration)
      ? trace.endUnknown
      : trace.lasts(formatDuration(duration), Number.isNaN(share) ? "" : `${Number(share.toPrecision(2))} %`),
    rows.statusCode[row] === StatusCode.error ? trace.error : "",
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

/** The event or log record under the pointer. */
function describePoint(
  view: TraceView,
  row: number,
  nano: number,
  nearNano: number,
  logs: RowLogs | undefined,
  trace: Messages["trace"],
): string {
  const { eventFirst } = view.rows;
  const event = nearest(view.eventTime, eventFirst[row]!, eventFirst[row + 1]!, nano, nearNano);
  if (event !== -1) {
    const name = boundText(view.names[view.eventName[event]!] ?? "", MOST_CHARACTERS);
    return trace.event(name, formatDuration(view.eventTime[event]!));
  }
  if (logs === undefined) return "";
  const at = nearest(logs.time, logs.first[row]!, logs.first[row + 1]!, nano, nearNano);
  if (at === -1) return "";
  const log = logs.number[at]!;
  return trace.log(logs.list.severityText[log] ?? "", boundText(logs.list.body[log] ?? "", MOST_CHARACTERS));
}

function nearest(times: Float64Array, from: number, to: number, nano: number, nearNano: number): number {
  let best = -1;
  let least = nearNano;
  for (let at = from; at < to; at++) {
    const distance = Math.abs(times[at]! - nano);
    if (distance <= least) {
      best = at;
      least = distance;
    }
  }
  return best;
}
