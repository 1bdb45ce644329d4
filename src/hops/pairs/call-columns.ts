/**
 * Rows of spans as columns of the matcher: services, clocks, groups, and what names and attributes say of the other side.
 * Cost: O(rows and their hot attributes).
 */
import { callPeer } from "../../analysis/call-peer.ts";
import { hotAttribute } from "../../analysis/hot-attributes.ts";
import { protocolOf } from "../../analysis/protocol.ts";
import { ServiceNames } from "../../analysis/service-names.ts";
import { PROTOCOLS } from "../../analysis/trace-view.ts";
import type { HotKey } from "../../model/hot-keys.ts";
import type { DataSet } from "../../model/tables.ts";
import { REQUEST_ID_KEYS } from "../exact-links.ts";
import { CALL, type CallColumns, ENCLOSING, MESSAGE } from "./input.ts";
import { normaliseOperation } from "./normalise-operation.ts";
import { positionClasses } from "./positions.ts";

/** Numbers texts for columns; one for all columns that are compared. */
class Interner {
  readonly #known = new Map<string, number>();

  /** -1 for "" and undefined. */
  of(text: string | undefined): number {
    if (text === undefined || text === "") return -1;
    let id = this.#known.get(text);
    if (id === undefined) {
      id = this.#known.size;
      this.#known.set(text, id);
    }
    return id;
  }
}

/** Makes columns of one data set; ids are shared by all columns of one maker. */
export class CallColumnMaker {
  readonly #dataSet: DataSet;
  readonly #ids = new Interner();
  readonly #services: ServiceNames;
  readonly #operations = new Map<number, number>();
  readonly #hosts: Int32Array;

  constructor(dataSet: DataSet) {
    this.#dataSet = dataSet;
    this.#services = new ServiceNames(dataSet);
    const { resources, strings } = dataSet;
    this.#hosts = Int32Array.from({ length: resources.length }, (_, row) => {
      // The machine tells the clock; where it is unknown, each instance, else each service, is taken to have its own.
      const clock = [resources.hostName, resources.serviceInstance, resources.service].find(
        (column) => strings.get(column[row]!) !== "",
      );
      return this.#ids.of(strings.get(clock?.[row] ?? -1));
    });
  }

  /** @param style CALL, ENCLOSING or MESSAGE of each row @param island of every span of the data set */
  make(
    rows: readonly number[],
    isCaller: boolean,
    style: (span: number) => number,
    island: Int32Array,
    linked: Int32Array,
  ): CallColumns {
    const { spans, resources } = this.#dataSet;
    const styles = Uint8Array.from(rows, style);
    const ids = (of: (span: number, i: number) => number) => Int32Array.from(rows, of);
    const attribute = (span: number, ...keys: readonly HotKey[]) => hotAttribute(this.#dataSet, span, ...keys);
    const path = (span: number) =>
      pathOf(attribute(span, "url.path", "http.target") ?? attribute(span, "url.full", "http.url"));
    const name = ids((span) => spans.name[span]!);
    const startNano = Float64Array.from(rows, (span) => spans.start[span]!);
    const parent = ids((span, i) => (styles[i] === ENCLOSING ? -1 : spans.parent[span]!));
    return {
      count: rows.length,
      span: Int32Array.from(rows),
      startNano,
      durationNano: Float64Array.from(rows, (span) => spans.duration[span]!),
      service: ids((span) => resources.service[spans.resource[span]!] ?? -1),
      host: ids((span) => this.#hosts[spans.resource[span]!] ?? -1),
      name,
      role: ids((span) => (isCaller && spans.parent[span]! >= 0 ? spans.name[spans.parent[span]!]! : -1)),
      operation: ids((span) => this.#operationOf(span)),
      method: ids((span, i) =>
        styles[i] === MESSAGE
          ? this.#ids.of(attribute(span, "messaging.destination.name", "messaging.destination"))
          : this.#ids.of(attribute(span, "http.request.method", "http.method")?.toUpperCase()),
      ),
      peerService: ids((span, i) => (isCaller && styles[i] === CALL ? this.#peerOf(span) : -1)),
      island: ids((span) => island[span]!),
      linked,
      style: styles,
      position: isCaller ? positionClasses(parent, name, startNano) : undefined,
      tokens: [
        ids((span) => this.#ids.of(path(span)?.full)),
        ids((span) => this.#ids.of(path(span)?.tail)),
        ids((span) => this.#ids.of(attribute(span, ...REQUEST_ID_KEYS))),
        ids((span) => this.#ids.of(attribute(span, "http.response.status_code", "http.status_code"))),
      ],
    };
  }

  #operationOf(span: number): number {
    const { spans, strings } = this.#dataSet;
    const service = hotAttribute(this.#dataSet, span, "rpc.service");
    const method = hotAttribute(this.#dataSet, span, "rpc.method");
    if (method !== undefined)
      return this.#ids.of(normaliseOperation(method.includes("/") || !service ? method : `${service}/${method}`));
    const name = spans.name[span]!;
    let operation = this.#operations.get(name);
    if (operation === undefined) {
      operation = this.#ids.of(normaliseOperation(strings.get(name)));
      this.#operations.set(name, operation);
    }
    return operation;
  }

  #peerOf(span: number): number {
    const peer = callPeer(this.#dataSet, span, PROTOCOLS[protocolOf(this.#dataSet, span)]!);
    return (peer && this.#services.find(peer.name)) ?? -1;
  }
}

/** Path of a URL or target, and its last segment with the query: what a proxy that strips a prefix leaves alone. */
function pathOf(url: string | undefined): { full: string; tail: string } | undefined {
  const found =
    url === undefined ? undefined : /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?/i.exec(url.slice(0, 2048));
  const full = found?.[1] || "/";
  return found ? { full, tail: full.slice(full.lastIndexOf("/")) + (found[2] ?? "") } : undefined;
}
