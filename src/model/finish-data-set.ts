/** From rows in file order to a DataSet: sort, gather the side tables, find parents, sum up traces, resolve links and logs. */

import { finishLogs } from "./finish-logs.ts";
import { linkParents } from "./link-parents.ts";
import type { RawDataSet } from "./raw-data-set.ts";
import { sortSpans } from "./sort-spans.ts";
import { SpanIdIndex } from "./span-id-index.ts";
import { summariseTraces } from "./summarise-traces.ts";
import type { DataSet, LinkTable, SpanTable } from "./tables.ts";

export function finishDataSet(builder: RawDataSet): DataSet {
  const raw = builder.spans.columns;
  const { length } = builder.spans;
  const sorted = sortSpans(length, raw.trace, raw.start, builder.traceIds.length);
  const { order, traceRank } = sorted;

  const columns = builder.spans.finish(order);
  for (let row = 0; row < length; row++) columns.trace[row] = traceRank[columns.trace[row]!]!;
  const resources = { length: builder.resources.length, ...builder.resources.finish() };
  const index = new SpanIdIndex(columns, length, sorted.first);
  const parent = linkParents(columns, length, index, (resource) => resources.service[resource] ?? -1);

  const hot = gather(order, length, raw.hotFirst, builder.hotAttributes.length);
  const events = gather(order, length, raw.eventFirst, builder.events.length);
  const links = gather(order, length, raw.linkFirst, builder.links.length);
  const linkColumns = builder.links.finish(links.order);

  const spans: SpanTable = {
    length,
    ...columns,
    parent,
    hotFirst: hot.first,
    eventFirst: events.first,
    linkFirst: links.first,
  };
  const target = new Int32Array(links.order.length).fill(-1);
  const linkTraceId = new Uint32Array(links.order.length * 4);
  for (let link = 0; link < target.length; link++) {
    const rank = traceRank[linkColumns.trace[link]!]!;
    if (rank !== -1) target[link] = index.find(rank, linkColumns.spanIdHigh[link]!, linkColumns.spanIdLow[link]!);
    builder.traceIds.copyTo(linkColumns.trace[link]!, linkTraceId, link * 4);
  }
  const linkTable: LinkTable = {
    length: target.length,
    traceId: linkTraceId,
    spanIdHigh: linkColumns.spanIdHigh,
    spanIdLow: linkColumns.spanIdLow,
    flags: linkColumns.flags,
    target,
  };

  return {
    epochUnixNano: builder.epochUnixNano,
    strings: builder.strings.finish(),
    spans,
    hotAttributes: { length: hot.order.length, ...builder.hotAttributes.finish(hot.order) },
    events: { length: events.order.length, ...builder.events.finish(events.order) },
    links: linkTable,
    traces: summariseTraces(spans, resources, sorted, builder.traceIds),
    resources,
    scopes: { length: builder.scopes.length, ...builder.scopes.finish() },
    logs: finishLogs(builder, traceRank, index),
    files: [...builder.files],
    warnings: builder.warnings.list(),
  };
}

/**
 * The order of a side table's rows after its spans were sorted, and each span's first row in it.
 * @param rawFirst for each span as read, the length of the side table when it began
 */
function gather(order: Int32Array, length: number, rawFirst: Uint32Array, sideLength: number) {
  const first = new Uint32Array(length + 1);
  const sideOrder = new Int32Array(sideLength);
  let next = 0;
  for (let row = 0; row < length; row++) {
    const asRead = order[row]!;
    const end = asRead + 1 < length ? rawFirst[asRead + 1]! : sideLength;
    first[row] = next;
    for (let side = rawFirst[asRead]!; side < end; side++) sideOrder[next++] = side;
  }
  first[length] = next;
  return { order: sideOrder, first };
}
