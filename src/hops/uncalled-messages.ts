/**
 * Messages whose receiver began anew: roots that each follow a message of their own.
 *
 *   PRODUCER  publish booking.created   |-|          51 of them; ledger links to 51
 *   ledger    CONSUMER, linked             |--|      an answer, but not notify's: every consuming service has the message to itself
 *   notify    CONSUMER root                  |---|   51 roots, the k-th after the k-th message
 *
 * A consumer of the same destination needs no more than that the numbers agree and each root comes after its message. Roots that name no
 * destination or another (a worker without instrumentation, a bridge between two queues) must also come soon after, beyond chance.
 * O(groups x producers' sites x log).
 */
import type { SpanIndex } from "../model/index-types.ts";
import { fitOneToOne, natsOf } from "./one-to-one.ts";
import type { Operation } from "./operations.ts";
import { pushTo } from "./push-to.ts";
import { addLost, type HopScan } from "./recorded.ts";
import { endOf, isCallKind, isEntryKind, operationOf, type SpanColumns, TOLERANCE_NANO } from "./span-facts.ts";
import type { UncalledGroup } from "./uncalled.ts";

/** Times within which a worker may take its message up. */
const WINDOWS_NANO = [20e6, 200e6, 2e9, 20e9];
/** Nats that are enough where no destination is named: some ten sites and windows are tried for a group. */
const ENOUGH_NATS = 12;
const FEWEST = 4;
/** Numbers agree: share of the roots by which they may differ. */
const LEFT_OVER = 0.02;

/** Messages of one party to one destination. */
interface Site {
  readonly operation: Operation;
  readonly spans: readonly SpanIndex[];
}

export function joinMessages(columns: SpanColumns, scan: HopScan, groups: readonly UncalledGroup[]): void {
  const sites = listSites(columns);
  if (sites.length === 0) return;
  const consumed = consumersOf(columns, scan);
  const behindLinks = parentsOfLinked(columns);
  for (const { operation, roots } of groups) {
    const left = roots.filter((root) => scan.hopOf[root] === -1 && !behindLinks.has(root));
    if (left.length < FEWEST) continue;
    const callee = columns.operations.list[operation]!;
    if (
      !isEntryKind(callee.kind) ? isCallKind(callee.kind) && callee.protocol === "db" : callee.protocol !== "messaging"
    )
      continue;
    for (const site of sites) {
      if (!mayReceive(columns, site.operation, callee)) continue;
      const open = site.spans.filter((span) => consumed.get(span)?.has(callee.party) !== true);
      const pairs = follow(columns, open, left, isSameDestination(site.operation, callee));
      if (pairs === undefined) continue;
      left.forEach((root, at) => {
        const message = pairs[at]!;
        if (message !== -1) addLost(columns, scan, open[message]!, root, "time");
      });
      break;
    }
  }
}

const isSameDestination = (message: Operation, callee: Operation) =>
  callee.destination !== "" && message.destination === callee.destination;

function mayReceive({ parties }: SpanColumns, message: Operation, callee: Operation): boolean {
  if (parties.list[message.party]!.environment !== parties.list[callee.party]!.environment) return false;
  return message.party !== callee.party || isEntryKind(callee.kind);
}

function listSites(columns: SpanColumns): Site[] {
  const { spans } = columns.dataSet;
  const byPlace = new Map<string, SpanIndex[]>();
  for (let span = 0; span < spans.length; span++) {
    if (!isCallKind(spans.kind[span]!) || Number.isNaN(spans.start[span]!)) continue;
    const operation = operationOf(columns, span);
    if (operation.protocol !== "messaging") continue;
    pushTo(byPlace, `${operation.party} ${operation.destination}`, span);
  }
  return [...byPlace.values()].map((some) => ({
    operation: operationOf(columns, some[0]!),
    spans: some.sort((a, b) => spans.start[a]! - spans.start[b]!),
  }));
}

/** Parties that took each message, as far as ids and links tell. */
function consumersOf(columns: SpanColumns, { hops }: HopScan): Map<SpanIndex, Set<number>> {
  const consumers = new Map<SpanIndex, Set<number>>();
  const { caller, callee, to } = hops.columns;
  for (let row = 0; row < hops.length; row++) {
    if (caller[row]! < 0 || callee[row]! < 0 || operationOf(columns, caller[row]!).protocol !== "messaging") continue;
    const parties = consumers.get(caller[row]!) ?? new Set();
    consumers.set(caller[row]!, parties.add(to[row]!));
  }
  return consumers;
}

/** A receive span is the root of a poll: the links are on the spans below it, one a message. */
function parentsOfLinked({ dataSet: { spans, links } }: SpanColumns): Set<SpanIndex> {
  const parents = new Set<SpanIndex>();
  for (let span = 0; span < spans.length; span++) {
    for (let link = spans.linkFirst[span]!; link < spans.linkFirst[span + 1]!; link++)
      if (links.target[link]! >= 0 && spans.parent[span]! >= 0) parents.add(spans.parent[span]!);
  }
  return parents;
}

/** Place of each root's message among `messages`; undefined where they do not belong together. */
function follow(
  columns: SpanColumns,
  messages: readonly SpanIndex[],
  roots: readonly SpanIndex[],
  isNamed: boolean,
): ArrayLike<number> | undefined {
  const differ = Math.abs(messages.length - roots.length);
  if (messages.length < FEWEST || differ > LEFT_OVER * roots.length) return undefined;
  const { start } = columns.dataSet.spans;
  const moments = Float64Array.from(roots, (root) => start[root]!);
  const starts = Float64Array.from(messages, (message) => start[message]!);
  for (const windowNano of isNamed ? [...WINDOWS_NANO, Number.POSITIVE_INFINITY] : WINDOWS_NANO) {
    const end = Float64Array.from(messages, (message) => (endOf(columns, message) || start[message]!) + windowNano);
    const fit = fitOneToOne(moments, { start: starts, end }, 1, TOLERANCE_NANO / 2);
    if (roots.length - fit.matched > differ + LEFT_OVER * roots.length) continue;
    return isNamed || natsOf(fit, roots.length, messages.length) >= ENOUGH_NATS ? fit.of : undefined;
  }
  return undefined;
}
