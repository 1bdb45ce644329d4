import type { HostPair } from "../../hops/host-offsets.ts";
import { HOP_PROTOCOLS, HopStateNumber } from "../../hops/table.ts";
import type { SpanIndex } from "../../model/index-types.ts";
import { countOf, say } from "../../model/sentence.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { inWords, makeFinding, type PartyEdge } from "../finding.ts";
import type { Rule } from "./rule.ts";

/** A host whose clock is off by a constant: nothing is broken, and times across its border cannot be compared. */
export const clockSkew: Rule = {
  id: "clock-skew",
  severity: "info",
  title: "A host's clock is ahead or behind",
  signature:
    "The spans of one pair of hosts are all shifted by the same amount: the middle of the SERVER span lies off the middle of its CLIENT span by more than there is room for, for nearly every call.",
  lookAlikes:
    "A request that waited before it was served (differs from call to call); a context of another request (child long after its parent).",
  demo: { faults: [], innocents: ["clock-skew"] },
  diagnose: (context) =>
    context.hops.offsets.pairs.filter(isSkewed).map((pair) => {
      const { edges, spans } = hopsBetween(context, pair);
      const { hostNames } = context.columns.parties;
      const [from, to] = [hostNames[pair.from]!, hostNames[pair.to]!];
      return makeFinding(context, {
        rule: "clock-skew",
        cause: "clock-skew",
        severity: "info",
        confidence: pair.samples >= 20 ? "certain" : "likely",
        title:
          pair.offsetNano > 0
            ? say`The clock of ${to} is ${inWords(pair.offsetNano)} ahead of that of ${from}`
            : say`The clock of ${to} is ${inWords(-pair.offsetNano)} behind that of ${from}`,
        party: context.columns.party[spans[0]!]!,
        edges,
        evidence: [
          say`${countOf(pair.samples, "call")} from ${from} to ${to} are shifted by ${inWords(pair.offsetNano)}, half of them within ${inWords(pair.spreadNano)} of that.`,
          say`A call leaves room for ${inWords(pair.slackNano)} at most, so the shift is the clock's.`,
        ],
        spans,
        count: pair.samples,
        detail: `${from}>${to}`,
      });
    }),
};

const LEAST_NANO = 5e6;
const FEWEST = 5;

function isSkewed({ offsetNano, slackNano, spreadNano, samples }: HostPair): boolean {
  const size = Math.abs(offsetNano);
  return samples >= FEWEST && size > LEAST_NANO && size > 3 * slackNano && size > 4 * spreadNano;
}

function hopsBetween({ hops, columns }: DiagnosisContext, pair: HostPair): { edges: PartyEdge[]; spans: SpanIndex[] } {
  const { caller, callee, state, protocol } = hops.table.columns;
  const edges = new Map<string, { edge: PartyEdge; count: number }>();
  const spans: SpanIndex[] = [];
  for (let row = 0; row < hops.table.length; row++) {
    const [call, serve] = [caller[row]!, callee[row]!];
    if (state[row] !== HopStateNumber.intact || call === -1) continue;
    if (columns.host[call] !== pair.from || columns.host[serve] !== pair.to) continue;
    const [from, to] = [columns.party[call]!, columns.party[serve]!];
    const key = `${from} ${to} ${protocol[row]}`;
    const found = edges.get(key) ?? { edge: { from, to, protocol: HOP_PROTOCOLS[protocol[row]!]! }, count: 0 };
    found.count++;
    edges.set(key, found);
    spans.push(serve);
  }
  return { edges: [...edges.values()].sort((a, b) => b.count - a.count).map(({ edge }) => edge), spans };
}
