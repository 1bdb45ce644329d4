/**
 * What decoders write into. Rows come in file order; finish() sorts them into a DataSet and can be called again after more
 * rows have come. A decoder writes one span like this:
 *
 *   const row = builder.beginSpan();
 *   builder.spans.columns.trace[row] = builder.traceIds.add(w0, w1, w2, w3);
 *   builder.spans.columns.start[row] = builder.timeOffset(seconds, nanos);
 *   builder.addHotAttribute(key, value);  builder.addEvent(…);  builder.addLink(…);
 *   // on a damaged span: builder.dropSpan(row)
 *
 * Columns not written stay 0; resource, scope, start and duration start as -1, -1, NaN and NaN.
 */
import { finishDataSet } from "./finish-data-set.ts";
import { RawDataSet } from "./raw-data-set.ts";
import type { DataSet } from "./tables.ts";

const DAY_SECONDS = 86_400;

export class DataSetBuilder extends RawDataSet {
  #epochSeconds: number | undefined;

  /** The epoch is the midnight (UTC) before the first time that came; 0 before any came. */
  override get epochUnixNano(): bigint {
    return BigInt(this.#epochSeconds ?? 0) * 1_000_000_000n;
  }

  /**
   * Nanoseconds since the epoch of a Unix time given as whole seconds and nanoseconds.
   * Exact within 104 days of the epoch, which the first call fixes.
   */
  timeOffset(seconds: number, nanos: number): number {
    this.#epochSeconds ??= seconds - (((seconds % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS);
    return (seconds - this.#epochSeconds) * 1e9 + nanos;
  }

  /** A new span row; hot attributes, events and links added from now on are its own. */
  beginSpan(): number {
    const row = this.spans.add();
    const { resource, scope, start, duration, hotFirst, eventFirst, linkFirst } = this.spans.columns;
    resource[row] = -1;
    scope[row] = -1;
    start[row] = Number.NaN;
    duration[row] = Number.NaN;
    hotFirst[row] = this.hotAttributes.length;
    eventFirst[row] = this.events.length;
    linkFirst[row] = this.links.length;
    return row;
  }

  /** Takes back the newest span and all that was added to it. */
  dropSpan(row: number): void {
    const { hotFirst, eventFirst, linkFirst } = this.spans.columns;
    this.hotAttributes.truncate(hotFirst[row]!);
    this.events.truncate(eventFirst[row]!);
    this.links.truncate(linkFirst[row]!);
    this.spans.truncate(row);
  }

  /** @param key number in HOT_KEYS @param value StringIndex */
  addHotAttribute(key: number, value: number): void {
    const row = this.hotAttributes.add();
    this.hotAttributes.columns.key[row] = key;
    this.hotAttributes.columns.value[row] = value;
  }

  /** @param time as from timeOffset, NaN = unknown @param name StringIndex */
  addEvent(time: number, name: number): void {
    const row = this.events.add();
    this.events.columns.time[row] = time;
    this.events.columns.name[row] = name;
  }

  /** @param trace as from traceIds.add */
  addLink(trace: number, spanIdHigh: number, spanIdLow: number, flags: number): void {
    const row = this.links.add();
    const { columns } = this.links;
    columns.trace[row] = trace;
    columns.spanIdHigh[row] = spanIdHigh;
    columns.spanIdLow[row] = spanIdLow;
    columns.flags[row] = flags;
  }

  /** A new log record: no resource, no scope, no trace, time unknown until written. */
  beginLog(): number {
    const row = this.logs.add();
    this.logs.columns.trace[row] = -1;
    this.logs.columns.resource[row] = -1;
    this.logs.columns.scope[row] = -1;
    this.logs.columns.time[row] = Number.NaN;
    return row;
  }

  /**
   * Makes room for what is still to come.
   * @param growth how many times as many rows there will be in all as there are now
   */
  reserve(growth: number): void {
    for (const table of [this.spans, this.hotAttributes, this.events, this.links, this.logs]) {
      table.reserve(Math.ceil(table.length * growth));
    }
  }

  finish(): DataSet {
    return finishDataSet(this);
  }
}
