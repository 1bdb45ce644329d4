/** One trace as a row of 24 px. */
import { CircleAlert, Hourglass, Unlink } from "lucide-react";
import { memo, type ReactNode } from "react";
import type { TraceListView, TraceSortKey } from "../../analysis/trace-list.ts";
import { boundText, MOST_LINE_CHARACTERS, MOST_TITLE_CHARACTERS } from "../kit/bounded-text.ts";
import { formatClock, formatCount, formatDateTime, formatDuration } from "../kit/format-time.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useMessages } from "../messages/use-messages.ts";
import { COLUMN_CLASS, ROW_GRID } from "./columns.ts";
import { ServiceDot } from "./ServiceDot.tsx";
import { traceMarks } from "./trace-marks.ts";

export const ROW_HEIGHT_CSS_PX = 24;
const SHOWN_SERVICES = 5;

export interface TraceRowProps {
  readonly id: string;
  readonly view: TraceListView;
  readonly row: number;
  readonly topCssPx: number;
  readonly colors: ServiceColors;
  readonly withDate: boolean;
  /** Where the keyboard is. */
  readonly isActive: boolean;
  readonly isSelected: boolean;
  /** Under the pointer, here or in the scatter plot. */
  readonly isHovered: boolean;
  readonly onOpen: (row: number) => void;
  readonly onHover: (row: number) => void;
}

export const TraceRow = memo(function TraceRow(props: TraceRowProps) {
  const { id, view, row, topCssPx, colors, withDate, isActive, isSelected, isHovered, onOpen, onHover } = props;
  const start = view.start[row]!;
  const formatStart = withDate ? formatDateTime : formatClock;
  const ground = isSelected ? "bg-accent-soft" : isHovered ? "bg-sunken" : "";
  const handleClick = () => {
    // Somebody who marks text does not want to leave.
    if (getSelection()?.isCollapsed !== false) onOpen(row);
  };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents lint/a11y/useSemanticElements: the grid has the focus and the keys
    <div
      id={id}
      role="row"
      aria-rowindex={row + 2}
      aria-selected={isSelected}
      onClick={handleClick}
      onMouseEnter={() => onHover(row)}
      className={`absolute inset-x-0 h-6 cursor-pointer text-table ${ROW_GRID} ${ground} ${
        isActive
          ? "group-focus-visible:outline-2 group-focus-visible:-outline-offset-2 group-focus-visible:outline-accent"
          : ""
      }`}
      style={{ transform: `translateY(${topCssPx}px)` }}
    >
      <Cell of="start">
        <span className="whitespace-nowrap text-quiet" title={formatDateTime(view.epochUnixNano, start)}>
          {formatStart(view.epochUnixNano, start)}
        </span>
      </Cell>
      <Cell of="name">
        <TraceName view={view} row={row} colors={colors} />
      </Cell>
      <Cell of="services">
        <Services view={view} row={row} colors={colors} />
      </Cell>
      <Cell of="spans">{formatCount(view.spanCount[row]!)}</Cell>
      <Cell of="errors">
        {view.errorCount[row]! > 0 && (
          <span className="inline-flex items-center gap-1 text-error">
            <CircleAlert size={12} aria-hidden />
            {formatCount(view.errorCount[row]!)}
          </span>
        )}
      </Cell>
      <Cell of="duration">
        <DurationBar view={view} row={row} colors={colors} />
      </Cell>
    </div>
  );
});

function Cell({ of, children }: { readonly of: TraceSortKey; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements: cells of a virtual grid, which has the focus
    <div role="gridcell" className={COLUMN_CLASS[of]}>
      {children}
    </div>
  );
}

interface PartProps {
  readonly view: TraceListView;
  readonly row: number;
  readonly colors: ServiceColors;
}

function TraceName({ view, row, colors }: PartProps) {
  const messages = useMessages();
  const service = view.strings[view.topService[row]!]!;
  const name = view.strings[view.topName[row]!] || messages.traces.unnamed;
  const marks = traceMarks(view, row, messages);
  const isArriving = marks[0]?.isArriving === true;
  return (
    <div className="flex min-w-0 items-center gap-2">
      <ServiceDot color={colors.bar(service)} />
      <span className="min-w-0 truncate" title={boundText(`${service}  ${name}`, MOST_TITLE_CHARACTERS)}>
        <bdi className="text-quiet">{boundText(service, MOST_LINE_CHARACTERS)}</bdi>
        <bdi className="ml-2 text-ink">{boundText(name, MOST_LINE_CHARACTERS)}</bdi>
      </span>
      {marks.length > 0 && (
        <span
          title={marks.map(({ why }) => why).join("\n")}
          className={`inline-flex shrink-0 items-center gap-1 rounded px-1 text-label ${
            isArriving ? "bg-sunken text-quiet" : "bg-lost-soft text-lost"
          }`}
        >
          {isArriving ? <Hourglass size={12} aria-hidden /> : <Unlink size={12} aria-hidden />}
          {marks.map(({ text }) => text).join(" · ")}
        </span>
      )}
    </div>
  );
}

function Services({ view, row, colors }: PartProps) {
  const { traces } = useMessages();
  const first = view.serviceFirst[row]!;
  const count = view.serviceFirst[row + 1]! - first;
  // One more fits where it would stand in for "+1".
  const shown = count <= SHOWN_SERVICES + 1 ? count : SHOWN_SERVICES;
  const names = Array.from({ length: Math.min(count, 50) }, (_, at) =>
    boundText(view.strings[view.services[first + at]!]!, 100),
  );
  const told = traces.servicesOf(names);
  return (
    <div className="flex items-center gap-1" title={told}>
      <span className="sr-only">{told}</span>
      {names.slice(0, shown).map((name, at) => (
        <ServiceDot key={view.services[first + at]} color={colors.bar(name)} />
      ))}
      {count > shown && (
        <span aria-hidden className="text-label text-quiet">
          {traces.moreServices(count - shown)}
        </span>
      )}
    </div>
  );
}

function DurationBar({ view, row, colors }: PartProps) {
  const duration = view.duration[row]!;
  const share = duration > 0 && view.longestNano > 0 ? duration / view.longestNano : 0;
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden className="hidden h-1.5 min-w-0 flex-1 @3xl:block">
        <span
          className="block h-full rounded-[1px]"
          style={{
            minWidth: Number.isNaN(duration) ? 0 : 1,
            width: `${share * 100}%`,
            background: colors.bar(view.strings[view.topService[row]!]!),
          }}
        />
      </span>
      <span className="ml-auto w-[68px] shrink-0 whitespace-nowrap">{formatDuration(duration)}</span>
    </div>
  );
}
