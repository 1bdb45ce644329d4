/** The picture of each kind of node; a service has a dot of its colour instead, unless it stands for several. */
import { Database, Globe, Layers, ListEnd, type LucideIcon } from "lucide-react";
import type { GraphNodeKind } from "../../analysis/service-graph.ts";

export const NODE_ICONS: Record<GraphNodeKind, LucideIcon> = {
  service: Layers,
  database: Database,
  messaging: ListEnd,
  external: Globe,
};
