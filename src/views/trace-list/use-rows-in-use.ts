/** Which requests are open and where the keyboard is: TraceIndex, carried over to the same traces when the data grows. */
import { useCallback, useState } from "react";
import type { TraceListView, TraceQuery } from "../../analysis/trace-list.ts";
import { sameTrace } from "./same-trace.ts";

export interface RowsInUse {
  /** TraceIndex of the rows whose traces are shown. */
  readonly open: ReadonlySet<number>;
  readonly active: { readonly trace: number | undefined; readonly isMember: boolean };
}

export function useRowsInUse(view: TraceListView, query: TraceQuery, selectedTrace: number | undefined) {
  const asked = JSON.stringify(query);
  const [state, setState] = useState<{ view: TraceListView; asked: string; inUse: RowsInUse }>({
    view,
    asked,
    inUse: { open: new Set(), active: { trace: selectedTrace, isMember: false } },
  });
  let { inUse } = state;
  if (state.view !== view) {
    // Another question about the same data: its traces keep their numbers, listed or not.
    if (state.asked === asked) inUse = carriedOver(inUse, state.view, view);
    setState({ view, asked, inUse });
  }
  const change = useCallback(
    (next: (present: RowsInUse) => RowsInUse) => setState((present) => ({ ...present, inUse: next(present.inUse) })),
    [],
  );
  return [inUse, change] as const;
}

function carriedOver({ open, active }: RowsInUse, before: TraceListView, now: TraceListView): RowsInUse {
  const same = (trace: number, isMember: boolean) => sameTrace(before, trace, isMember, now);
  const { trace, isMember } = active;
  return {
    open: new Set([...open].map((each) => same(each, false)).filter((each) => each !== undefined)),
    active: { trace: trace === undefined ? undefined : same(trace, isMember), isMember },
  };
}
