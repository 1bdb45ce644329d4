/**
 * The protocol of a call, from its span's hot attributes. The narrowest wins: a DynamoDB call is sent as an RPC over HTTP and is
 * "db"; a gRPC call is HTTP/2 below and is "grpc".
 *
 *   messaging > db > grpc > rpc > http > messaging by kind alone (PRODUCER, CONSUMER) > ""
 */
import { SpanKind } from "../model/enums.ts";
import { HOT_KEYS } from "../model/hot-keys.ts";
import type { SpanIndex } from "../model/index-types.ts";
import type { DataSet } from "../model/tables.ts";
import { PROTOCOLS, type Protocol } from "./trace-view.ts";

const numberOf = (protocol: Protocol) => PROTOCOLS.indexOf(protocol);
const HTTP = numberOf("http");
const GRPC = numberOf("grpc");
const MESSAGING = numberOf("messaging");
const DB = numberOf("db");
const RPC = numberOf("rpc");

/** Rank of each PROTOCOLS number; the higher rank wins. */
const RANK = new Uint8Array(PROTOCOLS.length);
for (const [rank, protocol] of [HTTP, RPC, GRPC, DB, MESSAGING].entries()) RANK[protocol] = rank + 1;

/** Keys whose value decides too. */
const DECIDED_BY_VALUE = new Set<string>(["rpc.system", "rpc.system.name", "component", "user_agent.original"]);

/** What having the key says, by number of the key in HOT_KEYS; 255 = look at the value. */
const BY_VALUE = 255;
const SAYS = Uint8Array.from(HOT_KEYS, (key) => {
  if (DECIDED_BY_VALUE.has(key)) return BY_VALUE;
  if (key.startsWith("messaging.")) return MESSAGING;
  if (key.startsWith("db.")) return DB;
  if (key.startsWith("rpc.grpc.")) return GRPC;
  if (key.startsWith("rpc.")) return RPC;
  return key.startsWith("http.") || key.startsWith("url.") ? HTTP : 0;
});

/** @returns PROTOCOLS index, 0 = none known. O(hot attributes of the span). */
export function protocolOf(dataSet: DataSet, span: SpanIndex): number {
  const { spans, hotAttributes, strings } = dataSet;
  let best = 0;
  for (let row = spans.hotFirst[span]!; row < spans.hotFirst[span + 1]!; row++) {
    const key = hotAttributes.key[row]!;
    const says = SAYS[key]!;
    const found = says === BY_VALUE ? fromValue(HOT_KEYS[key]!, strings.get(hotAttributes.value[row]!)) : says;
    if (RANK[found]! > RANK[best]!) best = found;
  }
  if (best !== 0) return best;
  const kind = spans.kind[span];
  return kind === SpanKind.producer || kind === SpanKind.consumer ? MESSAGING : 0;
}

function fromValue(key: string, value: string): number {
  const text = value.toLowerCase();
  if (key === "user_agent.original") return text.startsWith("grpc-") ? GRPC : 0;
  if (key !== "component") return text === "grpc" ? GRPC : text === "" ? 0 : RPC;
  if (text.includes("grpc")) return GRPC;
  return text === "http" || text === "net/http" ? HTTP : 0;
}
