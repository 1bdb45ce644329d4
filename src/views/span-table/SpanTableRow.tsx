/** One span as a row. Clicks are heard by the table (data-row). */
import { CircleAlert } from "lucide-react";
import { memo } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import { StatusCode } from "../../model/enums.ts";
import { boundText, MOST_LINE_CHARACTERS, MOST_TITLE_CHARACTERS } from "../kit/bounded-text.ts";
import { formatDuration } from "../kit/format-time.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useMessages } from "../messages/use-messages.ts";
import { COLUMN_LAYOUT } from "./span-columns.ts";
import type { SpanTimes } from "./span-rows.ts";

export interface SpanTableRowProps {
  readonly id: string;
  readonly view: TraceView;
  readonly times: SpanTimes;
  readonly colors: ServiceColors;
  readonly row: number;
  readonly position: number;
  readonly topPx: number;
  readonly heightPx: number;
  readonly selected: boolean;
  readonly atCursor: boolean;
}

export const SpanTableRow = memo(function SpanTableRow(props: SpanTableRowProps) {
  const { id, view, times, colors, row, position, topPx, heightPx, selected, atCursor } = props;
  const { spanTable: text, trace } = useMessages();
  const { rows } = view;
  const service = view.services[rows.service[row]!] ?? "";
  const name = view.names[rows.name[row]!] || trace.unnamed;
  const isError = rows.statusCode[row] === StatusCode.error;
  return (
    <tr
      id={id}
      data-row={row}
      aria-rowindex={position + 2}
      aria-selected={selected}
      className={`absolute inset-x-0 ${COLUMN_LAYOUT} ${selected ? "bg-accent-soft" : "hover:bg-sunken/70"} ${
        atCursor ? "group-focus/grid:shadow-[inset_0_0_0_1px_var(--cw-accent)]" : ""
      }`}
      style={{ top: topPx, height: heightPx }}
    >
      <td className="flex min-w-0 items-center gap-1.5 px-2" title={boundText(service, MOST_TITLE_CHARACTERS)}>
        <span className="size-2.5 shrink-0 rounded-full" style={{ backgroundColor: colors.bar(service) }} aria-hidden />
        <bdi className="truncate text-quiet">{boundText(service, MOST_LINE_CHARACTERS)}</bdi>
      </td>
      <td className="flex min-w-0 items-center px-2" title={boundText(name, MOST_TITLE_CHARACTERS)}>
        <bdi className="truncate">{boundText(name, MOST_LINE_CHARACTERS)}</bdi>
      </td>
      <TimeCell nano={rows.start[row]!} />
      <TimeCell nano={rows.duration[row]!} strong />
      <TimeCell nano={times.self[row]!} />
      <TimeCell nano={times.critical[row]!} noneAtZero />
      <td className="flex items-center px-2 text-quiet">{text.kinds[rows.kind[row]!] ?? text.none}</td>
      <td className={`flex items-center gap-1 px-2 ${isError ? "font-semibold text-error" : "text-quiet"}`}>
        {isError && <CircleAlert size={13} aria-hidden />}
        {text.statuses[rows.statusCode[row]!] ?? text.none}
      </td>
    </tr>
  );
});

interface TimeCellProps {
  readonly nano: number;
  readonly strong?: boolean;
  readonly noneAtZero?: boolean;
}

function TimeCell({ nano, strong, noneAtZero }: TimeCellProps) {
  const { spanTable: text } = useMessages();
  const shown = Number.isNaN(nano) ? text.unknown : noneAtZero && nano === 0 ? text.none : formatDuration(nano);
  const tone = Number.isNaN(nano) ? "text-faint italic" : strong ? "text-ink" : "text-quiet";
  return <td className={`flex items-center justify-end px-2 ${tone}`}>{shown}</td>;
}
