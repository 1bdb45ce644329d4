/**
 * From spans to the service graph.
 *
 *   storefront  POST /checkout   SERVER
 *     storefront  POST           CLIENT   ──► checkout      its child is in another service: one call
 *       checkout  POST /orders   SERVER
 *         checkout  INSERT       CLIENT   ──► (orders-db)   nothing under it: a peer that sends no spans
 *         checkout  POST         CLIENT   ─ ─► payment      names a service of this data, whose spans are not under it: unanswered
 *         checkout  send         PRODUCER ──► mailer        a CONSUMER of mailer links to it
 *
 * A call inside one service is no edge. Of nested CLIENT spans (gRPC over HTTP, a retry loop) one speaks: the innermost, but for
 * a database or messaging span, which knows more than the HTTP call below it. A CONSUMER that is joined to no sender hangs on
 * its destination, so that producer ──► (queue) ──► consumer stays a path when the context was lost.
 *
 * A few passes over the spans; each walk up to a caller stops where one has been. O(spans + links).
 */
import { SpanKind, StatusCode } from "../model/enums.ts";
import type { SpanIndex } from "../model/index-types.ts";
import type { DataSet } from "../model/tables.ts";
import { callPeer, receivesMessages } from "./call-peer.ts";
import { GraphCounter } from "./graph-counter.ts";
import { protocolOf } from "./protocol.ts";
import type { ServiceGraph } from "./service-graph.ts";
import { ServiceNames } from "./service-names.ts";
import { PROTOCOLS } from "./trace-view.ts";

/** Which spans count: all, those of one trace, or those of the traces with a non-zero entry. */
export interface ServiceGraphChoice {
  readonly trace?: number | undefined;
  readonly matching?: Uint8Array | undefined;
  /** For each span, the parent a bridge gives it; -1 = none. Counts only where the span has no parent of its own. */
  readonly bridgedParent?: Int32Array | undefined;
}

/** What lies under a CLIENT or PRODUCER span; the greater wins. */
const Under = {
  nothing: 0,
  /** Another CLIENT span of the same service. */
  innerCall: 1,
  /** The callee, or an inner call to a database or a queue. */
  answer: 2,
} as const;

const MESSAGING = PROTOCOLS.indexOf("messaging");
const DB = PROTOCOLS.indexOf("db");

export function buildServiceGraph(dataSet: DataSet, choice: ServiceGraphChoice = {}): ServiceGraph {
  return new GraphBuilder(dataSet, choice).build();
}

class GraphBuilder {
  readonly #dataSet: DataSet;
  readonly #choice: ServiceGraphChoice;
  readonly #counter = new GraphCounter();
  readonly #names: ServiceNames;
  /** StringIndex of service.name to node, made when first met. */
  readonly #nodeOfService = new Map<number, number>();
  /** Under, a span. */
  readonly #under: Uint8Array;
  /** Spans that are somebody's callee. */
  readonly #joined: Uint8Array;
  /** Entry spans of each node so far. */
  readonly #entries: number[] = [];

  constructor(dataSet: DataSet, choice: ServiceGraphChoice) {
    this.#dataSet = dataSet;
    this.#choice = choice;
    this.#names = new ServiceNames(dataSet);
    this.#under = new Uint8Array(dataSet.spans.length);
    this.#joined = new Uint8Array(dataSet.spans.length);
  }

  build(): ServiceGraph {
    this.#eachSpan((span) => this.#countSpan(span));
    this.#eachSpan((span) => this.#joinSpan(span));
    this.#eachSpan((span) => this.#findPeer(span));
    return this.#counter.finish();
  }

  #eachSpan(visit: (span: SpanIndex) => void): void {
    const { traces } = this.#dataSet;
    for (let trace = 0; trace < traces.length; trace++) {
      if (!this.#isChosen(trace)) continue;
      const first = traces.first[trace]!;
      for (let span = first; span < first + traces.count[trace]!; span++) visit(span);
    }
  }

  #isChosen(trace: number): boolean {
    const { trace: only, matching } = this.#choice;
    return (only === undefined || only === trace) && (matching === undefined || matching[trace] !== 0);
  }

  /** The service's node; made when it is first asked for. */
  #nodeOf(span: SpanIndex): number {
    const { resources, spans, strings } = this.#dataSet;
    const service = resources.service[spans.resource[span]!] ?? 0;
    let node = this.#nodeOfService.get(service);
    if (node === undefined) {
      node = this.#counter.node("service", strings.get(service) || "unknown_service");
      this.#nodeOfService.set(service, node);
    }
    return node;
  }

  #countSpan(span: SpanIndex): void {
    const node = this.#nodeOf(span);
    const counted = this.#counter.nodes[node]!;
    counted.spans++;
    if (this.#isError(span)) counted.errors++;
    if (this.#isEntry(span)) this.#entries[node] = (this.#entries[node] ?? 0) + 1;
  }

  #joinSpan(span: SpanIndex): void {
    const { kind, duration } = this.#dataSet.spans;
    const node = this.#nodeOf(span);
    if (this.#isEntry(span) || !this.#entries[node]) this.#counter.addDuration(node, duration[span]!);

    const parent = this.#parentOf(span);
    const outgoing = kind[span] === SpanKind.client || kind[span] === SpanKind.producer;
    if (parent !== -1) {
      if (this.#nodeOf(parent) !== node) this.#addHop(parent, span);
      else if (kind[span] === SpanKind.server || kind[span] === SpanKind.consumer) this.#mark(parent, Under.answer);
      else if (outgoing) this.#mark(parent, this.#speaksForItself(span) ? Under.answer : Under.innerCall);
    }
    this.#followLinks(span);
  }

  /** A message's or a restart's sender is named by a link. */
  #followLinks(span: SpanIndex): void {
    const { spans, links } = this.#dataSet;
    const first = spans.linkFirst[span]!;
    const end = spans.linkFirst[span + 1]!;
    if (first === end) return;
    const parent = this.#parentOf(span);
    const restart = parent === -1 && spans.kind[span] === SpanKind.server;
    const received = spans.kind[span] === SpanKind.consumer || protocolOf(this.#dataSet, span) === MESSAGING;
    if (!restart && !received) return;
    for (let link = first; link < end; link++) {
      const sender = links.target[link]!;
      if (sender === -1 || sender === parent || !this.#isChosen(spans.trace[sender]!)) continue;
      if (restart && spans.kind[sender] !== SpanKind.client && spans.kind[sender] !== SpanKind.producer) continue;
      if (parent !== -1 && this.#linksTo(parent, sender)) continue;
      if (this.#nodeOf(sender) === this.#nodeOf(span)) this.#mark(sender, Under.answer);
      else this.#addHop(sender, span);
      this.#joined[span] = 1;
    }
  }

  /** Whether the receiving span around this one already named the sender. */
  #linksTo(span: SpanIndex, sender: SpanIndex): boolean {
    const { spans, links } = this.#dataSet;
    for (let link = spans.linkFirst[span]!; link < spans.linkFirst[span + 1]!; link++) {
      if (links.target[link] === sender) return true;
    }
    return false;
  }

  #addHop(caller: SpanIndex, callee: SpanIndex): void {
    const { spans } = this.#dataSet;
    const timed = spans.kind[caller] === SpanKind.client && !Number.isNaN(spans.duration[caller]!) ? caller : callee;
    this.#counter.addCall({
      from: this.#nodeOf(caller),
      to: this.#nodeOf(callee),
      protocol: protocolOf(this.#dataSet, caller) || protocolOf(this.#dataSet, callee),
      error: this.#isError(caller) || this.#isError(callee),
      durationNano: spans.duration[timed]!,
      bridged: spans.parent[callee] === -1 && this.#choice.bridgedParent?.[callee] === caller,
    });
    this.#joined[callee] = 1;
    this.#mark(caller, Under.answer);
  }

  /** Says to the span and its callers in the same service what lies under them. */
  #mark(span: SpanIndex, under: number): void {
    const node = this.#nodeOf(span);
    for (let at = span; at !== -1 && this.#under[at]! < under && this.#nodeOf(at) === node; at = this.#parentOf(at)) {
      this.#under[at] = under;
    }
  }

  #findPeer(span: SpanIndex): void {
    const { spans } = this.#dataSet;
    const kind = spans.kind[span]!;
    if (kind === SpanKind.consumer) {
      if (!this.#joined[span] && !this.#isInsideReceive(span)) this.#addReceive(span);
      return;
    }
    if (kind !== SpanKind.client && kind !== SpanKind.producer) return;
    const protocol = protocolOf(this.#dataSet, span);
    if (protocol === MESSAGING && kind === SpanKind.client && receivesMessages(this.#dataSet, span)) {
      if (!this.#joined[span]) this.#addReceive(span);
      return;
    }
    const under = this.#under[span]!;
    if (under === Under.answer || (under === Under.innerCall && !this.#speaksForItself(span))) return;
    const parent = this.#parentOf(span);
    if (parent !== -1 && !this.#speaksForItself(span) && this.#callsStore(parent, span)) return;
    this.#addPeer(span, protocol);
  }

  #addPeer(span: SpanIndex, protocol: number): void {
    const from = this.#nodeOf(span);
    const peer = callPeer(this.#dataSet, span, PROTOCOLS[protocol]!);
    if (peer === undefined) {
      this.#counter.nodes[from]!.unnamedCalls++;
      return;
    }
    const service = peer.kind === "external" ? this.#names.find(peer.name) : undefined;
    const to = service === undefined ? this.#peerNode(span, peer) : this.#serviceNode(service);
    // A service that calls itself over the network: no edge, as where the callee's span is there.
    if (to === from) return;
    const error = this.#isError(span);
    const durationNano = this.#dataSet.spans.duration[span]!;
    this.#counter.addCall({ from, to, protocol, error, durationNano, unanswered: service !== undefined });
  }

  /** A message whose sender is unknown comes from its destination. */
  #addReceive(span: SpanIndex): void {
    const peer = callPeer(this.#dataSet, span, "messaging");
    if (peer === undefined) return;
    const durationNano = this.#dataSet.spans.duration[span]!;
    const from = this.#peerNode(span, peer);
    this.#counter.addCall({
      from,
      to: this.#nodeOf(span),
      protocol: MESSAGING,
      error: this.#isError(span),
      durationNano,
    });
  }

  /** Counts the call at the peer too. */
  #peerNode(span: SpanIndex, peer: NonNullable<ReturnType<typeof callPeer>>): number {
    const node = this.#counter.node(peer.kind, peer.name, peer.system);
    const counted = this.#counter.nodes[node]!;
    counted.spans++;
    if (this.#isError(span)) counted.errors++;
    this.#counter.addDuration(node, this.#dataSet.spans.duration[span]!);
    return node;
  }

  #serviceNode(service: number): number {
    const known = this.#nodeOfService.get(service);
    if (known !== undefined) return known;
    const node = this.#counter.node("service", this.#dataSet.strings.get(service));
    this.#nodeOfService.set(service, node);
    return node;
  }

  /** The span's parent, else the one a bridge gives it, where that is among the chosen spans; -1 = none. */
  #parentOf(span: SpanIndex): SpanIndex {
    const { spans } = this.#dataSet;
    const parent = spans.parent[span]!;
    if (parent !== -1) return parent;
    const bridged = this.#choice.bridgedParent?.[span] ?? -1;
    return bridged !== -1 && this.#isChosen(spans.trace[bridged]!) ? bridged : -1;
  }

  /** SERVER, CONSUMER, and spans without a parent here. */
  #isEntry(span: SpanIndex): boolean {
    const { kind, parent } = this.#dataSet.spans;
    return kind[span] === SpanKind.server || kind[span] === SpanKind.consumer || parent[span] === -1;
  }

  #isError(span: SpanIndex): boolean {
    return this.#dataSet.spans.statusCode[span] === StatusCode.error;
  }

  #speaksForItself(span: SpanIndex): boolean {
    const protocol = protocolOf(this.#dataSet, span);
    return protocol === DB || protocol === MESSAGING;
  }

  /** Whether `parent` is the database or messaging call that `span` carries out. */
  #callsStore(parent: SpanIndex, span: SpanIndex): boolean {
    const kind = this.#dataSet.spans.kind[parent];
    if (kind !== SpanKind.client && kind !== SpanKind.producer) return false;
    return this.#nodeOf(parent) === this.#nodeOf(span) && this.#speaksForItself(parent);
  }

  /** A consumer's "process" under its own "receive": the message has been counted. */
  #isInsideReceive(span: SpanIndex): boolean {
    const parent = this.#parentOf(span);
    return parent !== -1 && this.#receives(parent);
  }

  #receives(span: SpanIndex): boolean {
    const { kind } = this.#dataSet.spans;
    if (kind[span] === SpanKind.consumer) return true;
    return kind[span] === SpanKind.client && receivesMessages(this.#dataSet, span);
  }
}
