/** What the formats' own detail decoders give: all of a span or log record that lies in its own bytes. */
import type { LogDetail, ResourceDetail, ScopeDetail, SpanDetail } from "../model/span-detail.ts";

/** Ids, kind and status come from the columns, where they are repaired and in one spelling. */
export type SpanBody = Omit<
  SpanDetail,
  "traceId" | "spanId" | "parentSpanId" | "kind" | "statusCode" | "resource" | "scope"
>;

export type LogBody = Omit<LogDetail, "traceId" | "spanId" | "resource" | "scope">;

export interface DetailDecoder {
  span(bytes: Uint8Array): SpanBody;
  log(bytes: Uint8Array): LogBody;
  resource(bytes: Uint8Array): ResourceDetail;
  scope(bytes: Uint8Array): ScopeDetail;
}

export const EMPTY_SPAN: SpanBody = {
  traceState: "",
  flags: 0,
  name: "",
  startTimeUnixNano: undefined,
  endTimeUnixNano: undefined,
  statusMessage: "",
  attributes: [],
  events: [],
  links: [],
  droppedAttributesCount: 0,
  droppedEventsCount: 0,
  droppedLinksCount: 0,
};

export const EMPTY_LOG: LogBody = {
  timeUnixNano: undefined,
  observedTimeUnixNano: undefined,
  severityNumber: 0,
  severityText: "",
  body: { type: "empty" },
  attributes: [],
  flags: 0,
};

export const EMPTY_RESOURCE: ResourceDetail = { attributes: [], droppedAttributesCount: 0 };
