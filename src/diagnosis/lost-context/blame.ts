/**
 * The cause of each lost hop, from the strongest evidence down:
 *
 *   ids         the trace id was cut, the header was forwarded          (blame-ids.ts)
 *   headers     what the callee recorded of the request it got          (blame-headers.ts)
 *   claims      what would have lost these hops and left the others     (claims.ts, choose-claims.ts)
 *
 * What ids and headers explain says nothing of the other edges of both services, and is left out of the claims.
 */

import { HOP_PROTOCOLS } from "../../hops/table.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { blameHeaders } from "./blame-headers.ts";
import { blameIds } from "./blame-ids.ts";
import type { Blame, BlamedEdge } from "./blame-types.ts";
import type { BrokenEdge } from "./broken-edge.ts";
import { chooseClaims } from "./choose-claims.ts";
import { explainClaim, explainNothing } from "./explain-claim.ts";
import { groupHops, type HopGroup } from "./hop-groups.ts";

export function blameEdges(context: DiagnosisContext, edges: readonly BrokenEdge[]): BlamedEdge[] {
  const judged = new Map<string, BlamedEdge>();
  for (const edge of edges) {
    const blame = blameIds(context, edge) ?? blameHeaders(context, edge);
    if (blame) judged.set(keyOf(edge), { edge, blame });
  }
  const { from, to, protocol } = context.hops.table.columns;
  const groups = groupHops(context, (row) =>
    judged.has(keyOf({ from: from[row]!, to: to[row]!, protocol: HOP_PROTOCOLS[protocol[row]!]! })),
  );
  const { chosen, left } = chooseClaims(groups);
  return [
    ...judged.values(),
    ...chosen.flatMap((each) => spread(each.groups, explainClaim(context, each, groups))),
    ...left.flatMap((group) => spread([group], explainNothing(context, group))),
  ];
}

const keyOf = ({ from, to, protocol }: { from: number; to: number; protocol: string }) => `${from} ${to} ${protocol}`;

/** One blame over the edges that its groups belong to, most losses first. */
function spread(groups: readonly HopGroup[], blame: Blame): BlamedEdge[] {
  const edges = new Map<string, HopGroup[]>();
  for (const group of groups) edges.set(keyOf(group), [...(edges.get(keyOf(group)) ?? []), group]);
  return [...edges.values()]
    .map((some): BlamedEdge => {
      const [{ from, to, protocol }] = some as [HopGroup, ...HopGroup[]];
      const lost = some.flatMap((group) => group.lost.map((hop) => ({ ...hop, misplaced: false, byId: false })));
      return { edge: { from, to, protocol, lost, kept: [] }, blame };
    })
    .sort((a, b) => b.edge.lost.length - a.edge.lost.length);
}
