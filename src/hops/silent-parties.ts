/**
 * Who may stand above an orphan whose parent no service of its environment is known to make: something that passes the context on
 * and exports nothing.
 *
 *   checkout POST /charge ├──────────────────────┤  a call without an answer, around the orphan
 *             ?               (no span at all)
 *   ledger POST /entries        ├────────┤          names a parent that is nowhere
 *
 * What another environment of the data has above the same operation tells its name. O(hops log hops).
 */
import { SpanKind } from "../model/enums.ts";
import type { SpanIndex } from "../model/index-types.ts";
import type { Hops } from "./find.ts";
import type { MissingParent } from "./missing-parents.ts";
import { OpenSpans } from "./open-spans.ts";
import type { Operation } from "./operations.ts";
import { endOf, operationOf, type SpanColumns } from "./span-facts.ts";
import { HOP_PROTOCOLS, HopStateNumber } from "./table.ts";

/** A call that nothing answers, with an orphan within its time. */
export interface SurroundingCalls {
  /** Party that calls. */
  readonly from: number;
  /** Whom it calls, as it says; "" = it does not say. */
  readonly address: string;
  readonly count: number;
}

interface Tables {
  /** Party above an operation, by what the operation does, in any environment. */
  readonly above: ReadonlyMap<string, number>;
  /** Calls that nothing answers, of each trace, without those to databases, which call nobody. */
  readonly calls: OpenSpans;
}

export class SilentParties {
  readonly #columns: SpanColumns;
  readonly #hops: Hops;
  /** Made when first asked for: most data has no such orphans. */
  #made: Tables | undefined;

  constructor(columns: SpanColumns, hops: Hops) {
    this.#columns = columns;
    this.#hops = hops;
  }

  get #tables(): Tables {
    this.#made ??= makeTables(this.#columns, this.#hops);
    return this.#made;
  }

  /** @returns the party of another environment that calls the orphans' operation there, and has no namesake here; -1 = none */
  namesakeAbove({ children: [child] }: MissingParent): number {
    const { parties, party } = this.#columns;
    const above = this.#tables.above.get(keyOf(this.#columns, operationOf(this.#columns, child!))) ?? -1;
    const { environment } = parties.list[party[child!]!]!;
    const isHere = parties.list.some(
      (each) => each.environment === environment && each.service === parties.list[above]?.service,
    );
    return isHere ? -1 : above;
  }

  /** The calls that most of the orphans lie in. */
  callsAround(group: readonly MissingParent[]): SurroundingCalls | undefined {
    const found = new Map<string, { from: number; address: string; count: number }>();
    for (const { children } of group) {
      const around = this.#callAround(children[0]!);
      if (around === undefined) continue;
      const { party: from, address, port } = operationOf(this.#columns, around);
      const place = port === "" ? address : `${address}:${port}`;
      const calls = found.get(`${from} ${place}`) ?? { from, address: place, count: 0 };
      found.set(`${from} ${place}`, calls);
      calls.count++;
    }
    return [...found.values()].sort((a, b) => b.count - a.count)[0];
  }

  /** The last to begin of those that the orphan lies in, of other services than its own. */
  #callAround(orphan: SpanIndex): SpanIndex | undefined {
    const { party } = this.#columns;
    return this.#tables.calls
      .around(orphan)
      .findLast((call) => party[call] !== party[orphan] && endOf(this.#columns, call) >= endOf(this.#columns, orphan));
  }
}

function makeTables(columns: SpanColumns, { table }: Hops): Tables {
  const { state, caller, callee, from, protocol } = table.columns;
  const { spans } = columns.dataSet;
  const callers = new Map<number, number>();
  const calls: SpanIndex[] = [];
  for (let row = 0; row < table.length; row++) {
    if (state[row] === HopStateNumber.intact) callers.set(columns.operations.ofSpan[callee[row]!]!, from[row]!);
    if (state[row] !== HopStateNumber.leaf && state[row] !== HopStateNumber.unanswered) continue;
    if (spans.kind[caller[row]!] !== SpanKind.client || HOP_PROTOCOLS[protocol[row]!] === "db") continue;
    calls.push(caller[row]!);
  }
  const above = [...callers].map(
    ([operation, party]) => [keyOf(columns, columns.operations.list[operation]!), party] as const,
  );
  return { above: new Map(above), calls: new OpenSpans(columns, calls, spans.trace) };
}

function keyOf({ parties }: SpanColumns, operation: Operation): string {
  const { namespace, service } = parties.list[operation.party]!;
  const { kind, protocol, method, shape, rpc, destination } = operation;
  return [namespace, service, kind, protocol, method, shape, rpc, destination].join("\n");
}
