/** The rows in view, as a tree grid: it keeps the focus and names the row at the cursor; clicks are told from the rows' data. */
import { type MouseEvent, useId } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { setFolded, setSubtreeFolded } from "./fold.ts";
import { ROW_HEIGHT_PX, type WaterfallState } from "./use-waterfall.ts";
import { Shown } from "./visible-rows.ts";
import { WaterfallRow } from "./WaterfallRow.tsx";
import type { WaterfallProps } from "./waterfall-props.ts";

export interface RowGridProps
  extends Pick<WaterfallProps, "view" | "colors" | "selectedSpan" | "matchesOnly" | "onOpenLink"> {
  readonly state: WaterfallState;
}

export function RowGrid({ view, colors, selectedSpan, matchesOnly, onOpenLink, state }: RowGridProps) {
  const { trace } = useMessages();
  const idPrefix = useId();
  const { rows } = view;
  const { fold, cursor, gestures, rowWindow, marked } = state;
  const { first, last, shiftPx } = rowWindow.window;

  const handleClick = (event: MouseEvent) => {
    const row = rowAt(event.target);
    // The end of a drag is no click, and selected text is to be copied.
    if (row === -1 || gestures.wasDrag() || !(document.getSelection()?.isCollapsed ?? true)) return;
    const action = (event.target as Element).closest<HTMLElement>("[data-action]")?.dataset.action;
    if (action === "fold") {
      const value = fold.folded[row] === 0;
      const set = event.altKey ? setSubtreeFolded : setFolded;
      fold.change((folded) => set(rows, folded, row, value));
    } else if (action === "link") onOpenLink(rows.span[row]!);
    else cursor.goTo(row, "nearest");
  };

  // Before the first step the keys stand at the first row.
  const cursorRow = cursor.row === -1 ? (fold.visible.row[0] ?? -1) : cursor.row;
  const cursorPosition = fold.visible.positionOf[cursorRow] ?? -1;
  const drawn = [];
  for (let position = first; position < last; position++) {
    const row = fold.visible.row[position]!;
    const span = rows.span[row]!;
    drawn.push(
      <WaterfallRow
        key={row}
        id={`${idPrefix}${row}`}
        view={view}
        index={state.index}
        row={row}
        position={position}
        topPx={position * ROW_HEIGHT_PX - shiftPx}
        heightPx={ROW_HEIGHT_PX}
        folded={fold.folded[row] === 1}
        selected={span !== -1 && span === selectedSpan}
        atCursor={row === cursorRow}
        matches={marked?.[row] === Shown.match}
        faint={matchesOnly && marked?.[row] === Shown.ancestor}
        colors={colors}
        indent={state.indent}
        treeWidthPx={state.treePx}
        scale={state.scale}
        logs={state.logs}
      />,
    );
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the view around it hears the keys
    <div
      ref={state.gridRef}
      role="treegrid"
      tabIndex={0}
      aria-label={trace.waterfall}
      aria-rowcount={fold.visible.length}
      aria-activedescendant={cursorPosition >= first && cursorPosition < last ? `${idPrefix}${cursorRow}` : undefined}
      onScroll={rowWindow.handleScroll}
      onClick={handleClick}
      className="group/grid relative min-h-0 flex-1 touch-pan-y overflow-x-hidden overflow-y-scroll focus-visible:outline-none"
    >
      <div role="presentation" className="relative" style={{ height: rowWindow.contentHeightPx }}>
        {drawn}
      </div>
      {fold.visible.length === 0 && <p className="p-3 text-quiet">{trace.nothingMatches}</p>}
    </div>
  );
}

/** The row that an element belongs to, -1 = none. */
export function rowAt(target: EventTarget): number {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
  return element === null ? -1 : Number(element.dataset.row);
}
