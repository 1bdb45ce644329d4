/**
 * The hops of a data set in columns: one row a crossing where context had to be carried.
 *
 *   caller span ──► callee span    intact        the callee's parent is the caller
 *   caller      ─ ─ callee         lost          the callee is a root, though the caller called it
 *               ─ ─ callee         orphan        the callee names a parent that is on no span of its trace
 *   caller      ··► callee         restart       a root or batch that links to its cause on purpose
 *   caller      ──► (callee)       unanswered    the callee's service is in the data, its span for this call is not
 *   caller      ──► (callee)       leaf          database, external, or a callee that sends no spans
 *   caller      ╲   callee         misplaced     the callee hangs on its caller's caller: the header was forwarded unchanged
 *
 * `caller`, `callee`: SpanIndex, -1 = none or not known. `from`, `to`: Party, -1 = not known. Protocol "in-process" is a hop
 * inside one service: a CLIENT or INTERNAL root within an open SERVER span of its instance.
 */

import { GrowableColumns } from "../model/growable-columns.ts";
import type { SpanIndex } from "../model/index-types.ts";

export const HOP_STATES = ["intact", "lost", "orphan", "restart", "unanswered", "leaf", "misplaced"] as const;
export type HopState = (typeof HOP_STATES)[number];
export const HopStateNumber = Object.fromEntries(HOP_STATES.map((state, at) => [state, at])) as Record<
  HopState,
  number
>;

/** How the caller of a lost callee is known, best last. */
export const HOP_PROOFS = ["", "time", "operation", "address", "message-id", "request-id", "header", "id"] as const;
export type HopProof = (typeof HOP_PROOFS)[number];

/** PROTOCOLS of analysis, and what happens inside one process. */
export const HOP_PROTOCOLS = ["", "http", "grpc", "messaging", "db", "rpc", "in-process"] as const;
export type HopProtocol = (typeof HOP_PROTOCOLS)[number];

const HopColumns = {
  caller: Int32Array,
  callee: Int32Array,
  state: Uint8Array,
  from: Int32Array,
  to: Int32Array,
  protocol: Uint8Array,
  proof: Uint8Array,
};

export interface HopRow {
  readonly caller: SpanIndex;
  readonly callee: SpanIndex;
  readonly state: HopState;
  readonly from: number;
  readonly to: number;
  readonly protocol: string;
  readonly proof?: HopProof;
}

export class HopTable {
  readonly #rows = new GrowableColumns(HopColumns);

  get length(): number {
    return this.#rows.length;
  }

  get columns() {
    return this.#rows.columns;
  }

  add(hop: HopRow): number {
    const row = this.#rows.add();
    this.set(row, hop);
    return row;
  }

  set(row: number, hop: HopRow): void {
    const { columns } = this.#rows;
    columns.caller[row] = hop.caller;
    columns.callee[row] = hop.callee;
    columns.state[row] = HopStateNumber[hop.state];
    columns.from[row] = hop.from;
    columns.to[row] = hop.to;
    columns.protocol[row] = Math.max(0, HOP_PROTOCOLS.indexOf(hop.protocol as HopProtocol));
    columns.proof[row] = HOP_PROOFS.indexOf(hop.proof ?? "");
  }

  get(row: number): Required<HopRow> {
    const { columns } = this.#rows;
    return {
      caller: columns.caller[row]!,
      callee: columns.callee[row]!,
      state: HOP_STATES[columns.state[row]!]!,
      from: columns.from[row]!,
      to: columns.to[row]!,
      protocol: HOP_PROTOCOLS[columns.protocol[row]!]!,
      proof: HOP_PROOFS[columns.proof[row]!]!,
    };
  }
}
