/** Watching the local collector: the strip above the data, its state on the start page, what is said before anything came. */
const count = (number: number) => number.toLocaleString("en");
const plural = (number: number, one: string, many: string) => (number === 1 ? `1 ${one}` : `${count(number)} ${many}`);

export const live = {
  title: "Live",
  strip: "Live view",
  states: {
    connecting: "Connecting to the collector…",
    waiting: "Listening",
    live: "Live",
    paused: "Paused",
    broken: "Not connected to the collector",
  },
  tries: (seconds: number) =>
    seconds <= 0 ? "Trying again now…" : `Trying again in ${plural(seconds, "second", "seconds")}.`,
  keeps: "What it receives meanwhile will be shown then.",
  rate: (spansPerSecond: number) => `${count(spansPerSecond)} spans/s`,
  rateHint: "Spans that the collector received in the last second",
  lag: (time: string) => `${time} behind`,
  lagHint: "From the collector's receiving to this screen",
  arriving: (traces: number) => `${plural(traces, "trace", "traces")} still arriving`,
  arrivingHint: "Their last span came seconds ago. What they lack may yet come, so nothing is said about them.",
  held: (spans: number) => (spans === 0 ? "Nothing new" : `${plural(spans, "new span waits", "new spans wait")}`),
  since: "How far back",
  sinceMinutes: (minutes: number) => (minutes % 60 === 0 ? `Last ${minutes / 60} h` : `Last ${minutes} min`),
  pause: "Pause",
  resume: "Go on",
  tryNow: "Try now",
  gone: (traces: number) => `${plural(traces, "older trace has", "older traces have")} left this page`,
  goneHint: "Older than asked for, or more than this page holds (300,000 spans). The collector still has them.",
  leftOut: (spans: number) => `${plural(spans, "span", "spans")} left out`,
  leftOutHint: "More came than this page holds; the newest are shown. The collector still has them.",
  lostStore: "The collector was started anew without its earlier spans",
  lostStoreHint: "It keeps them in memory alone, or has another data folder now. What was shown here stays.",
  listening: (http: number | undefined, grpc: number | undefined) =>
    http === undefined && grpc === undefined
      ? "The collector runs, but other programs have its ports."
      : `Listening for OTLP on ${[http, grpc].filter((port) => port !== undefined).join(" and ")}.`,
  noSpansYet: "No spans yet",
  pointHere: "Tell a service where to send, and start it:",
  orGrpc: "or over gRPC:",
  withToken: "with the token of this collector in place of TOKEN:",
  demoStarts: "The demo shop is starting: its first traces come within ten seconds.",
  recent: (traces: number, services: number, minutes: number) =>
    `${plural(traces, "trace", "traces")} of ${plural(services, "service", "services")} in the last ${minutes} minutes`,
  keptIn: (folder: string) => `Kept in the folder ${folder}.`,
  keptInMemory: "Kept in memory alone.",
  open: "Open live",
  noAnswer: "The collector that served this page does not answer",
  noAnswerNote: "It may have been stopped. Start it again with causeway start.",
  noCollector: "No collector serves this page",
  noCollectorNote: "Start one with npm start or npx causeway-trace, and open the address that it prints.",
  variable: "environment variable",
  traceArriving: "This trace is still arriving: its last span came seconds ago. What it lacks may yet come.",
  lookInCollector: "Look in the collector",
  rowArriving: "still arriving",
  newAbove: (traces: number) => `${count(traces)} new`,
  newAboveHint: "Show the newest",
};
