/** The service graph: who calls whom, how often, how well. Small (hundreds of nodes), so plain objects. */
import type { Protocol } from "./trace-view.ts";

/** service: sends spans. The others were only seen from a caller's spans. */
export type GraphNodeKind = "service" | "database" | "messaging" | "external";

export interface GraphNode {
  /** Unique: kind and name. */
  readonly id: string;
  readonly name: string;
  readonly kind: GraphNodeKind;
  readonly spans: number;
  readonly errors: number;
  /** Of entry spans (SERVER, CONSUMER, roots), else of all; for peers, of the calls to them. Nanoseconds; NaN = unknown. */
  readonly p50Nano: number;
  readonly p95Nano: number;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly protocol: Protocol;
  readonly calls: number;
  readonly errors: number;
  readonly p50Nano: number;
  readonly p95Nano: number;
}

export interface ServiceGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** A graph with places: CSS pixels at zoom 1, left to right. */
export interface PlacedGraph extends ServiceGraph {
  readonly widthCssPx: number;
  readonly heightCssPx: number;
  /** Centre of each node, as `nodes`. */
  readonly places: readonly {
    readonly x: number;
    readonly y: number;
    readonly widthCssPx: number;
    readonly heightCssPx: number;
  }[];
  /** Points of each edge, as `edges`, from border to border. `backward` edges close a cycle. */
  readonly routes: readonly {
    readonly points: readonly { readonly x: number; readonly y: number }[];
    readonly backward: boolean;
  }[];
}
