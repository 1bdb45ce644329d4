/** One span on one side: its place in the tree that the data show, and its bar. */
import { CircleAlert, Link2, Unlink } from "lucide-react";
import { formatDuration } from "../kit/format-time.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useMessages } from "../messages/use-messages.ts";
import { estimateLabelPx, layoutBar } from "../waterfall/bar-layout.ts";
import type { TimeScale } from "../waterfall/time-range.ts";
import type { DemoFault } from "./demo-types.ts";
import { type PairedCell, traceIdOf } from "./paired-rows.ts";

const INDENT_PX = 9;
const LEAST_OPEN_PX = 24;

export interface SpanHalfProps {
  readonly cell: PairedCell | undefined;
  readonly side: "intact" | "broken";
  readonly fault: DemoFault;
  readonly colors: ServiceColors;
  /** The left end of the axis, since the run's start. */
  readonly fromMs: number;
  readonly scale: TimeScale;
  readonly treePx: number;
  /** The trace of the request's first span; pieces in other traces say theirs. */
  readonly mainTrace: string;
}

export function SpanHalf(props: SpanHalfProps) {
  const { demo } = useMessages();
  const { cell, side, treePx } = props;
  const border = side === "broken" ? "border-l border-line" : "";
  if (cell === undefined) {
    return (
      <td className={`p-0 ${border}`}>
        <span className="sr-only">{demo.notHere}</span>
      </td>
    );
  }
  return (
    <td className={`overflow-hidden p-0 ${border}`} data-side={side} data-blamed={cell.span.blamed}>
      <div className="flex h-[22px]">
        <span className="flex min-w-0 shrink-0 items-center gap-1.5 pr-2 pl-3" style={{ width: treePx }}>
          <Tree {...props} cell={cell} />
        </span>
        <span className="relative min-w-0 flex-1 overflow-hidden">
          <SpanBar {...props} cell={cell} />
        </span>
      </div>
    </td>
  );
}

type CellProps = SpanHalfProps & { readonly cell: PairedCell };

function Tree({ cell, fault, colors, mainTrace }: CellProps) {
  const { demo } = useMessages();
  const { span, depth, top } = cell;
  const blamed = span.blamed && span.exported;
  const absence = fault.signature === "local-orphan" ? demo.unended : demo.unsent;
  const sign = span.exported ? (blamed ? demo.signs[fault.signature] : undefined) : absence;
  return (
    <>
      <span className="shrink-0" style={{ width: depth * INDENT_PX }} />
      {blamed && <Sign innocent={fault.kind === "innocent"} label={sign ?? ""} />}
      <span
        className="size-2 shrink-0 rounded-full border"
        style={{
          borderColor: colors.bar(span.service),
          backgroundColor: span.exported ? colors.bar(span.service) : undefined,
        }}
      />
      <span
        className={`flex min-w-0 gap-1.5 ${span.exported ? "" : "text-lost italic"}`}
        title={[`${span.service}  ${span.name}`, sign].filter(Boolean).join("\n")}
      >
        <bdi className={`min-w-0 truncate ${span.exported ? "text-quiet" : ""}`}>{span.service}</bdi>
        <bdi className="min-w-0 truncate">{span.name}</bdi>
      </span>
      {!span.exported && <span className="sr-only">{absence}</span>}
      {blamed && top && traceIdOf(span.key) !== mainTrace && (
        <bdi className="ml-auto shrink-0 font-mono text-label text-faint" title={traceIdOf(span.key)}>
          {traceIdOf(span.key).slice(0, 6)}
        </bdi>
      )}
    </>
  );
}

/** The broken link, which pulses once when it appears; an innocent's sign stays calm. */
function Sign({ innocent, label }: { readonly innocent: boolean; readonly label: string }) {
  const Icon = innocent ? Link2 : Unlink;
  return (
    <span className={`relative shrink-0 ${innocent ? "text-accent" : "text-lost"}`} title={label}>
      {!innocent && (
        <span
          aria-hidden
          className="absolute inset-0 animate-ping rounded-full bg-lost [animation-fill-mode:forwards] [animation-iteration-count:1] motion-reduce:hidden"
        />
      )}
      <Icon size={14} role="img" aria-label={label} className="relative" />
    </span>
  );
}

function SpanBar({ cell, fault, colors, fromMs, scale }: CellProps) {
  const { demo } = useMessages();
  const { span, untilMs } = cell;
  const nanoOf = (ms: number) => (ms - fromMs) * 1e6;
  const isOpen = span.endMs === undefined;
  const end = span.endMs ?? untilMs;
  const isLost = span.blamed && span.exported && fault.kind === "fault";
  const words = isOpen
    ? fault.signature === "local-orphan"
      ? demo.unended
      : demo.unsent
    : formatDuration((end - span.startMs) * 1e6);
  const bar = layoutBar(
    scale,
    nanoOf(span.startMs),
    nanoOf(end),
    estimateLabelPx(words) + (span.failed ? 15 : 0),
    isOpen ? LEAST_OPEN_PX : undefined,
  );
  if (typeof bar === "string") return null;
  return (
    <>
      <span
        className={`absolute top-[4px] bottom-[4px] rounded-xs ${isOpen ? "border border-r-0 border-dashed border-lost" : ""} ${
          isLost ? "outline-2 outline-lost outline-offset-1" : ""
        }`}
        style={{
          left: bar.leftPx,
          width: bar.widthPx,
          backgroundColor: isOpen ? undefined : colors.bar(span.service),
          boxShadow: span.failed ? "inset 0 -3px 0 var(--cw-error)" : undefined,
          maskImage: isOpen ? "linear-gradient(to right, #000 60%, transparent)" : undefined,
        }}
      />
      <span
        className={`pointer-events-none absolute top-[3px] flex items-center gap-1 whitespace-nowrap text-label ${
          bar.labelSide === "left" ? "-translate-x-full" : ""
        } ${isOpen ? "text-lost" : span.failed && bar.labelSide !== "inside" ? "text-error" : "text-quiet"}`}
        style={{
          left: bar.labelPx,
          color: bar.labelSide === "inside" && !isOpen ? colors.onBar(span.service) : undefined,
        }}
      >
        {span.failed && <CircleAlert size={11} className="shrink-0" aria-hidden />}
        {words}
      </span>
    </>
  );
}
