/**
 * Wire hops as groups of alike ones: all hops of a group share everything that an explanation can be about, so an explanation
 * covers a group whole or not at all, and weighing explanations costs groups, not spans.
 *
 *   hop ──► (caller, callee, protocol, client library, server library, address, line of code, route, instances, header seen)
 *
 * Of all parties that have a lost hop: what they keep speaks against an explanation as loudly as what they lost speaks for it. O(hops).
 */
import { isInstrumentationScope } from "../../hops/instrumentation-scopes.ts";
import { isCallKind, isEntryKind, operationOf } from "../../hops/span-facts.ts";
import { HOP_PROTOCOLS, HOP_STATES } from "../../hops/table.ts";
import type { SpanIndex } from "../../model/index-types.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { type HeaderSeen, headerSeen } from "./headers-seen.ts";

export interface HopGroup {
  readonly from: number;
  readonly to: number;
  readonly protocol: string;
  /** Whether the caller made a CLIENT or PRODUCER span for it. */
  readonly hasCall: boolean;
  /** Whether the callee made a SERVER or CONSUMER span. */
  readonly hasEntry: boolean;
  /** Names of the scopes of the call and of the entry; "" = none or not known. */
  readonly callerScope: string;
  readonly calleeScope: string;
  readonly isCallerLibrary: boolean;
  readonly isCalleeLibrary: boolean;
  /** Host and port that the call went to, as the call says. */
  readonly address: string;
  /** The callee was asked at another port than the caller asked: something between them passes requests on. */
  readonly isRewritten: boolean;
  /** Operation that the call was made under, and the route that answered. */
  readonly line: string;
  readonly route: string;
  readonly callerInstance: string;
  readonly calleeInstance: string;
  readonly header: HeaderSeen;
  readonly lost: { readonly caller: SpanIndex; readonly callee: SpanIndex }[];
  kept: number;
}

/** @param isLeftOut rows that ids or headers have explained */
export function groupHops(context: DiagnosisContext, isLeftOut: (row: number) => boolean): HopGroup[] {
  const { table } = context.hops;
  const { from, to, state, protocol, caller, callee } = table.columns;
  const concerned = new Set<number>();
  const wanted: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if (HOP_PROTOCOLS[protocol[row]!] === "in-process" || isLeftOut(row)) continue;
    const name = HOP_STATES[state[row]!]!;
    if (name === "lost" || name === "misplaced") {
      concerned.add(from[row]!);
      concerned.add(to[row]!);
    }
  }
  if (concerned.size === 0) return [];
  for (let row = 0; row < table.length; row++) {
    const name = HOP_STATES[state[row]!]!;
    const isHop = name === "lost" || name === "intact" || name === "restart";
    if (!isHop || HOP_PROTOCOLS[protocol[row]!] === "in-process" || isLeftOut(row)) continue;
    if (concerned.has(from[row]!) || concerned.has(to[row]!)) wanted.push(row);
  }
  const groups = new Map<string, HopGroup>();
  for (const row of wanted) {
    const isLost = HOP_STATES[state[row]!] === "lost";
    const described = describeHop(context, caller[row]!, callee[row]!, HOP_PROTOCOLS[protocol[row]!]!, isLost);
    const key = Object.values(described).join("\u0000");
    let group = groups.get(key);
    if (group === undefined) {
      group = { ...described, lost: [], kept: 0 };
      groups.set(key, group);
    }
    if (isLost) group.lost.push({ caller: caller[row]!, callee: callee[row]! });
    else group.kept++;
  }
  return [...groups.values()];
}

function describeHop(
  context: DiagnosisContext,
  caller: SpanIndex,
  callee: SpanIndex,
  protocol: string,
  isLost: boolean,
): Omit<HopGroup, "lost" | "kept"> {
  const { columns, dataSet } = context;
  const { spans, scopes, strings, resources } = dataSet;
  const scopeOf = (span: SpanIndex) => (span < 0 ? "" : strings.get(scopes.name[spans.scope[span]!] ?? -1));
  const instanceOf = (span: SpanIndex) =>
    span < 0
      ? ""
      : strings.get(resources.serviceInstance[spans.resource[span]!] ?? -1) || String(columns.instance[span]);
  const hasCall = caller >= 0 && isCallKind(spans.kind[caller]!);
  const call = hasCall ? operationOf(columns, caller) : undefined;
  const above = caller >= 0 ? spans.parent[caller]! : -1;
  const callerScope = hasCall ? scopeOf(caller) : "";
  const hasEntry = isEntryKind(spans.kind[callee]!);
  const calleeScope = hasEntry ? scopeOf(callee) : "";
  const place = call === undefined || call.address === "" ? "" : `${call.address}:${call.port}`;
  return {
    from: caller < 0 ? -1 : columns.party[caller]!,
    to: columns.party[callee]!,
    protocol,
    hasCall,
    hasEntry,
    callerScope,
    calleeScope,
    isCallerLibrary: isInstrumentationScope(callerScope),
    isCalleeLibrary: isInstrumentationScope(calleeScope),
    address: protocol === "messaging" ? (call?.destination ?? "") : place.replace(/:$/, ""),
    isRewritten: call !== undefined && isOtherPort(call.port, operationOf(columns, callee).port),
    line: above < 0 ? (call?.name ?? "") : operationOf(columns, hasCall ? above : caller).name,
    route: operationOf(columns, callee).name,
    callerInstance: instanceOf(caller),
    calleeInstance: instanceOf(callee),
    header: isLost ? headerSeen(context, caller, callee) : "unknown",
  };
}

const isOtherPort = (asked: string, served: string) => asked !== "" && served !== "" && asked !== served;
