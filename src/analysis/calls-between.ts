/**
 * Tells the spans that show a call between two nodes of the service graph (build-service-graph.ts has the picture): a span
 * under a span of the caller, a message whose link names its sender, a caller's outgoing span that names a peer, a
 * consumer's span that names its queue. A little wider than the graph's counting: of nested outgoing spans each may answer.
 */
import { SpanKind } from "../model/enums.ts";
import type { DataSet } from "../model/tables.ts";
import { type CallPeer, callPeer } from "./call-peer.ts";
import { protocolOf } from "./protocol.ts";
import { ServiceNames } from "./service-names.ts";
import { PROTOCOLS } from "./trace-view.ts";

/** Names or ids (GraphNode) of two nodes. */
export interface CallEnds {
  readonly from: string;
  readonly to: string;
}

/** @returns whether a span shows such a call */
export function callsBetween(dataSet: DataSet, { from, to }: CallEnds): (span: number) => boolean {
  const { spans, resources, links } = dataSet;
  const caller = findService(dataSet, from);
  const callee = findService(dataSet, to);
  const names = new ServiceNames(dataSet);
  const serviceOf = (span: number) => resources.service[spans.resource[span]!] ?? -2;

  const linksToCaller = (span: number) => {
    for (let link = spans.linkFirst[span]!; link < spans.linkFirst[span + 1]!; link++) {
      const sender = links.target[link]!;
      if (sender !== -1 && serviceOf(sender) === caller) return true;
    }
    return false;
  };
  const isReceivedFromCaller = (span: number) => {
    const parent = spans.parent[span]!;
    if (parent !== -1 && serviceOf(parent) === caller) return true;
    if (linksToCaller(span)) return true;
    if (spans.kind[span] !== SpanKind.consumer) return false;
    const queue = callPeer(dataSet, span, "messaging");
    return queue !== undefined && isNode(queue, from);
  };
  const callsCallee = (span: number) => {
    if (spans.kind[span] !== SpanKind.client && spans.kind[span] !== SpanKind.producer) return false;
    const peer = callPeer(dataSet, span, PROTOCOLS[protocolOf(dataSet, span)]!);
    if (peer === undefined) return false;
    return isNode(peer, to) || (peer.kind === "external" && names.find(peer.name) === callee);
  };
  return (span) => {
    const service = serviceOf(span);
    return (service === callee && isReceivedFromCaller(span)) || (service === caller && callsCallee(span));
  };
}

/** StringIndex of the service with that name or node id, -1 = no string of the data. */
function findService({ strings }: DataSet, node: string): number {
  const named = strings.find(node);
  return named === -1 && node.startsWith("service:") ? strings.find(node.slice("service:".length)) : named;
}

const isNode = ({ kind, name, system }: CallPeer, node: string) =>
  node === name || node === `${kind}:${system === "" ? "" : `${system}/`}${name}`;
