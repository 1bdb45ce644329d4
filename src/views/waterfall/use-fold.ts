/**
 * Folding of one trace. "Matches only" has folding of its own, which starts open, so that every match is seen and the folding from
 * before is there again afterwards.
 */
import { useCallback, useMemo, useState } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import { type Folded, foldNone } from "./fold.ts";
import { computeVisibleRows, type VisibleRows } from "./visible-rows.ts";

export interface FoldControl {
  readonly folded: Folded;
  readonly visible: VisibleRows;
  readonly change: (next: (folded: Folded) => Folded) => void;
}

/** @param shown rows that the search leaves, where only those are wanted */
export function useFold({ rows }: TraceView, shown: Uint8Array | undefined): FoldControl {
  const [all, setAll] = useState(() => ({ rows, folded: foldNone(rows) }));
  if (all.rows !== rows) setAll({ rows, folded: foldNone(rows) });
  const [ofMatches, setOfMatches] = useState(() => ({ shown, folded: all.folded }));
  if (ofMatches.shown !== shown) setOfMatches({ shown, folded: foldNone(rows) });

  const folded = shown === undefined ? all.folded : ofMatches.folded;
  const visible = useMemo(
    // While React is about to render again with another trace, the folding may still be the old trace's.
    () => computeVisibleRows(rows, folded.length === rows.length ? folded : foldNone(rows), shown),
    [rows, folded, shown],
  );
  const change = useCallback(
    (next: (folded: Folded) => Folded) => {
      if (shown === undefined) setAll((known) => ({ ...known, folded: next(known.folded) }));
      else setOfMatches((known) => ({ ...known, folded: next(known.folded) }));
    },
    [shown],
  );
  return { folded, visible, change };
}
