import type { Edge, ServiceName } from "./faults/fault.ts";

/**
 * The shop, as it is drawn and started (an arrow is a call):
 *
 *     load ──> storefront ──http──> checkout ──http──> [gateway] ──> payment ──http──> ledger ──> DuckDB
 *                 │   │                 │ ├──────────http (refund)──────^                ^
 *                 │   └──fetch──────────│─│─────────────────────────────────────────────┘
 *                 └──gRPC──> inventory <┘ └──MQTT 5──> notifier ──http──> checkout, storefront
 */
export interface ServicePlace {
  readonly name: ServiceName;
  /** host.name; services of one host share a clock. */
  readonly host: string;
  readonly does: string;
}

export const SERVICES: readonly ServicePlace[] = [
  { name: "ledger", host: "host-c", does: "books entries in DuckDB" },
  { name: "inventory", host: "host-b", does: "stock, over gRPC" },
  { name: "payment", host: "host-b", does: "charges cards; speaks OpenTracing inside" },
  { name: "notifier", host: "host-c", does: "consumes orders from an MQTT 5 queue" },
  { name: "checkout", host: "host-a", does: "places orders" },
  { name: "storefront", host: "host-a", does: "the shop's public door" },
];

export const EDGES: readonly Edge[] = [
  { from: "storefront", to: "checkout", protocol: "http" },
  { from: "storefront", to: "inventory", protocol: "grpc" },
  { from: "storefront", to: "ledger", protocol: "http" },
  { from: "checkout", to: "inventory", protocol: "grpc" },
  { from: "checkout", to: "payment", protocol: "http" },
  { from: "checkout", to: "notifier", protocol: "messaging" },
  { from: "payment", to: "ledger", protocol: "http" },
  { from: "notifier", to: "checkout", protocol: "http" },
  { from: "notifier", to: "storefront", protocol: "http" },
];
