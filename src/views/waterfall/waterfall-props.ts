/** What the app gives to a waterfall, and what it hears from it. */
import type { ReactNode } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import type { LogListView } from "../../engine/engine-api.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import type { TimeRange } from "./time-range.ts";

/** The span column's width outlives the trace. */
export interface TreeWidth {
  /** undefined = a share of the room there is. */
  readonly treeWidthCssPx: number | undefined;
  readonly onResizeTree: (widthCssPx: number) => void;
}

export interface WaterfallProps extends TreeWidth {
  readonly view: TraceView;
  readonly colors: ServiceColors;
  /** SpanIndex. */
  readonly selectedSpan: number | undefined;
  readonly onSelectSpan: (span: number | undefined) => void;
  /** Part of the trace on screen, nanoseconds since its start; undefined = all of it. */
  readonly rangeNano: TimeRange | undefined;
  /** Once for each gesture. */
  readonly onRangeChange: (rangeNano: TimeRange | undefined) => void;
  readonly searchText: string;
  readonly onSearchTextChange: (text: string) => void;
  /** SpanIndex, ascending; undefined while nothing is looked for or the answer is under way. */
  readonly searchMatches: Int32Array | undefined;
  readonly matchesOnly: boolean;
  readonly onMatchesOnlyChange: (matchesOnly: boolean) => void;
  readonly logs?: LogListView | undefined;
  /** The sign of a link was clicked on this span's row. */
  readonly onOpenLink: (span: number) => void;
  /** false where the frame around it says already what trace this is. */
  readonly showHeader?: boolean | undefined;
  /** At the right of the header: the choice of views. */
  readonly headerEnd?: ReactNode;
  /** Between header and toolbar: what is broken. */
  readonly notice?: ReactNode;
  /** Takes the keyboard when it appears. */
  readonly autoFocus?: boolean | undefined;
}
