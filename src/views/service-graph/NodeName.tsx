/** A node in a line of text: dot or icon, and its name cut to the room there is. */
import type { GraphNode } from "../../analysis/service-graph.ts";
import { boundText, MOST_LINE_CHARACTERS, MOST_TITLE_CHARACTERS } from "../kit/bounded-text.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { NODE_ICONS } from "./node-icons.ts";
import { useNodeName } from "./use-node-name.ts";

export interface NodeNameProps {
  readonly node: GraphNode;
  readonly colors: ServiceColors;
}

export function NodeName({ node, colors }: NodeNameProps) {
  const name = useNodeName(node);
  const Icon = NODE_ICONS[node.kind];
  return (
    <span className="flex min-w-0 items-center gap-1.5" title={boundText(name, MOST_TITLE_CHARACTERS)}>
      {node.kind === "service" && node.members.length === 0 ? (
        <span className="size-2.5 shrink-0 rounded-full" style={{ background: colors.bar(node.name) }} aria-hidden />
      ) : (
        <Icon size={13} className="shrink-0 text-quiet" aria-hidden />
      )}
      <bdi className="truncate">{boundText(name, MOST_LINE_CHARACTERS)}</bdi>
    </span>
  );
}
