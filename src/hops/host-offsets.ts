/**
 * How far one host's clock is ahead of another's, learnt from intact hops: a server lies in the middle of its client but for
 * that offset. Median over the hops of a host pair; 0 where there are none or a host is unknown. O(hops).
 */
import type { HopScan } from "./recorded.ts";
import { endOf, type SpanColumns } from "./span-facts.ts";

const MOST_SAMPLES = 500;

export interface HostPair {
  readonly from: number;
  readonly to: number;
  /** Callee clock minus caller clock, nanoseconds. */
  readonly offsetNano: number;
  /** Half of the usual slack between client and server: the offset is known no better. */
  readonly slackNano: number;
  readonly samples: number;
  /** Half the distance between the quartiles of the offset as seen. */
  readonly spreadNano: number;
}

export class HostOffsets {
  readonly pairs: readonly HostPair[];
  readonly #offsets = new Map<string, number>();

  constructor(columns: SpanColumns, { hops }: HopScan) {
    const { spans } = columns.dataSet;
    const samples = new Map<string, { from: number; to: number; offset: number[]; slack: number[]; seen: number }>();
    for (let row = 0; row < hops.length; row++) {
      const { caller, callee, state, protocol } = hops.get(row);
      if (state !== "intact" || protocol === "messaging" || caller === -1) continue;
      const [from, to] = [columns.host[caller]!, columns.host[callee]!];
      const slack = spans.duration[caller]! - spans.duration[callee]!;
      if (from < 0 || to < 0 || !(slack >= 0)) continue;
      const key = `${from} ${to}`;
      const pair = samples.get(key) ?? { from, to, offset: [], slack: [], seen: 0 };
      samples.set(key, pair);
      pair.seen++;
      if (pair.offset.length >= MOST_SAMPLES) continue;
      pair.offset.push(spans.start[callee]! + endOf(columns, callee) - spans.start[caller]! - endOf(columns, caller));
      pair.slack.push(slack);
    }
    this.pairs = [...samples.values()].map(({ from, to, offset, slack, seen }) => {
      const halves = Float64Array.from(offset, (sum) => sum / 2).sort();
      const at = (share: number) => halves[Math.floor(share * (halves.length - 1))]!;
      const slacks = Float64Array.from(slack).sort();
      return {
        from,
        to,
        offsetNano: at(0.5),
        slackNano: slacks[slacks.length >> 1]! / 2,
        samples: seen,
        spreadNano: (at(0.75) - at(0.25)) / 2,
      };
    });
    // Within its slack the offset is as good as none.
    for (const { from, to, offsetNano, slackNano } of this.pairs) {
      if (Math.abs(offsetNano) > slackNano) this.#offsets.set(`${from} ${to}`, offsetNano);
    }
  }

  /** Nanoseconds to take from a callee's times to read them on the caller's clock. */
  between(fromHost: number, toHost: number): number {
    const known = this.#offsets.get(`${fromHost} ${toHost}`);
    if (known !== undefined) return known;
    const back = this.#offsets.get(`${toHost} ${fromHost}`);
    return back === undefined ? 0 : -back;
  }
}
