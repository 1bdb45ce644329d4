/** Whom a CLIENT, PRODUCER or CONSUMER span says it talked to, from its attributes alone. O(hot attributes of the span). */
import type { SpanIndex } from "../model/index-types.ts";
import type { DataSet } from "../model/tables.ts";
import { hotAttribute } from "./hot-attributes.ts";
import type { GraphNodeKind } from "./service-graph.ts";
import type { Protocol } from "./trace-view.ts";

export interface CallPeer {
  readonly kind: Exclude<GraphNodeKind, "service">;
  readonly name: string;
  /** db.system or messaging.system; "" = none. */
  readonly system: string;
}

/** Host of a URL: after "//" and any user, up to port, path or query; an IPv6 host with its brackets. */
const URL_HOST = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)/i;

/**
 * A database is its system and namespace (else host); a destination its system and name; anything else its host.
 * @returns undefined where the span names nobody
 */
export function callPeer(dataSet: DataSet, span: SpanIndex, protocol: Protocol): CallPeer | undefined {
  if (protocol === "db") {
    const system = hotAttribute(dataSet, span, "db.system.name", "db.system") ?? "";
    const namespace = hotAttribute(dataSet, span, "db.namespace", "db.name");
    // A number is an index inside one server (Redis): it names nothing.
    const name = namespace && !/^\d+$/.test(namespace) ? namespace : (peerHost(dataSet, span) ?? system);
    return name === "" ? undefined : { kind: "database", name, system };
  }
  if (protocol === "messaging") {
    const system = hotAttribute(dataSet, span, "messaging.system") ?? "";
    const destination = hotAttribute(dataSet, span, "messaging.destination.name", "messaging.destination");
    const name = destination || (peerHost(dataSet, span) ?? system);
    return name === "" ? undefined : { kind: "messaging", name, system };
  }
  const name = peerHost(dataSet, span);
  return name === undefined ? undefined : { kind: "external", name, system: "" };
}

/** Whether the span takes messages from its destination rather than sends to it. */
export function receivesMessages(dataSet: DataSet, span: SpanIndex): boolean {
  const operation = hotAttribute(
    dataSet,
    span,
    "messaging.operation.type",
    "messaging.operation",
    "messaging.operation.name",
  );
  return operation !== undefined && /^(receive|process|deliver|poll|consume|settle|ack)/i.test(operation);
}

/** The peer's name or host without its port: names given by hand first, then host names, then addresses. */
function peerHost(dataSet: DataSet, span: SpanIndex): string | undefined {
  const given = hotAttribute(dataSet, span, "service.peer.name", "peer.service", "server.address", "net.peer.name");
  if (given) return withoutPort(given);
  const url = hotAttribute(dataSet, span, "url.full", "http.url");
  const host = url === undefined ? undefined : URL_HOST.exec(url.slice(0, 2048))?.[1];
  if (host) return host;
  const address = hotAttribute(
    dataSet,
    span,
    "http.host",
    "peer.hostname",
    "network.peer.address",
    "net.peer.ip",
    "net.sock.peer.addr",
    "peer.address",
  );
  return address ? withoutPort(address) : undefined;
}

/** Two colons or more are an IPv6 address, not a port. */
const withoutPort = (host: string) => host.replace(/^([^:]+|\[[^\]]*\]):\d+$/, "$1");
