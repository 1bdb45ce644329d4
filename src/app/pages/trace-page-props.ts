import type { ReactNode } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";

/** What each view of a trace is given. */
export interface TracePageProps {
  readonly view: TraceView;
  readonly generation: number;
  /** At the right of the header. */
  readonly headerEnd: ReactNode;
  /** Under the header: what is broken. */
  readonly notice: ReactNode;
}
