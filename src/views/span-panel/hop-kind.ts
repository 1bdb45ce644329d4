/** How a span's context arrived, from its ids, kinds and flags. */
import type { TraceView } from "../../analysis/trace-view.ts";
import { SpanFlag, SpanKind } from "../../model/enums.ts";
import type { Attribute, AttributeValue, SpanDetail } from "../../model/span-detail.ts";
import type { SpanFacts } from "./span-facts.ts";

export type HopKind =
  /** The parent was recorded: from another process, or within this one. */
  | "wire"
  | "in-process"
  /** The parent is inferred. */
  | "bridge"
  /** A root that links to what caused it. */
  | "restart"
  /** SERVER or CONSUMER without a parent id: an entry, or the context did not arrive. */
  | "entry"
  | "root"
  /** Its parent id is on no span: named by another process, by this one, or not told. */
  | "remote-orphan"
  | "local-orphan"
  | "orphan"
  | "cut";

const isEntry = (kind: number) => kind === SpanKind.server || kind === SpanKind.consumer;
export const isCall = (kind: number): boolean => kind === SpanKind.client || kind === SpanKind.producer;

export function hopKindOf({ rows }: TraceView, facts: SpanFacts, { flags, links }: SpanDetail): HopKind {
  const { parent, row, service } = facts;
  const kind = rows.kind[row]!;
  const isTold = (flags & SpanFlag.hasIsRemote) !== 0;
  const isRemote = (flags & SpanFlag.isRemote) !== 0;
  if (parent.kind === "cut") return "cut";
  if (parent.kind === "root") return links.length > 0 ? "restart" : isEntry(kind) ? "entry" : "root";
  if (parent.kind === "missing") return !isTold ? "orphan" : isRemote ? "remote-orphan" : "local-orphan";
  if (parent.bridge !== undefined) return "bridge";
  if (isTold) return isRemote ? "wire" : "in-process";
  const called = isEntry(kind) && isCall(rows.kind[rows.parentRow[row]!]!);
  return parent.service !== service || called ? "wire" : "in-process";
}

const HEADER_KEY = /^(?:http\.request\.header\.|rpc\.(?:grpc\.)?request\.metadata\.|messaging\.header\.)(.+)$/;

/** Headers that the span recorded of its request, one line a value; "" = none. */
export function recordedHeaders(attributes: readonly Attribute[]): string {
  const textsOf = (value: AttributeValue): string[] =>
    value.type === "array" ? value.value.flatMap(textsOf) : value.type === "string" ? [value.value] : [];
  return attributes
    .flatMap(({ key, value }) => {
      const name = HEADER_KEY.exec(key)?.[1];
      return name === undefined ? [] : textsOf(value).map((text) => `${name}: ${text}`);
    })
    .join("\n");
}
