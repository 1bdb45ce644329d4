import type { GraphNode } from "../../analysis/service-graph.ts";
import { useMessages } from "../messages/use-messages.ts";

/** The node's name, or how many nodes it stands for. */
export function useNodeName({ name, kind, members }: GraphNode): string {
  const { serviceGraph: text } = useMessages();
  return members.length > 0 ? text.more(kind, members.length) : name;
}
