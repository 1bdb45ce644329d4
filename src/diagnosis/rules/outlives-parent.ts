import { endOf, isCallKind, type SpanColumns } from "../../hops/span-facts.ts";
import { HOP_PROTOCOLS, HopStateNumber } from "../../hops/table.ts";
import { StatusCode } from "../../model/enums.ts";
import { HOT_KEYS, type HotKey } from "../../model/hot-keys.ts";
import type { SpanIndex } from "../../model/index-types.ts";
import { countOf, say } from "../../model/sentence.ts";
import type { DataSet } from "../../model/tables.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { inWords, makeFinding, percent } from "../finding.ts";
import type { Finding } from "../report-types.ts";
import type { Rule } from "./rule.ts";

/** The callee works on after its caller has given up: nobody told it about the deadline. */
export const outlivesParent: Rule = {
  id: "outlives-parent",
  severity: "warning",
  title: "The callee goes on after its caller gave up",
  signature:
    "A CLIENT span that ended with an error and without the callee's answer, and a SERVER span below it that took longer than the whole call: it was at work of its own when its caller gave up, or began new steps afterwards. Durations are compared, so a clock that is off does not matter.",
  lookAlikes:
    "An error that the callee itself answered: its span only ends late; a shifted clock (the server's duration is shorter than the client's); a request that waited in a queue before it was read; a service that itself waits for a slow callee at that moment (the delay is further down); an overloaded service, where most of the calls that were given up only waited; a consumer or a streamed answer, which nobody waits for; single late answers.",
  demo: { faults: ["timeout-keeps-running"], innocents: ["clock-skew"] },
  diagnose(context) {
    return [...lateCalls(context).values()].flatMap((edge) => judge(context, edge) ?? []);
  },
};

interface LateEdge {
  readonly from: number;
  readonly to: number;
  readonly protocol: string;
  calls: number;
  /** Calls that their caller gave up. */
  givenUp: number;
  readonly late: { readonly caller: SpanIndex; readonly callee: SpanIndex; readonly byNano: number }[];
}

/** By so much of the call's own time, and at least so long. */
const LATE_SHARE = 0.05;
const LATE_NANO = 20e6;
const WAITED_SHARE = 0.75;
const FEWEST = 4;
/** A deadline that the callee does not know strikes again and again; less than this is a bad day. */
const MATERIAL_SHARE = 0.07;
const LEAST_SHARE = 0.02;
/** Where most of the calls that were given up only waited, the callee is overloaded, and some work on by chance. */
const WORKING_SHARE = 1 / 3;

function lateCalls({ columns, dataSet, hops }: DiagnosisContext): Map<string, LateEdge> {
  const { spans } = dataSet;
  const { caller, callee, from, to, state, protocol } = hops.table.columns;
  const edges = new Map<string, LateEdge>();
  for (let row = 0; row < hops.table.length; row++) {
    if (state[row] !== HopStateNumber.intact) continue;
    const [call, serve] = [caller[row]!, callee[row]!];
    const name = HOP_PROTOCOLS[protocol[row]!]!;
    if (call === -1 || name === "messaging" || !isCallKind(spans.kind[call]!)) continue;
    const key = `${from[row]} ${to[row]} ${protocol[row]}`;
    let edge = edges.get(key);
    if (edge === undefined) {
      edge = { from: columns.party[call]!, to: columns.party[serve]!, protocol: name, calls: 0, givenUp: 0, late: [] };
      edges.set(key, edge);
    }
    edge.calls++;
    const byNano = spans.duration[serve]! - spans.duration[call]!;
    if (spans.statusCode[call] !== StatusCode.error || isAnswer(dataSet, call, serve)) continue;
    edge.givenUp++;
    if (!(byNano > Math.max(LATE_NANO, LATE_SHARE * spans.duration[call]!))) continue;
    const offset = hops.offsets.between(columns.host[call]!, columns.host[serve]!);
    const gaveUp = endOf(columns, call) + offset;
    // Read when nearly all of the time had passed: the request waited, which is another story.
    if (spans.start[serve]! - offset - spans.start[call]! > WAITED_SHARE * spans.duration[call]!) continue;
    if (worksOn(columns, serve, gaveUp)) edge.late.push({ caller: call, callee: serve, byNano });
  }
  return edges;
}

const codeKeys = (...keys: HotKey[]): ReadonlySet<number> => new Set(keys.map((key) => HOT_KEYS.indexOf(key)));
const HTTP_CODES = codeKeys("http.response.status_code", "http.status_code");
const RPC_CODES = codeKeys("rpc.grpc.status_code", "rpc.response.status_code");
/** gRPC's words for a caller that gave up: CANCELLED and DEADLINE_EXCEEDED. */
const GIVEN_UP = ["1", "4", "CANCELLED", "DEADLINE_EXCEEDED"];

/** Whether the caller's error is what the callee answered. A proxy's 504 is not: the callee says something else. */
function isAnswer(dataSet: DataSet, call: SpanIndex, serve: SpanIndex): boolean {
  const http = codeOf(dataSet, call, HTTP_CODES);
  if (http !== undefined) return (codeOf(dataSet, serve, HTTP_CODES) ?? http) === http;
  const rpc = codeOf(dataSet, call, RPC_CODES);
  return rpc !== undefined && (!GIVEN_UP.includes(rpc) || codeOf(dataSet, serve, RPC_CODES) === rpc);
}

function codeOf({ spans, hotAttributes, strings }: DataSet, span: SpanIndex, keys: ReadonlySet<number>) {
  for (let row = spans.hotFirst[span]!; row < spans.hotFirst[span + 1]!; row++) {
    if (keys.has(hotAttributes.key[row]!)) return strings.get(hotAttributes.value[row]!);
  }
  return undefined;
}

/** Whether the span was at work of its own at the time, or began a step later; not: it waited for a callee of its own. */
function worksOn(columns: SpanColumns, serve: SpanIndex, time: number): boolean {
  const { spans, traces } = columns.dataSet;
  const trace = spans.trace[serve]!;
  const end = traces.first[trace]! + traces.count[trace]!;
  let waits = false;
  // Rows of a trace are in the order of their starts.
  for (let span = serve + 1; span < end; span++) {
    if (spans.parent[span] !== serve) continue;
    if (spans.start[span]! > time + LATE_NANO) return true;
    if (endOf(columns, span) >= time) waits = true;
  }
  return !waits;
}

function judge(context: DiagnosisContext, { from, to, protocol, calls, givenUp, late }: LateEdge): Finding | undefined {
  if (late.length < FEWEST || late.length < LEAST_SHARE * calls) return undefined;
  const { spans } = context.dataSet;
  const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;
  const by = middle(late.map(({ byNano }) => byNano));
  const waited = middle(late.map(({ caller }) => spans.duration[caller]!));
  const [caller, callee] = [context.nameOf(from), context.nameOf(to)];
  const well = late.filter((each) => spans.statusCode[each.callee] !== StatusCode.error).length;
  return makeFinding(context, {
    rule: "outlives-parent",
    cause: "outlives-parent",
    severity: late.length >= Math.max(MATERIAL_SHARE * calls, WORKING_SHARE * givenUp) ? "warning" : "info",
    confidence: late.length >= 10 ? "likely" : "possible",
    title: say`${callee} works on after ${caller} has given up`,
    party: to,
    edges: [{ from, to, protocol }],
    evidence: [
      say`${late.length} of ${countOf(calls, "call")} from ${caller} to ${callee} (${percent(late.length / calls)}) ended with an error after ${inWords(waited)}, and ${callee} took ${inWords(by)} longer than that.`,
      say`${well} of them ended well at ${callee}: work that nobody waited for.`,
    ],
    alternatives: [say`${callee} is overloaded, and the requests waited in it before they were read.`],
    spans: late.map((each) => each.callee),
    scope: spans.scope[late[0]!.callee]!,
  });
}
