/**
 * The row that keys move from. It is the selected span's row, except on a row that stands for no span, which cannot be selected.
 * Going to a row unfolds what hides it, scrolls to it once the rows are there, and tells the app.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import { type Folded, reveal } from "./fold.ts";
import type { RowIndex } from "./row-index.ts";
import type { FoldControl } from "./use-fold.ts";
import type { RowWindowControl } from "./use-row-window.ts";
import { nearestPosition, type VisibleRows } from "./visible-rows.ts";

export interface CursorControl {
  /** -1 = nowhere yet. */
  readonly row: number;
  /** @param align "nearest" for steps, "center" for jumps */
  readonly goTo: (row: number, align: "nearest" | "center") => void;
  /** Folds or unfolds while the row at the cursor (else the first one seen) stays where the eye is. */
  readonly foldInPlace: (next: (folded: Folded) => Folded) => void;
}

type Pending =
  | { readonly kind: "show"; readonly row: number; readonly align: "nearest" | "center" }
  | { readonly kind: "keep"; readonly row: number; readonly belowTopPx: number };

interface CursorInput {
  readonly view: TraceView;
  readonly index: RowIndex;
  readonly fold: FoldControl;
  readonly rowWindow: RowWindowControl;
  readonly rowHeightPx: number;
  readonly scrollTop: () => number;
  readonly selectedSpan: number | undefined;
  readonly onSelectSpan: (span: number | undefined) => void;
}

export function useCursor(input: CursorInput): CursorControl {
  const { view, index, fold, rowWindow, rowHeightPx, scrollTop, selectedSpan, onSelectSpan } = input;
  const { rows } = view;
  const [cursor, setCursor] = useState({ view, row: -1 });
  const row = cursor.view === view ? cursor.row : -1;
  const pending = useRef<Pending | undefined>(undefined);
  const told = useRef<number | undefined>(undefined);

  const moveTo = useCallback(
    (to: number, align: "nearest" | "center") => {
      fold.change((folded) => reveal(view.rows, folded, to));
      setCursor({ view, row: to });
      pending.current = { kind: "show", row: to, align };
    },
    [view, fold.change],
  );
  const goTo = useCallback(
    (to: number, align: "nearest" | "center") => {
      moveTo(to, align);
      const span = view.rows.span[to]!;
      if (span === -1) return;
      told.current = span;
      onSelectSpan(span);
    },
    [view, moveTo, onSelectSpan],
  );

  // A selection that did not come from here: a link, the back button, another view.
  useEffect(() => {
    if (selectedSpan === told.current) return;
    told.current = selectedSpan;
    const to = selectedSpan === undefined ? -1 : index.rowOfSpan(selectedSpan);
    if (to !== -1) moveTo(to, "center");
  }, [selectedSpan, index, moveTo]);

  useLayoutEffect(() => {
    const wanted = pending.current;
    if (wanted === undefined) return;
    const position = nearestPosition(fold.visible, rows, wanted.row);
    if (position === -1) pending.current = undefined;
    else if (wanted.kind === "keep") {
      rowWindow.placePosition(position, wanted.belowTopPx);
      pending.current = undefined;
    } else if (rowWindow.showPosition(position, wanted.align)) pending.current = undefined;
  });

  const foldInPlace = (next: (folded: Folded) => Folded) => {
    const anchor = anchorRow(fold.visible, row, rowWindow, scrollTop(), rowHeightPx);
    if (anchor !== undefined) pending.current = anchor;
    fold.change(next);
  };
  return { row, goTo, foldInPlace };
}

function anchorRow(
  visible: VisibleRows,
  cursorRow: number,
  { window }: RowWindowControl,
  scrollTopPx: number,
  rowHeightPx: number,
): Pending | undefined {
  const at = cursorRow === -1 ? -1 : visible.positionOf[cursorRow]!;
  const firstSeen = Math.ceil((scrollTopPx + window.shiftPx) / rowHeightPx);
  const position = at >= window.first && at < window.last ? at : firstSeen;
  const row = visible.row[position];
  if (row === undefined) return undefined;
  return { kind: "keep", row, belowTopPx: position * rowHeightPx - window.shiftPx - scrollTopPx };
}
