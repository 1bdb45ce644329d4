/** Whether one operation can have called another, by what both say about the call. */
import { SpanKind } from "../model/enums.ts";
import type { Operation } from "./operations.ts";
import { comparePaths } from "./paths.ts";

/**
 * never: they contradict each other. open: nothing speaks against it. path: method and path agree (behind a gateway: with a prefix).
 * operation: the same RPC method or destination.
 */
export type Fit = "never" | "open" | "path" | "operation";

export function fits(call: Operation, callee: Operation): Fit {
  if (call.protocol === "db" || callee.protocol === "db") return "never";
  const sends = call.protocol === "messaging" || call.kind === SpanKind.producer;
  const receives = callee.protocol === "messaging" || callee.kind === SpanKind.consumer;
  if (sends !== receives && (sends || callee.kind === SpanKind.consumer || callee.kind === SpanKind.server))
    return "never";
  if (sends) {
    if (call.destination === "" || callee.destination === "") return "open";
    return call.destination === callee.destination ? "operation" : "never";
  }
  if (call.rpc !== "" && callee.rpc !== "") return sameRpc(call.rpc, callee.rpc) ? "operation" : "never";
  if (isHttp(call) !== isHttp(callee) && call.protocol !== "" && callee.protocol !== "") return "never";
  if (call.method !== "" && callee.method !== "" && call.method !== callee.method) return "never";
  if (call.shape === "" || callee.shape === "") return "open";
  if (comparePaths(call.shape, callee.shape) === "different") return "never";
  return /[^/*]/.test(call.shape) ? "path" : "open";
}

const isHttp = ({ protocol }: Operation) => protocol === "http";

/** "shop.Inventory/Reserve" and "/shop.Inventory/Reserve"; a bare method fits any service. */
function sameRpc(a: string, b: string): boolean {
  const [left, right] = [a.replace(/^\//, ""), b.replace(/^\//, "")];
  return left === right || left.endsWith(`/${right}`) || right.endsWith(`/${left}`);
}
