/** All spans of a trace as a table. */
export const spanTable = {
  table: "Spans of the trace",
  columns: {
    service: "Service",
    name: "Span",
    start: "Start",
    duration: "Duration",
    self: "Self",
    critical: "Critical path",
    kind: "Kind",
    status: "Status",
  },
  explained: {
    service: "service.name",
    name: "Name of the span",
    start: "Since the start of the trace",
    duration: "End minus start",
    self: "Duration without the time of the calls it waits for",
    critical: "How much of it the end of the trace had to wait for",
    kind: "Role of the span in its call",
    status: "Status code",
  },
  kinds: ["–", "internal", "server", "client", "producer", "consumer"],
  statuses: ["–", "ok", "error"],
  unknown: "unknown",
  none: "–",
};
