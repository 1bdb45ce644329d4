/** The panel of one span. */
import { Repair } from "../../../model/enums.ts";

const dropped = (number: number, what: string) =>
  number === 1
    ? `1 ${what} was dropped by the SDK before export`
    : `${number.toLocaleString("en")} ${what}s were dropped by the SDK before export`;

export const spanPanel = {
  panel: "Selected span",
  close: "Close the panel",
  resize: "Width of the panel",
  loading: "Reading the span…",
  failed: "This span's details could not be read.",
  tryAgain: "Try again",

  notHere: "This span is not in this trace.",
  start: "Start",
  startedAt: "Started",
  duration: "Duration",
  selfTime: "Self time",
  selfTimeNote: "Duration less the time in which children ran",
  unknown: "unknown",
  afterStart: (time: string) => `${time} after the trace's start`,
  spanId: "Span id",
  traceId: "Trace id",
  parent: "Parent",
  traceState: "Trace state",
  noParent: "none: the span is a root",
  parentNotInData: (id: string) => `${id}, which is not in this data`,
  parentCut: (id: string) => `${id}, cut here`,
  flags: "Flags",
  flagsInWords: (sampled: boolean, remoteKnown: boolean, remote: boolean) =>
    [
      sampled ? "sampled" : "not sampled",
      remoteKnown ? (remote ? "parent in another process" : "parent in this process") : "",
    ]
      .filter((part) => part !== "")
      .join(", "),

  repairs: [
    [Repair.selfParent, "The export names this span as its own parent; it is drawn at the top."],
    [Repair.cycleCut, "The export's parents run in a circle; it was cut at this span."],
    [Repair.duplicateId, "Another span of this trace has the same id."],
    [Repair.startUnknown, "The export has no start time for this span."],
    [Repair.endBeforeStart, "The end lies before the start in the export; the duration is unknown."],
    [Repair.sharedHalf, "Zipkin's server half of a shared span, drawn below its client half."],
    [Repair.endUnknown, "The export has no end: the span may never have ended."],
    [Repair.idInvalid, "An id of this span was not valid in the export."],
  ] as readonly (readonly [number, string])[],

  sections: "Details of the span",
  attributes: "Attributes",
  events: "Events",
  logs: "Logs",
  links: "Links",
  resource: "Resource",
  scope: "Scope",
  raw: "Raw",

  filter: "Filter attributes",
  noAttributes: "No attributes.",
  noneMatches: "No attribute matches.",
  droppedAttributes: (number: number) => dropped(number, "attribute"),
  droppedEvents: (number: number) => dropped(number, "event"),
  droppedLinks: (number: number) => dropped(number, "link"),
  moreAttributes: (number: number) => `${number.toLocaleString("en")} more: filter to find them.`,
  moreEvents: (number: number) => `${number.toLocaleString("en")} more events are in the raw span.`,
  moreLogs: (number: number) => `${number.toLocaleString("en")} more records name this span.`,
  value: (key: string) => `value of ${key}`,
  empty: "empty",
  pretty: "Pretty",
  asExported: "As exported",
  showAll: (characters: number) => `Show all ${characters.toLocaleString("en")} characters`,
  showLess: "Show less",
  cutAt: (shown: number, characters: number) =>
    `First ${shown.toLocaleString("en")} of ${characters.toLocaleString("en")} characters; copy for the whole.`,

  noEvents: "No events.",
  noLogs: "No log record names this span.",
  noLinks: "No links from or to this span.",
  noScope: "The export names no instrumentation scope.",
  linksTo: "Links to",
  linkedFrom: "Linked from",
  goToSpan: "Go to span",
  goToTrace: "Go to trace",
  sameTrace: "in this trace",
  otherTrace: "in trace",
  spanNotInData: "The trace is here, the span is not.",
  notInData: "Not in this data.",
  copyRaw: "raw span",
  readingRaw: "Reading the exported bytes…",
  logDetails: "Show the record's attributes",
};
