/** The columns of the trace list. The grid's template and the cells' classes belong together: fewer columns where it is narrow. */
import type { TraceSortKey } from "../../analysis/trace-list.ts";

/** --start-column is set by the table: wider where the data is of several days. */
export const ROW_GRID = `grid items-center gap-x-3 px-3 grid-cols-[minmax(0,1fr)_72px]
  @lg:grid-cols-[var(--start-column)_minmax(0,1fr)_44px_72px]
  @3xl:grid-cols-[var(--start-column)_minmax(0,1fr)_104px_48px_48px_168px]
  @6xl:grid-cols-[var(--start-column)_minmax(0,1fr)_132px_64px_64px_280px]`;

export interface Column {
  readonly key: TraceSortKey;
  readonly className: string;
  readonly alignRight: boolean;
}

const FROM_MEDIUM = "hidden @lg:block";
const FROM_WIDE = "hidden @3xl:block";

export const COLUMNS: readonly Column[] = [
  { key: "start", className: FROM_MEDIUM, alignRight: false },
  { key: "name", className: "", alignRight: false },
  { key: "services", className: FROM_WIDE, alignRight: false },
  { key: "spans", className: FROM_WIDE, alignRight: true },
  { key: "errors", className: FROM_MEDIUM, alignRight: true },
  { key: "duration", className: "", alignRight: true },
];

export const COLUMN_CLASS = Object.fromEntries(
  COLUMNS.map(({ key, className, alignRight }) => [key, `min-w-0 ${className} ${alignRight ? "text-right" : ""}`]),
) as Readonly<Record<TraceSortKey, string>>;
