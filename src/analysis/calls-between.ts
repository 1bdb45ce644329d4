/**
 * Tells the spans that show a call from one service to another: the callee's own span under a span of the caller, or, for a
 * callee that sends no spans (a database, an external host), the caller's outgoing span that names it as its peer.
 */
import { SpanKind } from "../model/enums.ts";
import { HOT_KEY_INDEX, type HotKey } from "../model/hot-keys.ts";
import type { DataSet } from "../model/tables.ts";

/** Attributes by which an outgoing span may name whom it calls. */
const PEER_KEYS: readonly HotKey[] = [
  "service.peer.name",
  "peer.service",
  "server.address",
  "net.peer.name",
  "peer.hostname",
  "peer.address",
  "http.host",
  "network.peer.address",
  "net.sock.peer.addr",
  "net.peer.ip",
  "db.namespace",
  "db.name",
  "db.system.name",
  "db.system",
  "messaging.destination.name",
  "messaging.destination",
  "messaging.system",
];

/** @returns whether a span shows such a call */
export function callsBetween(
  { spans, resources, strings, hotAttributes }: DataSet,
  { from, to }: { readonly from: string; readonly to: string },
): (span: number) => boolean {
  const caller = strings.find(from);
  const callee = strings.find(to);
  if (caller === -1 || callee === -1) return () => false;
  const isPeerKey = new Uint8Array(256);
  for (const key of PEER_KEYS) isPeerKey[HOT_KEY_INDEX.get(key)!] = 1;
  const serviceOf = (span: number) => resources.service[spans.resource[span]!] ?? -1;
  const namesPeer = (span: number, value: number) => {
    for (let hot = spans.hotFirst[span]!; hot < spans.hotFirst[span + 1]!; hot++) {
      if (hotAttributes.value[hot] === value && isPeerKey[hotAttributes.key[hot]!] === 1) return true;
    }
    return false;
  };
  return (span) => {
    const service = serviceOf(span);
    const parent = spans.parent[span]!;
    if (service === callee && parent !== -1 && serviceOf(parent) === caller) return true;
    const kind = spans.kind[span]!;
    // What a queue hands out is a call from the queue to its consumer.
    if (service === callee && kind === SpanKind.consumer) return namesPeer(span, caller);
    return service === caller && kind !== SpanKind.server && kind !== SpanKind.consumer && namesPeer(span, callee);
  };
}
