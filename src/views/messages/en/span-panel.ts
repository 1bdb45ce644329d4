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
  sampled: "sampled",
  parentRemote: "parent in another process",
  parentLocal: "parent in this process",

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

  hop: {
    title: "Hop",
    parent: (name: string, service: string) => `${name} of ${service}`,
    kinds: {
      wire: (from: string, protocol: string) =>
        `Its context came over the wire${protocol === "" ? "" : ` (${protocol})`} from ${from}.`,
      "in-process": (from: string) => `Its context was handed on inside the process, by ${from}.`,
      restart: () => "It begins a trace of its own and links to what caused it: a restart on purpose.",
      entry: () => "It names no parent: the request began here, or the caller's context did not arrive.",
      root: () => "It names no parent: the work began here.",
      "remote-orphan": () =>
        "Its context arrived from another process; the parent that it names is on no span of this data: its sender did not export it.",
      "local-orphan": () =>
        "Its parent was in the same process and is on no span of this data: it was never ended, or never exported.",
      orphan: () =>
        "It names a parent that is on no span of this data; its flags do not say in which process that was.",
      cut: () => "Its parent is itself or below it; the circle was cut here.",
    },
    callerSent: "What its caller recorded as sent",
    sent: "What it recorded as sent",
    arrived: "What it recorded as arrived",
    noHeaders:
      "No propagation header was recorded on either side. Recording traceparent as a span attribute shows it here.",
  },

  filter: "Filter attributes",
  pinned: "Pinned attributes",
  pin: (key: string) => `Pin ${key}: show it first for every span`,
  unpin: (key: string) => `Unpin ${key}`,
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
