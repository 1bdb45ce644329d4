/** One trace as a row of 24 px. */
import { ChevronDown, ChevronRight, CircleAlert, Hourglass, Unlink, Waypoints } from "lucide-react";
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

/** How the row stands in a list of requests: its traces shown below it or not, and into how many islands it fell. */
export type RowGroup = "single" | "member" | `${"open" | "closed"} ${number}`;

export interface TraceRowProps {
  readonly id: string;
  readonly view: TraceListView;
  readonly row: number;
  /** Counted from the top of the list. */
  readonly place: number;
  /** undefined = rows are traces. */
  readonly group: RowGroup | undefined;
  /** Row of the request that it is or belongs to. */
  readonly headRow: number;
  /** What a full bar stands for. */
  readonly longestNano: number;
  readonly topCssPx: number;
  readonly colors: ServiceColors;
  readonly withDate: boolean;
  /** Where the keyboard is. */
  readonly isActive: boolean;
  readonly isSelected: boolean;
  /** Under the pointer, here or in the scatter plot. */
  readonly isHovered: boolean;
  readonly onOpen: (place: number) => void;
  readonly onToggle: (headRow: number) => void;
  /** With the row of the request. */
  readonly onHover: (row: number) => void;
}

export const TraceRow = memo(function TraceRow(props: TraceRowProps) {
  const { id, view, row, place, group, headRow, topCssPx, colors, withDate } = props;
  const { isActive, isSelected, isHovered, onOpen, onHover } = props;
  const isMember = group === "member";
  const start = view.start[row]!;
  const formatStart = withDate ? formatDateTime : formatClock;
  const ground = isSelected ? "bg-accent-soft" : isHovered ? "bg-sunken" : "";
  const handleClick = () => {
    // Somebody who marks text does not want to leave.
    if (getSelection()?.isCollapsed !== false) onOpen(place);
  };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents lint/a11y/useSemanticElements: the grid has the focus and the keys
    <div
      id={id}
      role="row"
      aria-rowindex={place + 2}
      {...(group !== undefined && { "aria-level": isMember ? 2 : 1 })}
      {...(group?.startsWith("open") && { "aria-expanded": true })}
      {...(group?.startsWith("closed") && { "aria-expanded": false })}
      aria-selected={isSelected}
      onClick={handleClick}
      onMouseEnter={() => onHover(headRow)}
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
        <div className={`flex min-w-0 items-center ${isMember ? "pl-8" : ""}`}>
          {group !== undefined && !isMember && <Disclosure group={group} onToggle={() => props.onToggle(headRow)} />}
          <TraceName view={view} row={row} colors={colors} group={group} />
        </div>
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
        <DurationBar view={view} row={row} colors={colors} longestNano={props.longestNano} />
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

/** Shows or hides the traces of a request; an empty place where it is one trace, so that names stay in line. */
function Disclosure({ group, onToggle }: { readonly group: RowGroup; readonly onToggle: () => void }) {
  const { traces } = useMessages();
  if (group === "single") return <span className="w-5 shrink-0" />;
  const isOpen = group.startsWith("open");
  const Sign = isOpen ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={isOpen ? traces.hideIslands : traces.showIslands}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
      className="mr-1 flex size-4 shrink-0 items-center justify-center rounded text-quiet hover:bg-line hover:text-ink"
    >
      <Sign size={14} aria-hidden />
    </button>
  );
}

function TraceName({ view, row, colors, group }: PartProps & { readonly group: RowGroup | undefined }) {
  const messages = useMessages();
  const service = view.strings[view.topService[row]!]!;
  const name = view.strings[view.topName[row]!] || messages.traces.unnamed;
  const marks = traceMarks(view, row, messages);
  const islands = Number(group?.split(" ")[1] ?? 0);
  const isArriving = marks[0]?.isArriving === true;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2">
      <ServiceDot color={colors.bar(service)} />
      <span className="min-w-0 truncate" title={boundText(`${service}  ${name}`, MOST_TITLE_CHARACTERS)}>
        <bdi className="text-quiet">{boundText(service, MOST_LINE_CHARACTERS)}</bdi>
        <bdi className="ml-2 text-ink">{boundText(name, MOST_LINE_CHARACTERS)}</bdi>
      </span>
      {islands > 0 && (
        <span
          title={messages.traces.islandsExplained}
          className="inline-flex shrink-0 items-center gap-1 rounded bg-bridge-soft px-1 text-label text-bridge"
        >
          <Waypoints size={12} aria-hidden />
          {messages.traces.islands(islands)}
        </span>
      )}
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

function DurationBar({ view, row, colors, longestNano }: PartProps & { readonly longestNano: number }) {
  const duration = view.duration[row]!;
  const share = duration > 0 && longestNano > 0 ? duration / longestNano : 0;
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
