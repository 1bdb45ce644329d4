/** The left half of a row: indentation, fold, service, name, signs. */
import { ChevronDown, ChevronRight, CircleAlert, Link2, Unlink } from "lucide-react";
import { memo } from "react";
import { JOIN_CONFIDENCES } from "../../analysis/join.ts";
import { MissingRow, PROTOCOLS, type TraceView } from "../../analysis/trace-view.ts";
import { StatusCode } from "../../model/enums.ts";
import { spanIdToHex } from "../../model/ids.ts";
import { boundText, MOST_LINE_CHARACTERS, MOST_TITLE_CHARACTERS } from "../kit/bounded-text.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useMessages } from "../messages/use-messages.ts";
import { describeBridge } from "./describe-bridge.ts";
import { hasChildren } from "./fold.ts";
import type { Indent } from "./indent.ts";
import { errorsBelow, type RowIndex } from "./row-index.ts";

export interface TreeCellProps {
  readonly view: TraceView;
  readonly index: RowIndex;
  readonly row: number;
  readonly folded: boolean;
  /** Only here because something below it matches the search. */
  readonly faint: boolean;
  readonly colors: ServiceColors;
  readonly indent: Indent;
  /** There is room for a name, and for little else. */
  readonly narrow: boolean;
}

/** Names as people write them. */
const PROTOCOL_LABELS: Record<(typeof PROTOCOLS)[number], string> = {
  "": "",
  http: "HTTP",
  grpc: "gRPC",
  messaging: "queue",
  db: "db",
  rpc: "RPC",
};

/** Closer lines would be hatching. */
const LEAST_GUIDE_PX = 6;

/** A line a level. */
const guides = (stepPx: number) =>
  `repeating-linear-gradient(to right, transparent 0 ${stepPx - 1}px, var(--cw-line) 0 ${stepPx}px)`;

export const TreeCell = memo(function TreeCell(props: TreeCellProps) {
  const { view, index, row, folded, faint, colors, indent, narrow } = props;
  const { trace } = useMessages();
  const { rows } = view;
  const depth = rows.depth[row]!;
  const level = Math.min(depth, indent.deepestLevel);
  const hiddenErrors = folded ? errorsBelow(index, rows, row) : 0;
  const linkCount = rows.linkCount[row]!;
  return (
    <>
      <span
        className="shrink-0 self-stretch"
        style={{
          width: level * indent.stepPx,
          backgroundImage: indent.stepPx < LEAST_GUIDE_PX ? undefined : guides(indent.stepPx),
          backgroundPosition: `-${indent.stepPx / 2 - 2}px 0`,
        }}
      />
      {hasChildren(rows, row) ? (
        <button
          type="button"
          tabIndex={-1}
          data-action="fold"
          aria-label={folded ? trace.unfold : trace.fold}
          className="flex h-5 w-4 shrink-0 items-center justify-center rounded text-faint hover:bg-line hover:text-ink"
        >
          {folded ? <ChevronRight size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
        </button>
      ) : (
        <span className="w-4 shrink-0" />
      )}
      {depth > level && <span className="mr-1 shrink-0 text-label text-faint">{trace.depth(depth)}</span>}
      {rows.missing[row] === MissingRow.none ? (
        <>
          {rows.bridge[row] !== 0 && (
            <span aria-hidden className="mr-1 w-4 shrink-0 border-t-2 border-dashed border-bridge" />
          )}
          <SpanLabel view={view} row={row} colors={colors} faint={faint} />
        </>
      ) : (
        <MissingLabel view={view} row={row} />
      )}
      <span className="ml-auto flex shrink-0 items-center gap-1.5 pl-1.5 text-label">
        {folded && <span className="text-faint">{trace.hidden(rows.subtreeEnd[row]! - row - 1)}</span>}
        {hiddenErrors > 0 && (
          <span className="flex items-center gap-0.5 text-error" title={trace.errors(hiddenErrors)}>
            <CircleAlert size={12} aria-hidden />
            {hiddenErrors}
          </span>
        )}
        {linkCount > 0 && (
          <button
            type="button"
            tabIndex={-1}
            data-action="link"
            aria-label={trace.openLink(linkCount)}
            title={trace.openLink(linkCount)}
            className="flex h-5 items-center rounded px-0.5 text-accent hover:bg-line"
          >
            <Link2 size={14} aria-hidden />
          </button>
        )}
        <BridgeWord view={view} row={row} />
        {!narrow && <span className="text-faint">{PROTOCOL_LABELS[PROTOCOLS[rows.protocol[row]!]!]}</span>}
      </span>
    </>
  );
});

/** How sure the row's place is, where a bridge gives it. */
function BridgeWord({ view, row }: Pick<TreeCellProps, "view" | "row">) {
  const { repair } = useMessages();
  const confidence = JOIN_CONFIDENCES[view.rows.bridge[row]!];
  if (!confidence) return null;
  const title = describeBridge(view, row, repair);
  return (
    <span className="font-semibold text-bridge" title={title}>
      {repair.confidence[confidence]}
    </span>
  );
}

function SpanLabel({ view, row, colors, faint }: Pick<TreeCellProps, "view" | "row" | "colors" | "faint">) {
  const { trace } = useMessages();
  const service = view.services[view.rows.service[row]!] ?? "";
  const name = view.names[view.rows.name[row]!] || trace.unnamed;
  const isError = view.rows.statusCode[row] === StatusCode.error;
  return (
    <>
      <span className="size-2 shrink-0 rounded-full" style={{ backgroundColor: colors.bar(service) }} />
      {isError && <CircleAlert size={14} className="ml-1.5 shrink-0 text-error" aria-label={trace.error} />}
      <span
        className="ml-1.5 flex min-w-0 gap-2 overflow-hidden"
        title={boundText(`${service}  ${name}`, MOST_TITLE_CHARACTERS)}
      >
        <bdi className={`min-w-[4ch] shrink-[3] truncate ${faint ? "text-faint" : "text-quiet"}`}>
          {boundText(service, MOST_LINE_CHARACTERS)}
        </bdi>
        <bdi className={`min-w-0 truncate ${faint ? "text-faint" : "text-ink"}`}>
          {boundText(name, MOST_LINE_CHARACTERS)}
        </bdi>
      </span>
    </>
  );
}

function MissingLabel({ view: { rows }, row }: { view: TraceView; row: number }) {
  const { trace } = useMessages();
  const isParent = rows.missing[row] === MissingRow.parentNotInData;
  const id = spanIdToHex(rows.spanIdHigh[row]!, rows.spanIdLow[row]!);
  return (
    <>
      <Unlink size={14} className="shrink-0 text-lost" aria-hidden />
      <span className="ml-1.5 min-w-0 truncate text-lost" title={isParent ? id : undefined}>
        {isParent ? trace.parentNotInData : trace.noParentId}
        {isParent && <bdi className="ml-2 font-mono text-label text-faint">{id}</bdi>}
      </span>
    </>
  );
}
