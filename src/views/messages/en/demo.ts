/** The Demo page: the shop, its faults as switches, both sides of a run, the lesson. */
const count = (number: number, one: string, many: string) =>
  number === 1 ? `1 ${one}` : `${number.toLocaleString("en")} ${many}`;

const RULES: readonly string[] = [
  "orphan-spans",
  "leaked-span",
  "mixed-context",
  "outlives-parent",
  "uncorrelated-logs",
  "clock-skew",
  "sampling-mismatch",
  "double-instrumentation",
];

export const demo = {
  title: "Demo",
  simulated:
    "Simulated in this page: the shop's own code and the OpenTelemetry SDK in a worker; header maps for sockets, a list for DuckDB, a clock that does not wait.",
  chooseTitle: "A shop of six services, and the mistakes that lose a trace",
  choose: "Turn on a mistake. The shop runs twice, as it should be and with the mistake, on the same requests.",
  faults: "Mistakes",
  groups: {
    http: "HTTP",
    grpc: "gRPC",
    messaging: "Queue",
    "in-process": "Inside a service",
    innocent: "Looks broken, is not",
  },
  showAll: "Show all",
  noneHere: "No mistake strikes here.",
  shop: "The shop: an arrow is a call",
  load: "visitors",
  gateway: "gateway",
  database: "DuckDB",
  protocols: { http: "HTTP", grpc: "gRPC", messaging: "queue", "in-process": "inside" } as Readonly<
    Record<string, string>
  >,
  edge: (from: string, to: string, protocol: string) =>
    from === to ? `inside ${from}` : `${from} → ${to}, ${protocol}`,
  edgeFaults: (edge: string, number: number) => `${edge}: ${count(number, "mistake", "mistakes")}`,

  where: "Where",
  language: "Language",
  languages: { go: "Go", typescript: "TypeScript" },
  wrote: "What the developer wrote",
  shouldBe: "What it should be",
  looksLike: "What it looks like",
  isRight: "What it is",
  why: "Why",
  inYourData: "In your own data",
  findingOf: (cause: string | undefined) =>
    cause === undefined
      ? "Causeway reports nothing here, and says why it is not broken."
      : RULES.includes(cause)
        ? `Causeway reports it by the rule ${cause}.`
        : `Causeway reports it by the rule lost-context, with the cause ${cause}.`,
  openBoth: "Open both in Causeway",
  fewRequests: "It takes some dozen requests to be sure: of a few it says that it suspects, or nothing.",
  takeMore: (requests: number) => `Take ${requests} requests`,

  settings: "Run",
  seed: "Seed",
  requests: "Requests",
  concurrency: "At once",
  variant: "Variant",
  allVariants: "all in turn",
  visit: "Request",
  visitName: (ordinal: number, method: string, path: string, sign: string) =>
    `${ordinal}: ${method} ${path}${sign && ` ${sign}`}`,
  running: "Running",
  failed: "The run failed",
  intact: "Intact",
  broken: "Broken",
  looksBroken: "Looks broken",
  spans: (number: number) => count(number, "span", "spans"),
  traces: (number: number) => count(number, "trace", "traces"),
  bothSides: "Spans of one request, intact and broken on one time axis",
  span: "Span",
  time: "Time",
  notHere: "not on this side",
  nothingShown: "The mistake did not show in this run. Take another seed, or more requests at once.",
  unended: "never ended",
  unsent: "never exported",
  signs: {
    "new-root": "a new trace: the context did not arrive",
    "remote-orphan": "its parent is in no data",
    "local-orphan": "its parent never ended",
    "wrong-parent": "hangs under the wrong span",
    "ends-late": "goes on after its caller gave up",
    "bare-log": "its log lines carry no ids",
    "linked-root": "restarted on purpose, with a link",
    "shifted-child": "another host's clock",
    "nested-server": "the same request, traced twice",
    "database-leaf": "a database sends no spans",
  } as Readonly<Record<string, string>>,
  marked: {
    "new-root": (number: number) => count(number, "lost hop", "lost hops"),
    "remote-orphan": (number: number) => count(number, "orphan", "orphans"),
    "local-orphan": (number: number) => count(number, "orphan", "orphans"),
    "wrong-parent": (number: number) => count(number, "wrong parent", "wrong parents"),
    "ends-late": (number: number) => `${count(number, "span", "spans")} too late`,
    "bare-log": (number: number) => `${count(number, "span", "spans")} whose log lines are lost`,
  } as Readonly<Record<string, (number: number) => string>>,
  logs: "Log lines of this request",
  logsWithout: "Log lines without trace id, of the whole run",
};
