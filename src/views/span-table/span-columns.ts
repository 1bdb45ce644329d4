/** How the columns of the span table lie: one CSS grid for the header and every row. */
import type { SpanColumn } from "./span-rows.ts";

export const COLUMN_LAYOUT =
  "grid grid-cols-[minmax(110px,1fr)_minmax(160px,2.2fr)_90px_90px_90px_100px_80px_70px] items-stretch";

const NUMERIC: ReadonlySet<SpanColumn> = new Set<SpanColumn>(["start", "duration", "self", "critical"]);

/** Numbers stand at the right, so that they align. */
export const isNumeric = (column: SpanColumn): boolean => NUMERIC.has(column);
