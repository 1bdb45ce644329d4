/** Where to go after data was opened. */

export type Place =
  | { readonly to: "stay" }
  | { readonly to: "traces" }
  | { readonly to: "trace"; readonly traceId: string };

export interface LandingFacts {
  /** Path of the present route: "/", "/traces", "/trace/4bf9…". */
  readonly pathname: string;
  /** The trace of a /trace/ route is in the new data. */
  readonly traceHere: boolean;
  /** The trace's id where the data holds exactly one. */
  readonly onlyTraceId: string | undefined;
  /** The place was asked for by a link, or nothing was open yet (a reload): it wins over the usual one. */
  readonly placeWasAskedFor: boolean;
}

/** One trace opens itself, several open as a list; a place that still makes sense is kept. */
export function chooseLanding({ pathname, traceHere, onlyTraceId, placeWasAskedFor }: LandingFacts): Place {
  if (traceHere) return { to: "stay" };
  if (placeWasAskedFor && pathname !== "/") return { to: "stay" };
  return onlyTraceId === undefined ? { to: "traces" } : { to: "trace", traceId: onlyTraceId };
}
