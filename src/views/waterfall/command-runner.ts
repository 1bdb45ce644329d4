/** Carries out what buttons and keys say. */
import type { RefObject } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import type { WaterfallCommand } from "./commands.ts";
import { foldAll, foldDeepestLevel, foldNone, hasChildren, setFolded, unfoldHighestLevel } from "./fold.ts";
import type { HoverStore } from "./hover-store.ts";
import { nextRow } from "./match-navigation.ts";
import type { RowIndex } from "./row-index.ts";
import { clampRange, isWhole, nanoAt, panRange, rangeToShow, type TimeScale, zoomRange } from "./time-range.ts";
import type { CursorControl } from "./use-cursor.ts";
import type { FoldControl } from "./use-fold.ts";
import type { TimeRangeControl } from "./use-time-range.ts";
import { nearestPosition } from "./visible-rows.ts";

const ZOOM_STEP = 0.6;
const PAN_SHARE = 0.15;
/** Room left and right of a span that is zoomed to. */
const SPAN_MARGIN_SHARE = 0.06;

interface CommandInput {
  readonly view: TraceView;
  readonly index: RowIndex;
  readonly fold: FoldControl;
  readonly cursor: CursorControl;
  readonly control: TimeRangeControl;
  readonly hover: HoverStore;
  readonly scale: TimeScale;
  readonly matchRows: Int32Array | undefined;
  readonly rowsPerPage: number;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly grid: RefObject<HTMLElement | null>;
  /** Goes back one step. @returns whether there was one */
  readonly goBack: () => boolean;
  /** Before going to a row that "matches only" may hide. */
  readonly ensureShown: (row: number) => void;
}

/** @returns carries out a command; false where there was nothing to do, so that the key may mean something to others */
export function commandRunner(input: CommandInput): (command: WaterfallCommand) => boolean {
  const { view, index, fold, cursor, control, hover, scale, matchRows, rowsPerPage, search, grid, ensureShown } = input;
  const { rows } = view;
  const { range, whole } = control;

  const step = (by: number) => {
    const { visible } = fold;
    if (visible.length === 0) return;
    const at = cursor.row === -1 ? -1 : nearestPosition(visible, rows, cursor.row);
    // From nowhere, the first step down is to the first row.
    const to = Math.min(visible.length - 1, Math.max(0, at + by));
    cursor.goTo(visible.row[to]!, "nearest");
  };
  const jump = (row: number) => {
    if (row === -1) return;
    ensureShown(row);
    const shown = rangeToShow(range, index.subtreeFrom[row]!, endOf(view, index, row), whole);
    if (shown !== range) control.commit(shown);
    cursor.goTo(row, "center");
  };
  const zoom = (factor: number) => {
    const { px } = hover.get();
    control.commit(zoomRange(range, factor, Number.isNaN(px) ? (range[0] + range[1]) / 2 : nanoAt(scale, px), whole));
  };
  const pan = (share: number) => control.commit(panRange(range, (range[1] - range[0]) * share, whole));
  const into = () => {
    const { row } = cursor;
    if (row === -1 || !hasChildren(rows, row)) return;
    if (fold.folded[row] === 1) fold.change((folded) => setFolded(rows, folded, row, false));
    else step(1);
  };
  const out = () => {
    const { row } = cursor;
    if (row === -1) return;
    if (hasChildren(rows, row) && fold.folded[row] === 0) fold.change((folded) => setFolded(rows, folded, row, true));
    else if (rows.parentRow[row] !== -1) cursor.goTo(rows.parentRow[row]!, "nearest");
  };
  const zoomToSpan = () => {
    const { row } = cursor;
    const from = row === -1 ? Number.NaN : rows.start[row]!;
    if (Number.isNaN(from)) return;
    const to = endOf(view, index, row);
    const margin = (to - from) * SPAN_MARGIN_SHARE;
    control.commit(clampRange([from - margin, to + margin], whole));
  };

  const actions: Record<Exclude<WaterfallCommand, "back">, () => void> = {
    up: () => step(-1),
    down: () => step(1),
    "page-up": () => step(-rowsPerPage),
    "page-down": () => step(rowsPerPage),
    first: () => step(-rows.length),
    last: () => step(rows.length),
    into,
    out,
    select: () => cursor.row !== -1 && cursor.goTo(cursor.row, "nearest"),
    "fold-level": () => cursor.foldInPlace((folded) => foldDeepestLevel(rows, folded)),
    "unfold-level": () => cursor.foldInPlace((folded) => unfoldHighestLevel(rows, folded)),
    "fold-all": () => cursor.foldInPlace(() => foldAll(rows)),
    "unfold-all": () => cursor.foldInPlace(() => foldNone(rows)),
    "zoom-in": () => zoom(ZOOM_STEP),
    "zoom-out": () => zoom(1 / ZOOM_STEP),
    "zoom-fit": () => !isWhole(range, whole) && control.commit(whole),
    "zoom-span": zoomToSpan,
    "pan-left": () => pan(-PAN_SHARE),
    "pan-right": () => pan(PAN_SHARE),
    "next-match": () => matchRows && jump(nextRow(matchRows, cursor.row, 1)),
    "previous-match": () => matchRows && jump(nextRow(matchRows, cursor.row, -1)),
    "next-error": () => jump(nextRow(index.errorRows, cursor.row, 1)),
    "previous-error": () => jump(nextRow(index.errorRows, cursor.row, -1)),
    "focus-search": () => {
      search.current?.focus();
      search.current?.select();
    },
    "focus-rows": () => grid.current?.focus(),
  };
  return (command) => {
    if (command === "back") return input.goBack();
    actions[command]();
    return true;
  };
}

/** The end of a row's bar. */
function endOf({ rows }: TraceView, index: RowIndex, row: number): number {
  const duration = rows.duration[row]!;
  return Number.isNaN(duration) ? index.subtreeTo[row]! : rows.start[row]! + duration;
}
