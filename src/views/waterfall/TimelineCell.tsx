/** The right half of a row: bar, duration, events, log records, and what lies beyond the border. */
import { CircleAlert } from "lucide-react";
import { memo } from "react";
import { MissingRow, type TraceView } from "../../analysis/trace-view.ts";
import { StatusCode } from "../../model/enums.ts";
import { formatDuration } from "../kit/format-time.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import type { Messages } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.ts";
import { type Bar, estimateLabelPx, layoutBar } from "./bar-layout.ts";
import { layoutMarks } from "./mark-layout.ts";
import type { RowIndex } from "./row-index.ts";
import { type RowLogs, Severity } from "./row-logs.ts";
import { pxOf, type TimeScale } from "./time-range.ts";

export interface TimelineCellProps {
  readonly view: TraceView;
  readonly index: RowIndex;
  readonly row: number;
  readonly folded: boolean;
  /** Only here because something below it matches the search. */
  readonly faint: boolean;
  readonly colors: ServiceColors;
  readonly scale: TimeScale;
  readonly logs: RowLogs | undefined;
}

/** Marks nearer than this become one. */
const MARK_GAP_PX = 4;
/** A bar that fades out needs room to do so. */
const LEAST_OPEN_PX = 24;
/** The error sign in front of a label, with its gap. */
const ERROR_SIGN_PX = 15;
/** What instrumentations call the event that holds an exception. */
const EXCEPTION_EVENT = "exception";

export const TimelineCell = memo(function TimelineCell(props: TimelineCellProps) {
  const { view, index, row, folded, faint, colors, scale } = props;
  const { trace } = useMessages();
  const { rows } = view;
  const isMissing = rows.missing[row] !== MissingRow.none;
  const isOpen = isMissing || Number.isNaN(rows.duration[row]!);
  const label = labelOf(view, row, trace);
  const start = rows.start[row]!;
  const end = isOpen ? index.subtreeTo[row]! : start + rows.duration[row]!;
  const isError = rows.statusCode[row] === StatusCode.error;
  const labelWidthPx = estimateLabelPx(label) + (isError ? ERROR_SIGN_PX : 0);
  const bar = layoutBar(scale, start, end, labelWidthPx, isOpen ? LEAST_OPEN_PX : undefined);
  if (bar === "unknown") return <EdgeLabel side="left">{trace.timeUnknown}</EdgeLabel>;
  if (bar === "before") return <EdgeLabel side="left">{`◂ ${label}`}</EdgeLabel>;
  if (bar === "after") return <EdgeLabel side="right">{`${label} ▸`}</EdgeLabel>;
  const service = view.services[rows.service[row]!] ?? "";
  const isElsewhere = rows.originTrace[row] !== rows.originTrace[view.topRow] && !isMissing;
  return (
    <>
      {folded && <SubtreeLine index={index} row={row} scale={scale} />}
      {rows.bridge[row] !== 0 && (
        <BridgeLine view={view} row={row} scale={scale} bar={bar} labelWidthPx={labelWidthPx} />
      )}
      <div
        className={`${barClass(bar, isMissing, isOpen)} ${isElsewhere ? "outline-1 outline-offset-1 outline-bridge outline-dashed" : ""}`}
        style={{
          left: bar.leftPx,
          width: bar.widthPx,
          opacity: faint ? 0.3 : undefined,
          backgroundColor: isMissing ? undefined : colors.bar(service),
          boxShadow: isError ? "inset 0 -3px 0 var(--cw-error)" : undefined,
          maskImage: isOpen ? "linear-gradient(to right, #000 60%, transparent)" : undefined,
        }}
      />
      <span
        className={labelClass(bar, isMissing, isError)}
        style={{
          left: bar.labelPx,
          color: bar.labelSide === "inside" && !isOpen && !faint ? colors.onBar(service) : undefined,
        }}
      >
        {isError && <CircleAlert size={11} className="shrink-0" aria-hidden />}
        {label}
      </span>
      <EventTicks {...props} />
      <LogDots {...props} />
    </>
  );
});

function labelOf({ rows }: TraceView, row: number, trace: Messages["trace"]): string {
  const duration = rows.duration[row]!;
  if (rows.missing[row] !== MissingRow.none) return `≥ ${formatDuration(duration)}`;
  return Number.isNaN(duration) ? trace.endUnknown : formatDuration(duration);
}

function barClass(bar: Bar, isMissing: boolean, isOpen: boolean): string {
  const left = bar.cutLeft ? "" : "rounded-l-xs";
  const right = bar.cutRight || isOpen ? "" : "rounded-r-xs";
  const hollow = isMissing ? "border border-dashed border-lost border-r-0" : "";
  return `absolute top-[5px] bottom-[5px] ${left} ${right} ${hollow}`;
}

function labelClass(bar: Bar, isMissing: boolean, isError: boolean): string {
  const color = isMissing ? "text-lost" : isError && bar.labelSide !== "inside" ? "text-error" : "text-quiet";
  const side = bar.labelSide === "left" ? "-translate-x-full" : "";
  return `pointer-events-none absolute top-1 ${side} flex items-center gap-1 whitespace-nowrap text-label ${color}`;
}

function EdgeLabel({ side, children }: { side: "left" | "right"; children: string }) {
  return (
    <span
      className={`absolute top-1 whitespace-nowrap text-label text-faint ${side === "left" ? "left-1.5" : "right-1.5"}`}
    >
      {children}
    </span>
  );
}

type BridgeLineProps = Pick<TimelineCellProps, "view" | "row" | "scale"> & {
  readonly bar: Bar;
  readonly labelWidthPx: number;
};

/** The call that the row is joined to, as a dashed line on both sides of its bar and label. */
function BridgeLine({ view: { rows }, row, scale, bar, labelWidthPx }: BridgeLineProps) {
  const caller = rows.parentRow[row]!;
  const from = Math.max(0, pxOf(scale, rows.start[caller]!));
  const to = Math.min(scale.widthPx, pxOf(scale, rows.start[caller]! + rows.duration[caller]!));
  const barEnd = bar.leftPx + bar.widthPx;
  const left = bar.labelSide === "left" ? bar.labelPx - labelWidthPx : bar.leftPx;
  const right = bar.labelSide === "right" ? bar.labelPx + labelWidthPx : barEnd;
  return [[from, Math.min(to, left)] as const, [Math.max(from, right), to] as const].map(
    ([start, end], side) =>
      end > start && (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: before and after
          key={side}
          className="absolute top-1/2 -mt-px border-t-2 border-dashed border-bridge"
          style={{ left: start, width: end - start }}
        />
      ),
  );
}

/** How far what is folded away reaches. */
function SubtreeLine({ index, row, scale }: { index: RowIndex; row: number; scale: TimeScale }) {
  const from = Math.max(0, pxOf(scale, index.subtreeFrom[row]!));
  const to = Math.min(scale.widthPx, pxOf(scale, index.subtreeTo[row]!));
  if (!(to > from)) return null;
  return <span className="absolute bottom-[2px] h-px bg-faint" style={{ left: from, width: Math.max(2, to - from) }} />;
}

function EventTicks({ view, row, scale }: TimelineCellProps) {
  const { eventFirst } = view.rows;
  const marks = layoutMarks(scale, view.eventTime, eventFirst[row]!, eventFirst[row + 1]!, MARK_GAP_PX);
  return marks.map(({ px, first }) => {
    const isException = view.names[view.eventName[first]!] === EXCEPTION_EVENT;
    return (
      <span
        key={first}
        className={`pointer-events-none absolute top-[2px] h-[7px] w-[4px] -translate-x-1/2 rounded-[1px] ring-1 ring-surface
          ${isException ? "bg-error" : "bg-ink"}`}
        style={{ left: px }}
      />
    );
  });
}

function LogDots({ logs, row, scale }: TimelineCellProps) {
  if (logs === undefined) return null;
  const marks = layoutMarks(scale, logs.time, logs.first[row]!, logs.first[row + 1]!, MARK_GAP_PX + 1);
  return marks.map(({ px, first, count }) => {
    let worst = 0;
    for (let at = first; at < first + count; at++) {
      worst = Math.max(worst, logs.list.severityNumber[logs.number[at]!]!);
    }
    const color = worst >= Severity.error ? "bg-error" : worst >= Severity.warn ? "bg-lost" : "bg-quiet";
    return (
      <span
        key={first}
        className={`pointer-events-none absolute bottom-[1px] size-[5px] -translate-x-1/2 rounded-full ring-1 ring-surface ${color}`}
        style={{ left: px }}
      />
    );
  });
}
