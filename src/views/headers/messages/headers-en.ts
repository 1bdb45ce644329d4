/** The words of the page that checks headers. */
import { type CarrierTexts, englishCarrierTexts } from "../../../carriers/texts-en.ts";

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

export const page = {
  title: "Check a header",
  intro:
    "Paste what one request carried: a header, several lines, the output of curl -v, a raw request. Nothing leaves this page.",
  label: "Headers or values",
  placeholder: "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  examples: "Examples:",
  example: {
    valid: "valid",
    upper: "capital letters",
    twice: "sent twice",
    misnamed: "wrong name",
    b3: "two formats",
    state: "tracestate",
  },
  nothing: "No header here that carries a trace context.",
  nothingNote:
    "traceparent, tracestate, b3, uber-trace-id, X-Amzn-Trace-Id, x-datadog-*, sentry-trace and others are read.",
  otherHeaders: (count: number) => `${counted(count, "other header was", "other headers were")} left out.`,
  verdict: "A W3C Trace Context receiver",
  accepted: "valid",
  rejected: "not valid",
  mustBe: "Must be",
  missing: "something is missing here",
  fields: "Fields",
  spanOfProblem: (at: number) => `character ${at}`,
  flag: { sampled: "sampled", notSampled: "not sampled", random: "random trace id", debug: "debug" },
  asOpenTelemetry: "As OpenTelemetry",
  traceId: "trace id",
  parentId: "parent span id",
  sampling: "sampling",
  open: "Open the trace",
  openSpan: "Open the span",
  data: "In the open data",
  noData: "Open a trace file and this page says where these ids lead.",
  span: (name: string, service: string) => `The parent is the span ${name} of ${service}.`,
  children: (count: number) =>
    count === 0
      ? "No span there names it as its parent: the receiver did not continue it, or did not export its spans."
      : `${counted(count, "span names", "spans name")} it as parent: the context arrived.`,
  spanMissing: (spans: number) =>
    `The trace is here with ${counted(spans, "span", "spans")}; the parent span is not: its sender did not export it.`,
  traceOnly: (spans: number) => `The trace is here with ${counted(spans, "span", "spans")}.`,
  cut: (traceId: string) => `The data has trace ${traceId}: only the last 16 digits agree, one side cut the id.`,
  elsewhere: (traceId: string) => `The parent span is here, but in another trace: ${traceId}.`,
  nowhere: "Neither the trace nor the span is there.",
};

export interface HeaderWords {
  readonly page: typeof page;
  readonly carriers: CarrierTexts;
}

export const headerWords: HeaderWords = { page, carriers: englishCarrierTexts };
