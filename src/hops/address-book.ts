/**
 * Which party answers at an address, learnt from the data itself:
 *
 *   1. intact hops     caller's operation, then server.address:port, then the host alone  ──► the callee's party
 *   2. callees         the address and port under which they say they were asked
 *   3. names           service.peer.name, peer.service, a host label that is a service's name
 *
 * Always within one environment. A loopback or bare IP address names nobody without its port. O(hops + operations).
 */
import { ServiceNames } from "../analysis/service-names.ts";
import type { Operation } from "./operations.ts";
import type { HopScan } from "./recorded.ts";
import { isEntryKind, type SpanColumns } from "./span-facts.ts";

/** Share of an address's intact hops that one party must answer for the address to mean it. */
const MAJORITY = 0.9;

export class AddressBook {
  readonly #columns: SpanColumns;
  readonly #names: ServiceNames;
  /** Votes by party, for each key. */
  readonly #votes = new Map<string, Map<number, number>>();
  readonly #own = new Map<string, Map<number, number>>();
  readonly #byName = new Map<string, number>();

  constructor(columns: SpanColumns, { hops }: HopScan) {
    this.#columns = columns;
    this.#names = new ServiceNames(columns.dataSet);
    const { operations, parties } = columns;
    for (let row = 0; row < hops.length; row++) {
      const { caller, callee, to, state } = hops.get(row);
      if (caller === -1 || callee === -1 || state !== "intact") continue;
      const operation = operations.list[operations.ofSpan[caller]!]!;
      vote(this.#votes, `op ${operation.index}`, to, 1);
      for (const key of this.#keysOf(operation)) vote(this.#votes, key, to, 1);
    }
    for (const operation of operations.list) {
      if (!isEntryKind(operation.kind) || operation.protocol === "messaging") continue;
      for (const key of this.#keysOf(operation)) vote(this.#own, key, operation.party, operation.count);
    }
    for (const party of parties.list) {
      this.#byName.set(`${party.environment}\n${party.service}`, party.index);
      this.#byName.set(`${party.environment}\n${party.namespace}\n${party.service}`, party.index);
    }
    for (const operation of operations.list) {
      if (isEntryKind(operation.kind) || operation.port === "") continue;
      const named = this.#partyNamed(operation, operation.address);
      if (named !== undefined) vote(this.#own, this.#keysOf(operation)[0]!, named, operation.count);
      if (named !== undefined) vote(this.#own, this.#keysOf(operation).at(-1)!, named, operation.count);
    }
  }

  /** @returns the party that the call says it calls; undefined = it does not tell, or somebody outside the data */
  resolve(call: Operation): number | undefined {
    const named = call.peerName === "" ? undefined : this.#partyNamed(call, call.peerName);
    if (named !== undefined) return named;
    const learnt = majority(this.#votes.get(`op ${call.index}`));
    if (learnt !== undefined) return learnt;
    for (const book of [this.#votes, this.#own]) {
      for (const key of this.#keysOf(call)) {
        const party = majority(book.get(key));
        if (party !== undefined) return party;
      }
    }
    return call.address === "" ? undefined : this.#partyNamed(call, call.address);
  }

  /**
   * "environment address:port", then "environment address" where an address alone can name somebody, then the port alone: of one
   * host, or of services that each have a port of their own, it tells as much.
   */
  #keysOf({ party, address, port }: Operation): string[] {
    if (address === "") return [];
    const environment = this.#columns.parties.list[party]!.environment;
    const keys = port === "" ? [] : [`${environment}\n${address}:${port}`];
    if (!isAnonymous(address)) keys.push(`${environment}\n${address}`);
    if (port !== "") keys.push(`${environment}\nport ${port}`);
    return keys;
  }

  #partyNamed(call: Operation, name: string): number | undefined {
    const service = this.#names.find(name);
    if (service === undefined) return undefined;
    const { environment, namespace } = this.#columns.parties.list[call.party]!;
    const text = this.#columns.dataSet.strings.get(service);
    return this.#byName.get(`${environment}\n${namespace}\n${text}`) ?? this.#byName.get(`${environment}\n${text}`);
  }
}

/** An address that many processes share. */
export const isAnonymous = (address: string): boolean => address === "localhost" || /^[\d.]+$|:/.test(address);

function vote(book: Map<string, Map<number, number>>, key: string, party: number, count: number): void {
  const votes = book.get(key) ?? new Map<number, number>();
  votes.set(party, (votes.get(party) ?? 0) + count);
  book.set(key, votes);
}

function majority(votes: ReadonlyMap<number, number> | undefined): number | undefined {
  if (votes === undefined) return undefined;
  let [best, most, all] = [-1, 0, 0];
  for (const [party, count] of votes) {
    all += count;
    if (count > most) [best, most] = [party, count];
  }
  return most >= MAJORITY * all ? best : undefined;
}
