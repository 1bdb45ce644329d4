/**
 * What a span does, as groups of alike spans: one line of code is one operation.
 *
 *   span  ──► operation = (party, kind, name, scope, method, path shape, rpc, destination, peer address:port)
 *
 *   path shape   GET /orders/o1-7/refund   ──► /orders/ * /refund       segments with digits are parameters,
 *                route /orders/:id/refund  ──► /orders/ * /refund       and so are those a route declares
 *
 * Alike spans are judged together, so all that is costly is done once an operation. Text fields are "" where unknown.
 * One pass over the spans: O(spans + hot attributes).
 */
import { protocolOf } from "../analysis/protocol.ts";
import { PROTOCOLS } from "../analysis/trace-view.ts";
import { SpanKind } from "../model/enums.ts";
import { HOT_KEYS, type HotKey } from "../model/hot-keys.ts";
import type { DataSet } from "../model/tables.ts";
import { pathOfUrl, pathShape, portOfHost, withoutPort } from "./paths.ts";

export interface Operation {
  readonly index: number;
  readonly party: number;
  /** SpanKind. */
  readonly kind: number;
  readonly name: string;
  /** ScopeIndex. */
  readonly scope: number;
  /** One of PROTOCOLS. */
  readonly protocol: string;
  readonly method: string;
  readonly shape: string;
  /** "package.Service/Method". */
  readonly rpc: string;
  readonly destination: string;
  /** Service the caller names (peer.service). */
  readonly peerName: string;
  /** Callee's address as the span knows it: of a caller its peer, of a callee its own. */
  readonly address: string;
  readonly port: string;
  /** Spans of it. */
  readonly count: number;
}

export interface Operations {
  readonly list: readonly Operation[];
  readonly ofSpan: Int32Array;
}

const Field = {
  method: 0,
  path: 1,
  url: 2,
  route: 3,
  address: 4,
  port: 5,
  peerName: 6,
  rpcService: 7,
  rpcMethod: 8,
  destination: 9,
} as const;
const FIELD_COUNT = 10;

/** Keys of each field in the order of their worth. Callers and callees differ in what names the address. */
const CALLER_KEYS: readonly (readonly HotKey[])[] = [
  ["http.request.method", "http.method"],
  ["url.template", "url.path", "http.target"],
  ["url.full", "http.url"],
  [],
  [
    "server.address",
    "net.peer.name",
    "http.host",
    "peer.hostname",
    "network.peer.address",
    "net.peer.ip",
    "peer.address",
  ],
  ["server.port", "net.peer.port", "network.peer.port"],
  ["service.peer.name", "peer.service"],
  ["rpc.service"],
  ["rpc.method"],
  ["messaging.destination.name", "messaging.destination"],
];
const CALLEE_KEYS: readonly (readonly HotKey[])[] = [
  ["http.request.method", "http.method"],
  ["url.path", "http.target"],
  ["url.full", "http.url"],
  ["http.route"],
  ["server.address", "net.host.name", "http.host"],
  ["server.port", "net.host.port"],
  [],
  ["rpc.service"],
  ["rpc.method"],
  ["messaging.destination.name", "messaging.destination"],
];

/** By number of the hot key: its field and its rank in it, 255 = none. */
function rankKeys(keys: readonly (readonly HotKey[])[]): { field: Uint8Array; rank: Uint8Array } {
  const field = new Uint8Array(HOT_KEYS.length).fill(255);
  const rank = new Uint8Array(HOT_KEYS.length);
  for (const [at, names] of keys.entries()) {
    for (const [place, name] of names.entries()) {
      field[HOT_KEYS.indexOf(name)] = at;
      rank[HOT_KEYS.indexOf(name)] = place;
    }
  }
  return { field, rank };
}

const CALLER_RANKS = rankKeys(CALLER_KEYS);
const CALLEE_RANKS = rankKeys(CALLEE_KEYS);

export function groupOperations(dataSet: DataSet, partyOf: Int32Array): Operations {
  const { spans, hotAttributes, strings } = dataSet;
  const list: Mutable<Operation>[] = [];
  const known = new Map<string, number>();
  const ofSpan = new Int32Array(spans.length);
  const shapes = new ShapeMemo((index) => strings.get(index));
  const values = new Int32Array(FIELD_COUNT);
  const best = new Uint8Array(FIELD_COUNT);
  for (let span = 0; span < spans.length; span++) {
    const kind = spans.kind[span]!;
    const callee = kind === SpanKind.server || kind === SpanKind.consumer;
    values.fill(-1);
    best.fill(255);
    const end = spans.hotFirst[span + 1]!;
    const { field, rank } = callee ? CALLEE_RANKS : CALLER_RANKS;
    for (let row = spans.hotFirst[span]!; row < end; row++) {
      const key = hotAttributes.key[row]!;
      const at = field[key]!;
      if (at === 255 || rank[key]! >= best[at]!) continue;
      best[at] = rank[key]!;
      values[at] = hotAttributes.value[row]!;
    }
    const shape = shapes.of(values[Field.route]!, values[Field.path]!, values[Field.url]!);
    const url = values[Field.address]! < 0 ? values[Field.url]! : -1;
    const host = url < 0 ? "" : shapes.hostOf(url);
    const identity = `${partyOf[span]},${kind},${spans.name[span]},${spans.scope[span]},${shape},${host}`;
    const key = `${identity},${values[Field.method]},${values[Field.address]},${values[Field.port]},${values[Field.peerName]},${values[Field.rpcService]},${values[Field.rpcMethod]},${values[Field.destination]}`;
    let operation = known.get(key);
    if (operation === undefined) {
      operation = list.length;
      known.set(key, operation);
      const text = (at: number) => strings.get(values[at]!);
      const address = text(Field.address) || host;
      const service = text(Field.rpcService);
      const rpcMethod = text(Field.rpcMethod);
      list.push({
        index: operation,
        party: partyOf[span]!,
        kind,
        name: strings.get(spans.name[span]!),
        scope: spans.scope[span]!,
        protocol: PROTOCOLS[protocolOf(dataSet, span)]!,
        method: text(Field.method).toUpperCase(),
        shape: shapes.text(shape),
        rpc: service && !rpcMethod.includes("/") ? `${service}/${rpcMethod}` : rpcMethod,
        destination: text(Field.destination),
        peerName: text(Field.peerName),
        address: withoutPort(address).toLowerCase(),
        port: text(Field.port) || portOfHost(address),
        count: 0,
      });
    }
    list[operation]!.count++;
    ofSpan[span] = operation;
  }
  return { list, ofSpan };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A service whose paths never repeat would make a group of each: beyond this many, a path says nothing. */
const MOST_SHAPES = 5_000;

/** Path shapes by number of the string they are of; each string is looked at once. */
class ShapeMemo {
  readonly #ofString = new Map<number, number>();
  readonly #hostOfString = new Map<number, string>();
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #string: (index: number) => string;

  constructor(string: (index: number) => string) {
    this.#string = string;
  }

  /** The shape of the first that is there: route, path, URL. -1 = none. */
  of(route: number, path: number, url: number): number {
    const index = route >= 0 ? route : path >= 0 ? path : url;
    if (index < 0) return -1;
    const known = this.#ofString.get(index);
    if (known !== undefined) return known;
    const text = this.#string(index);
    const shape = pathShape(route >= 0 || path >= 0 ? text : pathOfUrl(text));
    let number = this.#numbers.get(shape);
    if (number === undefined) {
      number = this.#numbers.size < MOST_SHAPES ? this.#texts.push(shape) - 1 : -1;
      this.#numbers.set(shape, number);
    }
    this.#ofString.set(index, number);
    return number;
  }

  hostOf(url: number): string {
    let host = this.#hostOfString.get(url);
    if (host === undefined) {
      host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/?#]*@)?([^/?#]*)/i.exec(this.#string(url).slice(0, 2048))?.[1] ?? "";
      this.#hostOfString.set(url, host);
    }
    return host;
  }

  text(shape: number): string {
    return this.#texts[shape] ?? "";
  }
}
