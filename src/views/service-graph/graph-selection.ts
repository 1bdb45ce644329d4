/** What is selected, asked for and shown in the service graph; the app keeps it in the URL. */

/** Ids of graph nodes. */
export type GraphSelection = { readonly node: string } | { readonly edge: readonly [from: string, to: string] };

/** What "Show traces" asks for; names of services. */
export type GraphFilter =
  | { readonly service: string }
  | { readonly edge: { readonly from: string; readonly to: string } };

export type GraphMetric = "calls" | "errors" | "latency" | "continuity";

/** Hops of one edge that kept the trace context. */
export interface EdgeContinuity {
  readonly hops: number;
  readonly intact: number;
}

/** Key of an edge in a map; the length keeps two pairs of ids apart. */
export const edgeKey = (from: string, to: string) => `${from.length}:${from}${to}`;

/** GraphNode.id of a service. */
export const serviceNodeId = (name: string) => `service:${name}`;

/** "" where the node is no service. */
export const serviceOfNodeId = (id: string) => (id.startsWith("service:") ? id.slice("service:".length) : "");
