/** The service graph: nodes, edges, their panel. */
import { formatCount, formatDuration } from "../../kit/format-time.ts";

const plural = (count: number, one: string, many: string) => `${formatCount(count, "en")} ${count === 1 ? one : many}`;

const PEERS = {
  service: ["service", "services"],
  database: ["database", "databases"],
  messaging: ["queue or topic", "queues and topics"],
  external: ["outside host", "outside hosts"],
} as const;

type Kind = keyof typeof PEERS;

export const serviceGraph = {
  graph: "Service graph",
  nodes: "Services and what they call",
  empty: "No service is in these spans.",
  size: (services: number, peers: number, edges: number) =>
    [
      plural(services, "service", "services"),
      ...(peers > 0 ? [plural(peers, "peer without spans", "peers without spans")] : []),
      plural(edges, "connection", "connections"),
    ].join(" · "),
  kind: (kind: Kind, system: string) => (system === "" ? PEERS[kind][0] : `${PEERS[kind][0]} · ${system}`),
  more: (kind: Kind, count: number) => `${formatCount(count, "en")} more ${PEERS[kind][count === 1 ? 0 : 1]}`,
  folded: (groups: readonly string[]) => `Drawn together, to keep the graph readable: ${groups.join(", ")}.`,

  find: "Find a service",
  found: (at: number, count: number) => (count === 0 ? "none" : at < 0 ? `${count}` : `${at + 1} of ${count}`),
  fit: "Fit the whole graph",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  overview: "Overview: drag to move",
  metric: "Colour the connections by",
  metrics: { calls: "Calls", errors: "Errors", latency: "Latency", continuity: "Continuity" },
  legend: {
    calls: "Thicker: more calls.",
    errors: "Thicker: more calls. Redder: a larger share of them failed.",
    latency: "Thicker: more calls. Darker: slower (p95).",
    continuity: "A gap: calls that lost the trace context.",
  },

  spans: (count: number) => plural(count, "span", "spans"),
  calls: (count: number) => plural(count, "call", "calls"),
  errors: (count: number, share: string) => `${plural(count, "error", "errors")} (${share})`,
  noErrors: "no errors",
  p50: (nano: number) => `p50 ${formatDuration(nano)}`,
  p95: (nano: number) => `p95 ${formatDuration(nano)}`,
  intact: (intact: number, hops: number) => `${formatCount(intact, "en")} of ${plural(hops, "hop", "hops")} intact`,
  intactShort: (intact: number, hops: number) => `${formatCount(intact, "en")} of ${formatCount(hops, "en")}`,
  unanswered: (count: number, to: string) =>
    `${plural(count, "call names", "calls name")} ${to}, but no span of it is joined to ${count === 1 ? "it" : "them"}: the context was lost, or its spans are not in this data.`,
  lostOnly: (count: number) =>
    `${plural(count, "call", "calls")} found by the diagnosis: no span joins caller and callee, because the trace context was lost.`,
  bridged: (count: number) => `${plural(count, "call is", "calls are")} joined by a bridge: inferred, not recorded.`,
  unnamed: (count: number) => `${plural(count, "call", "calls")} of it do not say whom they called.`,
  backward: "Closes a cycle.",

  close: "Close",
  name: "name",
  showTraces: "Show traces",
  showTracesOf: (service: string) => `Show traces of ${service}`,
  callers: "Called by",
  callees: "Calls",
  nobody: "nobody in this data",
  nothing: "nothing in this data",
  members: "Stands for",
  moreMembers: (count: number) => `and ${formatCount(count, "en")} more`,
  connection: (from: string, to: string) => `${from} to ${to}`,
  labels: {
    spans: "Spans",
    calls: "Calls",
    errors: "Errors",
    p50: "p50",
    p95: "p95",
    protocol: "Protocol",
    continuity: "Continuity",
  },
  unknownProtocol: "not said",
};
