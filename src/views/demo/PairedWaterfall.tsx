/**
 * Both sides of one request on one time axis:
 *
 *     Intact  1 trace · 32 spans          │ Broken  3 traces · 32 spans · 2 lost hops
 *     span            │ 0      10 ms      │ span              │ 0      10 ms
 *     storefront POST │ ████████████      │ storefront POST   │ ████████████
 *       checkout POST │   ████████        │ ✕ checkout POST   │   ████████
 *
 * One scroller holds both, so they cannot part. A request has some dozen spans: all rows are drawn.
 */
import { useCallback, useEffect, useMemo, useRef } from "react";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useElementSize } from "../kit/use-element-size.ts";
import { useMessages } from "../messages/use-messages.ts";
import { Ruler } from "../waterfall/Ruler.tsx";
import type { TimeScale } from "../waterfall/time-range.ts";
import type { DemoFault, DemoRun } from "./demo-types.ts";
import { PairedLogs } from "./PairedLogs.tsx";
import { countSide, pairRows, timesOf, traceIdOf } from "./paired-rows.ts";
import { SpanHalf } from "./SpanHalf.tsx";

const LEAST_TREE_PX = 110;
const MOST_TREE_PX = 320;
const TREE_SHARE = 0.5;
/** Room for labels behind the last bar, and for the scrollbar. */
const END_PX = 22;

interface PairedWaterfallProps {
  readonly fault: DemoFault;
  readonly run: DemoRun;
  readonly visit: number;
  readonly colors: ServiceColors;
}

export function PairedWaterfall({ fault, run, visit, colors }: PairedWaterfallProps) {
  const { demo } = useMessages();
  const [sizeRef, { widthCssPx }] = useElementSize<HTMLElement>();
  const scroller = useRef<HTMLElement>(null);
  const scrollerRef = useCallback(
    (element: HTMLElement | null) => {
      scroller.current = element;
      return sizeRef(element);
    },
    [sizeRef],
  );
  const rows = useMemo(() => pairRows(run.intact, run.broken, visit), [run, visit]);
  const [fromMs, toMs] = useMemo(() => timesOf(rows), [rows]);
  // The sign is what one came to see. Where it stands among the rows depends on the run and the visit alone.
  useEffect(() => {
    const first = rows.findIndex(({ right }) => right?.span.blamed && right.span.exported);
    const element = scroller.current;
    if (first === -1 || !element) return;
    const row = element.querySelectorAll<HTMLElement>("tbody tr")[first];
    const hidden = row ? row.offsetTop + 2 * row.offsetHeight - element.clientHeight : 0;
    element.scrollTop = Math.max(0, hidden);
  }, [rows]);
  const mainTrace = traceIdOf(rows.find(({ right }) => right)?.right?.span.key ?? "");
  const halfPx = Math.max(0, widthCssPx / 2);
  const treePx = Math.round(Math.min(MOST_TREE_PX, Math.max(LEAST_TREE_PX, halfPx * TREE_SHARE)));
  const scale = useMemo(
    (): TimeScale => ({
      range: [0, Math.max(1, (toMs - fromMs) * 1e6)],
      widthPx: Math.max(0, halfPx - treePx - END_PX),
    }),
    [fromMs, toMs, halfPx, treePx],
  );
  const half = { colors, fault, fromMs, scale, treePx, mainTrace };
  return (
    <section
      ref={scrollerRef}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard
      tabIndex={0}
      className="relative min-h-0 flex-1 overflow-y-auto"
      aria-label={demo.bothSides}
    >
      {fault.signature === "bare-log" && <PairedLogs run={run} visit={visit} />}
      <table className="w-full table-fixed border-collapse text-table">
        <thead className="sticky top-0 z-10 bg-raised shadow-[0_1px_0_var(--cw-line)]">
          <tr>
            <SideHead title={demo.intact} facts={sideFacts(run, "intact", visit)} treePx={treePx} scale={scale} />
            <SideHead
              title={fault.kind === "fault" ? demo.broken : demo.looksBroken}
              facts={sideFacts(run, "broken", visit)}
              marked={fault.kind === "fault" ? demo.marked[fault.signature] : undefined}
              treePx={treePx}
              scale={scale}
            />
          </tr>
        </thead>
        <tbody>
          {rows.map(({ left, right }, at) => (
            <tr key={left?.span.key ?? right?.span.key ?? at} className="h-[22px] hover:bg-sunken/70">
              <SpanHalf cell={left} side="intact" {...half} />
              <SpanHalf cell={right} side="broken" {...half} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const sideFacts = (run: DemoRun, side: "intact" | "broken", visit: number) => countSide(run[side], visit);

interface SideHeadProps {
  readonly title: string;
  readonly facts: ReturnType<typeof countSide>;
  readonly marked?: ((number: number) => string) | undefined;
  readonly treePx: number;
  readonly scale: TimeScale;
}

function SideHead({ title, facts, marked, treePx, scale }: SideHeadProps) {
  const { demo } = useMessages();
  return (
    <th scope="col" className="w-1/2 overflow-hidden border-line p-0 text-left font-normal not-first:border-l">
      <span className="flex h-6 items-center gap-2 truncate px-3">
        <span className="font-semibold">{title}</span>
        <span className="text-quiet">
          {demo.traces(facts.traces)} · {demo.spans(facts.spans)}
        </span>
        {marked !== undefined && facts.blamed > 0 && <span className="text-lost">{marked(facts.blamed)}</span>}
      </span>
      <span className="flex h-5 text-label text-quiet">
        <span className="shrink-0 px-3" style={{ width: treePx }}>
          {demo.span}
        </span>
        <span className="relative min-w-0 flex-1">
          <Ruler scale={scale} />
        </span>
      </span>
    </th>
  );
}
