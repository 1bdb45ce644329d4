import type { MissingParent } from "../../hops/missing-parents.ts";
import { countOf, say, suspected } from "../../model/sentence.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { makeFinding, POPULATION, percent } from "../finding.ts";
import type { Finding } from "../report-types.ts";
import { edgesBelow } from "./orphan-spans.ts";
import type { Rule } from "./rule.ts";

/** A service in the middle that decides for itself which traces to keep: above and below are there, it is not. */
export const samplingMismatch: Rule = {
  id: "sampling-mismatch",
  severity: "warning",
  title: "A service samples on its own",
  signature:
    "In a share of the traces one service is missing as a whole, while its caller and its callees are there: the callees are remote orphans, the caller's call has no answer. In the other traces it is complete.",
  lookAlikes:
    "The whole upper part of the trace is missing (sampled above, or the file is a part); single spans are missing while others of the service are there (lost in export); the service had ended (exit without flush).",
  demo: { faults: ["sampling-mismatch"], innocents: ["sampled-out-upstream"] },
  diagnose(context) {
    const groups = new Map<number, MissingParent[]>();
    for (const missing of context.sorted.hole)
      groups.set(missing.party, [...(groups.get(missing.party) ?? []), missing]);
    return [...groups].flatMap(([party, group]) => judge(context, party, group) ?? []);
  },
};

const FEWEST_TRACES = 3;
/** Fewer holes than this are single losses, not a sampler. */
const LEAST_SHARE = 0.05;

function judge(context: DiagnosisContext, party: number, group: readonly MissingParent[]): Finding | undefined {
  const { columns, dataSet, sorted } = context;
  const holed = new Set(group.map(({ trace }) => trace));
  const present = new Set<number>();
  for (let span = 0; span < columns.party.length; span++) {
    if (columns.party[span] === party) present.add(dataSet.spans.trace[span]!);
  }
  const share = holed.size / (holed.size + present.size);
  const torn = sorted.single.filter((missing) => missing.party === party).length;
  if (holed.size < FEWEST_TRACES || share < LEAST_SHARE || torn > 0.2 * holed.size) return undefined;
  const service = context.nameOf(party);
  const spans = group.flatMap(({ children }) => children);
  return makeFinding(context, {
    rule: "sampling-mismatch",
    cause: "sampling-mismatch",
    severity: "warning",
    confidence: holed.size >= POPULATION ? "likely" : "possible",
    title: suspected(holed.size < POPULATION, say`${service} decides for itself which traces it records`),
    party,
    edges: edgesBelow(context, group),
    evidence: [
      say`${service} has no span at all in ${countOf(holed.size, "trace")} (${percent(share)}) whose other spans are there, above it and below it.`,
      say`In the ${countOf(present.size, "trace")} in which it is, it is whole: it is kept or dropped trace by trace.`,
      say`${countOf(spans.length, "span")} of the services that it calls name a parent of it that was not exported.`,
    ],
    alternatives: [
      say`A tail sampler or collector that sees only a part of each trace drops ${service}'s part.`,
      say`${service} exports to another store in these traces.`,
    ],
    spans,
    count: holed.size,
  });
}
