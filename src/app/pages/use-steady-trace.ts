/**
 * The open trace in data that grows: as it was when it last got a span. Row numbers change with every growth, the trace mostly does not;
 * so its generation is kept for as long as it is looked at, and nothing below is drawn anew for spans of other traces.
 */
import { useEffect, useState } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import { useApp } from "../app-context.ts";
import type { OpenData } from "../data-set/data-set-state.ts";

interface SteadyTrace {
  /** null: the data holds no such trace. undefined: being read. */
  readonly view: TraceView | null | undefined;
  /** The data as it was then. */
  readonly of: OpenData;
  readonly isArriving: boolean;
}

interface State {
  /** Which trace of which data. */
  readonly place: string;
  readonly kept: Kept | undefined;
  readonly isArriving: boolean;
}

interface Kept {
  readonly view: TraceView;
  readonly of: OpenData;
}

/** @param latest the answer for the newest generation; undefined while it is read */
export function useSteadyTrace(latest: TraceView | null | undefined, data: OpenData, traceId: string): SteadyTrace {
  const { controller } = useApp();
  const place = `${data.opening} ${traceId}`;
  const [state, setState] = useState<State>({ place, kept: undefined, isArriving: false });
  const { kept, isArriving: wasArriving } = state.place === place ? state : { kept: undefined, isArriving: false };
  // A trace that has left the data stays for as long as it is looked at.
  const next = latest && latest.rows.length !== kept?.view.rows.length ? { view: latest, of: data } : kept;
  const isArriving = latest ? latest.arriving === true : wasArriving;
  if (state.place !== place || next !== state.kept || isArriving !== state.isArriving) {
    setState({ place, kept: next, isArriving });
  }
  const generation = next?.of.growth && next.of.generation;
  useEffect(() => (generation === undefined ? undefined : controller.pin(generation)), [controller, generation]);
  if (next) return { ...next, isArriving };
  return { view: latest, of: data, isArriving };
}
