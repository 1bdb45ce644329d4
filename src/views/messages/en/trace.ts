/** The waterfall and its rows. */
const count = (number: number, one: string, many: string) =>
  number === 1 ? `1 ${one}` : `${number.toLocaleString("en")} ${many}`;

export const trace = {
  parentNotInData: "parent not in this data",
  noParentId: "sent without a parent id",
  spans: (number: number) => count(number, "span", "spans"),
  rowsShown: (shown: number, all: number) => `${shown.toLocaleString("en")} of ${all.toLocaleString("en")} rows`,
  services: (number: number) => count(number, "service", "services"),
  errors: (number: number) => count(number, "error", "errors"),
  roots: (number: number) => (number === 0 ? "no root" : count(number, "root", "roots")),
  orphans: (number: number) => count(number, "orphan", "orphans"),
  traceId: "trace id",
  unnamed: "(no name)",

  waterfall: "Spans of the trace",
  resizeTree: "Width of the span column",
  search: "Search in this trace",
  matchOf: (ordinal: number, total: number) => `${ordinal === 0 ? "" : `${ordinal} of `}${total.toLocaleString("en")}`,
  noMatch: "no match",
  previousMatch: "Previous match",
  nextMatch: "Next match",
  matchesOnly: "Show matches and their ancestors only",
  matchesOnlyShort: "Matches only",
  nextError: "Next error",
  foldAll: "Fold all",
  unfoldAll: "Unfold all",
  foldLevel: "Fold the deepest level",
  unfoldLevel: "Unfold one level",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  zoomFit: "Show the whole trace",

  fold: "Fold",
  unfold: "Unfold",
  hidden: (spans: number) => `+${spans.toLocaleString("en")}`,
  depth: (depth: number) => `level ${depth.toLocaleString("en")}`,
  openLink: (links: number) => (links === 1 ? "Go to the linked span" : `Go to one of ${links} linked spans`),
  error: "error",
  timeUnknown: "time unknown",
  endUnknown: "end unknown",

  minimap: "The whole trace: spans at the same time, errors in red",
  rangeFrom: "Start of what is shown",
  rangeTo: "End of what is shown",

  hint: "Drag on the timeline to zoom · Ctrl + wheel zooms at the pointer · Shift + wheel pans · double click shows all",
  startsAt: (time: string) => `starts at ${time}`,
  lasts: (time: string, share: string) => `lasts ${time}${share === "" ? "" : ` (${share} of the trace)`}`,
  missingParent: (id: string, spans: string) =>
    `${spans} below name ${id} as their parent; no span in this data has that id`,
  extraRoot: "This span was sent without a parent id, though the trace already has a root",
  event: (name: string, time: string) => `event ${name} at ${time}`,
  log: (severity: string, body: string) => `log ${severity} ${body}`,
  nothingMatches: "No span of this trace matches.",
};
