/** Rules whose sign was seen while reading the file: a bit of SpanTable.repairs. One finding a service. */
import type { SpanIndex } from "../../model/index-types.ts";
import { bendVerb, countOf, type Said, type Sentence } from "../../model/sentence.ts";
import type { RemedyCause } from "../../remedies/all-causes.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { makeFinding, percent } from "../finding.ts";
import type { Finding } from "../report-types.ts";
import type { Rule } from "./rule.ts";

export interface RepairRule {
  readonly id: string;
  /** Where the remedy goes by another name. */
  readonly cause?: RemedyCause;
  /** Bits of Repair. */
  readonly bit: number;
  readonly title: string;
  readonly signature: string;
  readonly lookAlikes: string;
  readonly sentence: (spans: Sentence, share: string) => Said;
  /** The verb in it, and that of a single span. */
  readonly verb: readonly [many: string, one: string];
  readonly heading: (service: string) => Sentence;
}

/** From this share of a service's spans on it is a warning. */
const MANY = 0.01;
const MANY_SPANS = 10;

export function makeRepairRule(rule: RepairRule): Rule {
  const { id, title, signature, lookAlikes } = rule;
  return {
    id,
    severity: "warning",
    title,
    signature,
    lookAlikes,
    demo: { faults: [], innocents: [] },
    diagnose: (context) =>
      [...groupByParty(context, rule.bit)].map(([party, spans]) => finding(context, rule, party, spans)),
  };
}

function groupByParty({ dataSet, columns }: DiagnosisContext, bit: number): Map<number, SpanIndex[]> {
  const { repairs } = dataSet.spans;
  const groups = new Map<number, SpanIndex[]>();
  for (let span = 0; span < repairs.length; span++) {
    if ((repairs[span]! & bit) === 0) continue;
    const group = groups.get(columns.party[span]!);
    if (group) group.push(span);
    else groups.set(columns.party[span]!, [span]);
  }
  return groups;
}

function finding(context: DiagnosisContext, rule: RepairRule, party: number, spans: readonly SpanIndex[]): Finding {
  const { columns } = context;
  const all = columns.operations.list.reduce((sum, each) => sum + (each.party === party ? each.count : 0), 0);
  const many = spans.length >= MANY_SPANS && spans.length >= MANY * all;
  return makeFinding(context, {
    rule: rule.id,
    cause: rule.cause ?? (rule.id as RemedyCause),
    severity: many ? "warning" : "info",
    confidence: "certain",
    title: rule.heading(context.nameOf(party)),
    party,
    evidence: [
      bendVerb(spans.length, rule.sentence(countOf(spans.length, "span"), percent(spans.length / all)), ...rule.verb),
    ],
    spans,
  });
}
