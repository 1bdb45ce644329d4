/** The service graph: who calls whom, how often, how well. Small (hundreds of nodes), so plain objects. */
import type { Protocol } from "./trace-view.ts";

/** service: sends spans. The others were only seen from a caller's spans. */
export type GraphNodeKind = "service" | "database" | "messaging" | "external";

export interface GraphNode {
  /** Unique: kind, system and name. */
  readonly id: string;
  /** "" for a node that stands for several (members). */
  readonly name: string;
  readonly kind: GraphNodeKind;
  /** db.system or messaging.system of a peer; "" = none. */
  readonly system: string;
  /** Of a peer: calls seen at it. */
  readonly spans: number;
  readonly errors: number;
  /** Of entry spans (SERVER, CONSUMER, roots), else of all; for peers, of the calls to them. Nanoseconds; NaN = unknown. */
  readonly p50Nano: number;
  readonly p95Nano: number;
  /** CLIENT and PRODUCER spans with nothing under them that do not say whom they called either. */
  readonly unnamedCalls: number;
  /** Names of the nodes drawn together as this one; empty = a node of its own. */
  readonly members: readonly string[];
}

/** All calls from one node to another, whatever their protocol. */
export interface GraphEdge {
  /** GraphNode.id. */
  readonly from: string;
  readonly to: string;
  /** Of most of the calls. */
  readonly protocol: Protocol;
  /** All that were seen, most calls first. */
  readonly protocols: readonly Protocol[];
  readonly calls: number;
  readonly errors: number;
  /** As the caller saw it (CLIENT span), else of the callee's entry span. */
  readonly p50Nano: number;
  readonly p95Nano: number;
  /** Of calls: the caller names a service of this data, but no span of that service is joined to the call. */
  readonly unanswered: number;
  /** Of calls: joined by a bridge only. */
  readonly bridged: number;
  /** Given on an edge that the diagnosis added: of its calls, how many lost the context. No span is joined across it. */
  readonly lost?: number | undefined;
}

export interface ServiceGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** CSS pixels at zoom 1. */
export interface GraphPoint {
  readonly x: number;
  readonly y: number;
}

/** Centre and size of a node. */
export interface GraphPlace extends GraphPoint {
  readonly widthCssPx: number;
  readonly heightCssPx: number;
}

/** From border to border, caller first. `backward` edges close a cycle: they run from right to left. */
export interface GraphRoute {
  readonly points: readonly GraphPoint[];
  readonly backward: boolean;
}

/** A graph with places: CSS pixels at zoom 1, left to right. */
export interface PlacedGraph extends ServiceGraph {
  readonly widthCssPx: number;
  readonly heightCssPx: number;
  /** As `nodes`. */
  readonly places: readonly GraphPlace[];
  /** As `edges`. */
  readonly routes: readonly GraphRoute[];
}
