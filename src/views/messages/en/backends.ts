/** Jaeger, Tempo and Zipkin behind this server: connecting, searching, what went wrong and what to do about it. */
import type { BackendFailure } from "../../../sources/backends/backend-failure.ts";
import type { MissingPart } from "../../../sources/backends/fetch-traces.ts";

const count = (number: number, one: string, many: string) =>
  number === 1 ? `1 ${one}` : `${number.toLocaleString("en")} ${many}`;

/** Each names the backend, and says what to do. */
function failure(name: string, of: BackendFailure): string {
  switch (of.cause) {
    case "refused":
      return `${name} refuses connections. Check that it runs, and its address in --backend or the config file.`;
    case "unknown-host":
      return `The host name of ${name} is not known here. Check its address in --backend or the config file.`;
    case "tls":
      return `${name} shows a certificate that is not trusted. Start Causeway with NODE_EXTRA_CA_CERTS naming its authority.`;
    case "timeout":
      return `${name} did not answer in time. Ask for less, or raise timeoutSeconds in the config file.`;
    case "redirect":
      return `${name} leads away from its API, often to a login page. Give its own address, and its credentials in the config file.`;
    case "too-large":
      return `${name} answered with more than is taken at once. Ask for fewer traces, or raise replyLimitMb in the config file.`;
    case "cut":
      return `The connection to ${name} broke off before the end. Try again.`;
    case "unreachable":
      return `${name} cannot be reached. Check its address and the network between it and Causeway.`;
    case "no-server":
      return `Causeway's own server does not answer, so ${name} cannot be asked. Check that it still runs.`;
    case "no-backend":
      return `This server has no backend called ${name}. Start Causeway with --backend, or open the link where there is one.`;
    case "html":
      return `${name} sent a web page, not data: often a login page. Check that its address is that of its API, and its credentials.`;
    case "not-json":
      return `${name} sent something that is no whole JSON. Try again; if it stays, check its address and what stands in front of it.`;
    case "other-api":
      return `${name} answers, but not as its kind does. Check its kind and its address in --backend or the config file.`;
    case "no-trace":
      return `${name} has no trace ${of.traceId}. It may be older than what is kept, or still on its way.`;
    case "status":
      return refusal(name, of);
  }
}

interface Refusal {
  readonly status: number;
  readonly said: string;
  readonly retryAfterSeconds?: number;
}

const wait = (seconds: number) => (seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`);

function refusal(name: string, { status, said, retryAfterSeconds }: Refusal): string {
  const words = said === "" ? "" : `: ${said}`;
  if (status === 401)
    return `${name} asks for credentials (401). Put them into the config file and start Causeway again.`;
  if (status === 403) return `${name} does not allow this (403). Check credentials and tenant in the config file.`;
  if (retryAfterSeconds !== undefined && retryAfterSeconds > 0)
    return `${name} asks to be left alone for ${wait(retryAfterSeconds)} (${status})${words}. Try again after that.`;
  if (status === 429) return `${name} has too much to do (429). Try again in a moment.`;
  if (status >= 500) return `${name} has a fault of its own (${status})${words}. Try again, or look at its logs.`;
  return `${name} does not take this question (${status})${words}`;
}

function missing(name: string, part: MissingPart): string {
  switch (part.part) {
    case "traces":
      return `${count(part.traces, "trace", "traces")} could not be fetched. ${failure(name, part.failure)}`;
    case "spans":
      return `${name} gave only a part of ${count(part.traces, "trace", "traces")}${part.said === "" ? "" : `: ${part.said}`}`;
    case "services":
      return `Traces around this one could not be looked for everywhere. ${failure(name, part.failure)}`;
    case "around":
      return `More happened around this trace than is fetched at once: the ${count(part.fetched, "trace", "traces")} nearest in time are open.`;
  }
}

export const backends = {
  rail: "Search",
  failure,
  missing,
  failedTitle: (name: string, traces: number) =>
    traces === 0 ? `Could not open ${name}` : `Could not open ${count(traces, "trace", "traces")} of ${name}`,
  partTitle: (name: string) => `${name}: not everything is here`,
  fetching: (name: string, done: number, of: number) =>
    of === 1 ? `Fetching a trace from ${name}` : `Fetching traces from ${name}: ${done} of ${of}`,
  tryAgain: "Try again",
  connect: {
    title: "Connect",
    open: "Connect",
    none: "No backend yet",
    how: "Causeway's server asks Jaeger, Tempo and Zipkin for this page. Name them when you start it:",
    credentials:
      "Credentials stand in a config file or in the environment, never in this page: docs/backends.md has both.",
    notServed:
      "This page comes from a plain web server. Start Causeway on your machine to search backends, since they let no other page read them:",
    ownHost: "what this server collects",
    checking: "Asking …",
    speaks: (kind: string, api: string, version: string | undefined) =>
      `Reachable: ${kind}${version === undefined ? "" : ` ${version}`}, API ${api}`,
    search: "Search",
    command: "command",
  },
  search: {
    title: "Search",
    titleOf: (name: string) => `Search ${name}`,
    form: "What to look for",
    backend: "Backend",
    service: "Service",
    anyService: "Any service",
    chooseService: "Choose a service",
    operation: "Operation",
    anyOperation: "Any operation",
    attributes: "Attributes",
    attributesProblem: "Write attributes as name=value, with a space between; a value with spaces stands in quotes.",
    shortest: "At least",
    longest: "At most",
    durationExample: "100 ms",
    durationProblem: "This is no duration, such as 100 ms or 1.5 s.",
    range: "Time",
    ranges: {
      "5m": "Last 5 minutes",
      "15m": "Last 15 minutes",
      "1h": "Last hour",
      "6h": "Last 6 hours",
      "24h": "Last 24 hours",
      "7d": "Last 7 days",
      between: "Between …",
    },
    since: "From",
    until: "To",
    rangeProblem: "The beginning is after the end.",
    limit: "At most traces",
    traceql: "TraceQL",
    traceqlNote: "Goes to Tempo as it stands; then only time and number count of the fields below.",
    byId: "Trace ID",
    byIdProblem: "A trace ID is up to 32 hex digits.",
    openTrace: "Open",
    go: "Search",
    cancel: "Cancel",
    searching: (name: string) => `Asking ${name} …`,
    tryingAgain: (name: string) => `${name} did not answer properly. Asking again …`,
    stopped: "Stopped. Nothing was found yet.",
    needsService: "Choose a service and search.",
    needsServiceNote: (name: string) => `${name} can only be searched by service.`,
    found: (number: number) => count(number, "trace found", "traces found"),
    foundMore: (number: number) =>
      `The latest ${number.toLocaleString("en")} traces found. There may be more: narrow the search, or ask for more.`,
    foundPart: (name: string, said: string) => `${name} looked at a part only${said === "" ? "." : `: ${said}`}`,
    asOf: (clock: string) => `as of ${clock}`,
    nothing: "Nothing found",
    nothingNote: "Look at a longer time, or take a condition away.",
    openAll: "Open all together",
    openAllNote: "Opens every trace of the list, so that breaks across them are found.",
    results: "Traces found",
    columns: {
      start: "Start",
      trace: "Trace",
      services: "Services",
      spans: "Spans",
      errors: "Errors",
      duration: "Duration",
    },
    noRoot: "no root",
    noRootNote: "The backend knows no root of this trace.",
    orphans: (number: number) => count(number, "span without its parent", "spans without their parent"),
    unnamed: "unnamed",
    servicesFailed: "The services could not be listed, but you can type one.",
  },
  context: {
    open: "Open in context",
    openNote: "Fetches what else happened around this trace: the other half of a broken request is another trace.",
    label: "What is open around this trace",
    alone: "This trace alone",
    around: (seconds: number) => (seconds < 60 ? `${seconds} s around it` : `${seconds / 60} min around it`),
    lookIn: (name: string) => `Look for it in ${name}`,
  },
};
