/**
 * A service in the middle that sends no spans and passes nothing on: each lost callee lies in a call of the caller's trace that goes to
 * something unseen.
 *
 *   gate   CLIENT GET /stock/5   |--------------|       stock sends no spans
 *   price  SERVER GET /price/5       |------|           a root
 */

import { pushTo } from "../../hops/push-to.ts";
import { endOf, operationOf, TOLERANCE_NANO } from "../../hops/span-facts.ts";
import { HOP_PROTOCOLS, HopStateNumber } from "../../hops/table.ts";
import type { SpanIndex } from "../../model/index-types.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import type { HopGroup } from "./hop-groups.ts";

/** Share of the lost hops that must lie in such a call. */
const INSIDE_SHARE = 0.9;

/** @returns the address that the calls go to ("" = they do not say); undefined = nothing stands between */
export function serviceBetween(context: DiagnosisContext, groups: readonly HopGroup[]): string | undefined {
  const { columns, hops, dataSet } = context;
  const lost = groups.filter(({ hasCall }) => !hasCall).flatMap((group) => group.lost);
  if (lost.length === 0) return undefined;
  const { state, caller, protocol } = hops.table.columns;
  const unseen = new Map<number, SpanIndex[]>();
  for (let row = 0; row < hops.table.length; row++) {
    if (state[row] !== HopStateNumber.leaf || HOP_PROTOCOLS[protocol[row]!] === "db") continue;
    pushTo(unseen, dataSet.spans.trace[caller[row]!]!, caller[row]!);
  }
  const { start } = dataSet.spans;
  const around = lost.flatMap((hop) => {
    const calls = hop.caller < 0 ? [] : (unseen.get(dataSet.spans.trace[hop.caller]!) ?? []);
    const call = calls.find(
      (span) =>
        columns.party[span] === columns.party[hop.caller] &&
        start[span]! <= start[hop.callee]! + TOLERANCE_NANO &&
        endOf(columns, span) >= endOf(columns, hop.callee) - TOLERANCE_NANO,
    );
    return call === undefined ? [] : [call];
  });
  if (around.length < INSIDE_SHARE * lost.length) return undefined;
  const { address, port } = operationOf(columns, around[0]!);
  return port === "" ? address : `${address}:${port}`;
}
