/** What the panel says about a span from the trace's rows alone, before its details have been read. */
import { JOIN_CONFIDENCES, type JoinConfidence } from "../../analysis/join.ts";
import { computeSelfTime } from "../../analysis/self-time.ts";
import { MissingRow, PROTOCOLS, type TraceView } from "../../analysis/trace-view.ts";
import { Repair, SPAN_KIND_NAMES, STATUS_CODE_NAMES } from "../../model/enums.ts";
import { spanIdToHex } from "../../model/ids.ts";

export interface SpanFacts {
  readonly row: number;
  readonly service: string;
  readonly name: string;
  /** OTLP's word, without its prefix. */
  readonly kind: string;
  readonly protocol: string;
  readonly statusCode: string;
  /** Nanoseconds since the trace's start; NaN = unknown. */
  readonly startNano: number;
  readonly durationNano: number;
  readonly selfNano: number;
  readonly spanId: string;
  readonly parent: ParentFact;
  /** Bits of Repair. */
  readonly repairs: number;
}

export type ParentFact =
  | {
      readonly kind: "span";
      readonly span: number;
      readonly service: string;
      readonly name: string;
      /** Given: inferred by a bridge, not recorded. */
      readonly bridge?: JoinConfidence;
    }
  /** The id is on no span of this data. */
  | { readonly kind: "missing"; readonly spanId: string }
  /** Cut away, as the span's own id or as part of a circle. */
  | { readonly kind: "cut" }
  | { readonly kind: "root" };

/** @returns undefined where the span is not of this trace. O(rows): once for each span that is opened. */
export function spanFacts(view: TraceView, span: number): SpanFacts | undefined {
  const { rows } = view;
  const row = rows.span.indexOf(span);
  if (span === -1 || row === -1) return undefined;
  return {
    row,
    service: serviceOf(view, row),
    name: nameOf(view, row),
    kind: SPAN_KIND_NAMES[rows.kind[row]!] ?? "",
    protocol: PROTOCOLS[rows.protocol[row]!] ?? "",
    statusCode: STATUS_CODE_NAMES[rows.statusCode[row]!] ?? "",
    startNano: rows.start[row]!,
    durationNano: rows.duration[row]!,
    selfNano: computeSelfTime(rows, row),
    spanId: spanIdToHex(rows.spanIdHigh[row]!, rows.spanIdLow[row]!),
    parent: parentOf(view, row),
    repairs: rows.repairs[row]!,
  };
}

function parentOf(view: TraceView, row: number): ParentFact {
  const { rows } = view;
  const parentRow = rows.parentRow[row]!;
  if (parentRow === -1) {
    return { kind: (rows.repairs[row]! & (Repair.selfParent | Repair.cycleCut)) === 0 ? "root" : "cut" };
  }
  const missing = rows.missing[parentRow];
  if (missing === MissingRow.extraRoot) return { kind: "root" };
  if (missing === MissingRow.parentNotInData) {
    return { kind: "missing", spanId: spanIdToHex(rows.spanIdHigh[parentRow]!, rows.spanIdLow[parentRow]!) };
  }
  return {
    kind: "span",
    span: rows.span[parentRow]!,
    service: serviceOf(view, parentRow),
    name: nameOf(view, parentRow),
    ...bridgeOf(view, row),
  };
}

function bridgeOf({ rows }: TraceView, row: number): { readonly bridge?: JoinConfidence } {
  const bridge = JOIN_CONFIDENCES[rows.bridge[row]!];
  return bridge ? { bridge } : {};
}

const serviceOf = (view: TraceView, row: number) => view.services[view.rows.service[row]!] ?? "";
const nameOf = (view: TraceView, row: number) => view.names[view.rows.name[row]!] ?? "";
