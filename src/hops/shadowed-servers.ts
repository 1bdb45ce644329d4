/**
 * A second SERVER span for a request that already has one, started from nothing: one layer reads the context, the other does not.
 *
 *   caller CLIENT ──► inventory SERVER (instrumentation)      |-----------|
 *                     inventory SERVER (hand-made, a root)     |---------|     the same operation, the same instance
 *
 * What hangs below the second is cut off. Each becomes a lost hop of the first's caller. O(spans + pairs).
 */

import { SpanKind } from "../model/enums.ts";
import type { SpanIndex } from "../model/index-types.ts";
import { fits } from "./may-call.ts";
import { pairCalls } from "./pair-calls.ts";
import { pushTo } from "./push-to.ts";
import { addLost, type HopScan } from "./recorded.ts";
import { endOf, isRoot, type SpanColumns } from "./span-facts.ts";

/** Share of a root operation's spans that must have such a twin. */
const SHARE = 0.8;
/** A twin takes nearly the same time. */
const LEAST_COVER = 0.5;

export function joinShadowedServers(columns: SpanColumns, scan: HopScan): void {
  const { spans } = columns.dataSet;
  const { ofSpan, list } = columns.operations;
  const roots = new Map<number, SpanIndex[]>();
  const served = new Map<number, SpanIndex[]>();
  for (let span = 0; span < spans.length; span++) {
    if (spans.kind[span] !== SpanKind.server || !(spans.duration[span]! >= 0)) continue;
    const joined = scan.hopOf[span]! !== -1;
    if (joined && scan.hops.get(scan.hopOf[span]!).state === "intact") pushTo(served, ofSpan[span]!, span);
    else if (!joined && isRoot(columns, span)) pushTo(roots, ofSpan[span]!, span);
  }
  for (const [operation, group] of roots) {
    const root = list[operation]!;
    for (const [other, twins] of served) {
      const twin = list[other]!;
      if (twin.party !== root.party || twin.scope === root.scope || !["path", "operation"].includes(fits(twin, root)))
        continue;
      const pairs = pairTwins(columns, group, twins);
      if (pairs.length < SHARE * group.length) continue;
      for (const [span, outer] of pairs) {
        const hop = scan.hops.get(scan.hopOf[outer]!);
        addLost(columns, scan, hop.caller, span, "operation");
      }
      break;
    }
  }
}

function pairTwins(
  columns: SpanColumns,
  roots: readonly SpanIndex[],
  twins: readonly SpanIndex[],
): [SpanIndex, SpanIndex][] {
  const { spans } = columns.dataSet;
  const timed = (span: SpanIndex) => ({ span, start: spans.start[span]!, end: endOf(columns, span) });
  const pairs = pairCalls(twins.map(timed), roots.map(timed), { afterEnd: false, shared: false });
  return [...pairs].filter(
    ([root, twin]) =>
      columns.instance[root] === columns.instance[twin] && spans.duration[root]! >= LEAST_COVER * spans.duration[twin]!,
  );
}
