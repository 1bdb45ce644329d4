/**
 * All hops of a data set, from what ids tell to what times tell:
 *
 *   scanHops ──► findInProcessLosses ──► findLostHops ──► what is left: unanswered calls, leaves, entries from outside
 */

import { isOrphan } from "../analysis/summarise-data-set.ts";
import type { SpanIndex } from "../model/index-types.ts";
import { AddressBook } from "./address-book.ts";
import { findLostHops } from "./by-operation.ts";
import { HostOffsets } from "./host-offsets.ts";
import { findInProcessLosses, type InProcessLoss, pairWithEntries } from "./in-process.ts";
import { type HopScan, scanHops } from "./recorded.ts";
import { joinShadowedServers } from "./shadowed-servers.ts";
import { isCallKind, isEntryKind, operationOf, type SpanColumns } from "./span-facts.ts";
import type { HopTable } from "./table.ts";

export interface Hops {
  readonly table: HopTable;
  /** Row of the hop that the span is the callee of; -1 = none. */
  readonly hopOf: Int32Array;
  readonly inProcess: readonly InProcessLoss[];
  readonly book: AddressBook;
  readonly offsets: HostOffsets;
}

export function findHops(columns: SpanColumns): Hops {
  const scan = scanHops(columns);
  const book = new AddressBook(columns, scan);
  const offsets = new HostOffsets(columns, scan);
  joinShadowedServers(columns, scan);
  const inProcess = findInProcessLosses(columns, scan);
  const inside = new Set(inProcess.flatMap(({ roots }) => roots));
  findLostHops({ columns, scan, book, offsets, inProcess: inside });
  const losses = inProcess
    .map((loss) => ({ ...loss, roots: loss.roots.filter((root) => scan.hopOf[root] === -1) }))
    .filter(({ roots }) => roots.length > 0);
  addInProcess(columns, scan, losses);
  addUnanswered(columns, scan, book);
  nameOrphans(columns, scan);
  return { table: scan.hops, hopOf: scan.hopOf, inProcess: losses, book, offsets };
}

function addInProcess(columns: SpanColumns, scan: HopScan, losses: readonly InProcessLoss[]): void {
  const { spans } = columns.dataSet;
  const entriesOf = new Map<number, SpanIndex[]>(losses.map(({ roots }) => [columns.party[roots[0]!]!, []]));
  for (let span = 0; entriesOf.size > 0 && span < spans.length; span++) {
    if (isEntryKind(spans.kind[span]!)) entriesOf.get(columns.party[span]!)?.push(span);
  }
  for (const { roots, under } of losses) {
    const party = columns.party[roots[0]!]!;
    const entries = entriesOf.get(party)!.filter((span) => under === -1 || columns.operations.ofSpan[span] === under);
    const pairs = pairWithEntries(columns, roots, entries);
    for (const root of roots) {
      const caller = pairs.get(root) ?? -1;
      const row = { caller, callee: root, state: "lost", from: party, to: party, protocol: "in-process" } as const;
      scan.hopOf[root] = scan.hops.add({ ...row, proof: "time" });
    }
  }
}

/** Calls left over: the callee's party is in the data (unanswered), or it is not (leaf). */
function addUnanswered(columns: SpanColumns, scan: HopScan, book: AddressBook): void {
  const { list } = columns.operations;
  const serves = new Set(list.filter(({ kind }) => isEntryKind(kind)).map(({ party }) => party));
  const resolved = new Map<number, number>();
  for (const call of scan.calls) {
    if (scan.answered[call] === 1) continue;
    const operation = operationOf(columns, call);
    if (!isCallKind(operation.kind)) continue;
    let to = resolved.get(operation.index);
    if (to === undefined) {
      to = book.resolve(operation) ?? -1;
      resolved.set(operation.index, to);
    }
    scan.hops.add({
      caller: call,
      callee: -1,
      state: serves.has(to) ? "unanswered" : "leaf",
      from: operation.party,
      to,
      protocol: operation.protocol,
    });
  }
}

/** The party that usually calls an orphan's operation is the one whose span is missing. */
function nameOrphans(columns: SpanColumns, { hops }: HopScan): void {
  const { spans } = columns.dataSet;
  const { ofSpan } = columns.operations;
  const votes = new Map<number, Map<number, number>>();
  for (let row = 0; row < hops.length; row++) {
    const { callee, from, state } = hops.get(row);
    if (state !== "intact") continue;
    const byParty = votes.get(ofSpan[callee]!) ?? new Map<number, number>();
    byParty.set(from, (byParty.get(from) ?? 0) + 1);
    votes.set(ofSpan[callee]!, byParty);
  }
  for (let row = 0; row < hops.length; row++) {
    const hop = hops.get(row);
    if (hop.state !== "orphan" || !isOrphan(spans, hop.callee)) continue;
    const usual = [...(votes.get(ofSpan[hop.callee]!) ?? [])].sort((a, b) => b[1] - a[1])[0];
    if (usual) hops.set(row, { ...hop, from: usual[0] });
  }
}
