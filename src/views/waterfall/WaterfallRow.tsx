/** One row. Clicks and hovers are heard by the list (data-row, data-action), so that a row holds no functions of its own. */
import { memo } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { hasChildren } from "./fold.ts";
import type { Indent } from "./indent.ts";
import type { RowIndex } from "./row-index.ts";
import type { RowLogs } from "./row-logs.ts";
import { TimelineCell } from "./TimelineCell.tsx";
import { TreeCell } from "./TreeCell.tsx";
import type { TimeScale } from "./time-range.ts";

export interface WaterfallRowProps {
  readonly id: string;
  readonly view: TraceView;
  readonly index: RowIndex;
  readonly row: number;
  readonly position: number;
  readonly topPx: number;
  readonly heightPx: number;
  readonly folded: boolean;
  readonly selected: boolean;
  readonly atCursor: boolean;
  /** The search found it. */
  readonly matches: boolean;
  /** Only here because something below it matches. */
  readonly faint: boolean;
  readonly colors: ServiceColors;
  readonly indent: Indent;
  readonly treeWidthPx: number;
  readonly scale: TimeScale;
  readonly logs: RowLogs | undefined;
}

/** A tree column under this shows no protocols. */
const NARROW_PX = 200;

export const WaterfallRow = memo(function WaterfallRow(props: WaterfallRowProps) {
  const { id, view, index, row, position, topPx, heightPx, folded, colors, indent, treeWidthPx, scale, logs } = props;
  const { selected, atCursor, matches, faint } = props;
  const { rows } = view;
  const ground = selected ? "bg-accent-soft" : matches ? "bg-lost-soft/60 hover:bg-lost-soft" : "hover:bg-sunken/70";
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by arithmetic, which a <tr> does not allow
    // biome-ignore lint/a11y/useFocusableInteractive: the tree grid keeps the focus and names its active row
    <div
      id={id}
      role="row"
      data-row={row}
      aria-level={rows.depth[row]! + 1}
      aria-rowindex={position + 1}
      aria-selected={selected}
      aria-expanded={hasChildren(rows, row) ? !folded : undefined}
      className={`absolute inset-x-0 flex text-table ${ground} ${
        atCursor ? "group-focus-visible/grid:shadow-[inset_0_0_0_1px_var(--cw-accent)]" : ""
      }`}
      style={{ top: topPx, height: heightPx }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      <div
        role="gridcell"
        className="flex shrink-0 items-center overflow-hidden pr-2 pl-1.5"
        style={{ width: treeWidthPx }}
      >
        <TreeCell
          view={view}
          index={index}
          row={row}
          folded={folded}
          faint={faint}
          colors={colors}
          indent={indent}
          narrow={treeWidthPx < NARROW_PX}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      <div role="gridcell" data-timeline className="relative min-w-0 flex-1 select-none overflow-hidden">
        <TimelineCell
          view={view}
          index={index}
          row={row}
          folded={folded}
          faint={faint}
          colors={colors}
          scale={scale}
          logs={logs}
        />
      </div>
    </div>
  );
});
