/**
 * Numbers of operations (service, span name, kind), held in memory and in the operation table. A service whose names hold ids would
 * make it grow without end, so each service gets at most MOST_NAMES; later names are searched as OTHER_NAME and kept whole in the bytes.
 */
import type { DuckDBConnection } from "@duckdb/node-api";
import { SPAN_KIND_NAMES } from "../../model/enums.ts";
import type { Operation } from "../ingest/batch.ts";

const MOST_NAMES = 5_000;
const MOST_SERVICES = 5_000;
export const OTHER_NAME = "(other operations)";
const OTHER_SERVICE = "(other services)";

export interface NumberedOperation extends Operation {
  readonly id: number;
}

export class OperationIndex {
  /** By service, then by `name\0kind`. */
  readonly #services = new Map<string, Map<string, NumberedOperation>>();
  readonly #byId: NumberedOperation[] = [];

  static async load(connection: DuckDBConnection): Promise<OperationIndex> {
    const index = new OperationIndex();
    const reader = await connection.runAndReadAll("SELECT id, service, name, kind FROM operation ORDER BY id");
    for (const [id, service, name, kind] of reader.getRows() as [number, string, string, number][]) {
      index.#put({ id, service, name, kind });
    }
    return index;
  }

  /** The numbers of a batch's operations; new ones are pushed to `added`, to be written or taken back. */
  numbersOf(operations: readonly Operation[], added: NumberedOperation[]): number[] {
    return operations.map((operation) => {
      const known = this.#find(operation);
      if (known) return known.id;
      const bounded = this.#bounded(operation);
      const existing = this.#find(bounded);
      if (existing) return existing.id;
      const numbered = { ...bounded, id: this.#byId.length };
      this.#put(numbered);
      added.push(numbered);
      return numbered.id;
    });
  }

  /** Forgets operations that could not be written. */
  takeBack(added: readonly NumberedOperation[]): void {
    for (const { id, service, name, kind } of added.toReversed()) {
      this.#services.get(service)?.delete(keyOf(name, kind));
      if (id === this.#byId.length - 1) this.#byId.pop();
    }
  }

  get(id: number): NumberedOperation | undefined {
    return this.#byId[id];
  }

  services(): string[] {
    return [...this.#services.keys()].filter((service) => this.#services.get(service)!.size > 0).sort();
  }

  ofService(service: string): NumberedOperation[] {
    return [...(this.#services.get(service)?.values() ?? [])];
  }

  /** @param service undefined: any */
  matching(service: string | undefined): NumberedOperation[] {
    if (service !== undefined) return this.ofService(service);
    return [...this.#services.values()].flatMap((names) => [...names.values()]);
  }

  #find({ service, name, kind }: Operation): NumberedOperation | undefined {
    return this.#services.get(service)?.get(keyOf(name, kind));
  }

  #bounded(operation: Operation): Operation {
    const { service, kind } = operation;
    const names = this.#services.get(service);
    if (!names && this.#services.size >= MOST_SERVICES) return { service: OTHER_SERVICE, name: OTHER_NAME, kind };
    if (names && names.size >= MOST_NAMES) return { service, name: OTHER_NAME, kind };
    return operation;
  }

  #put(operation: NumberedOperation): void {
    const names = this.#services.get(operation.service) ?? new Map<string, NumberedOperation>();
    names.set(keyOf(operation.name, operation.kind), operation);
    this.#services.set(operation.service, names);
    this.#byId[operation.id] = operation;
  }
}

const keyOf = (name: string, kind: number) => `${kind}\0${name}`;

/** Jaeger's spelling: lower case, "internal" for none. */
export const kindName = (kind: number): string => (SPAN_KIND_NAMES[kind === 0 ? 1 : kind] ?? "INTERNAL").toLowerCase();
