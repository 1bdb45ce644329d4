/**
 * The diagnosis of a data set:
 *
 *   DataSet ──► columns, hops, missing parents ──► rules ──► findings, worst first
 *                          └──► continuity, verdicts "not broken"
 *
 * Linear in spans at constant load. Pure: the same data set gives the same report.
 */

import { summariseDataSet } from "../analysis/summarise-data-set.ts";
import type { SpanIndex } from "../model/index-types.ts";
import type { DataSet } from "../model/tables.ts";
import { measureContinuity } from "./continuity.ts";
import { type DiagnosisContext, diagnosisContextSteps } from "./diagnosis-context.ts";
import { spanRef } from "./finding.ts";
import {
  type Continuity,
  type Finding,
  type FindingConfidence,
  type Report,
  type ReportBridge,
  type ReportInput,
  SEVERITY_ORDER,
  type SpanRef,
  type Verdict,
} from "./report-types.ts";
import { ALL_RULES } from "./rules/all-rules.ts";
import { buildVerdicts } from "./verdicts.ts";

export interface DiagnosisOptions {
  /** Ids of the rules to run; all where not given. */
  readonly rules?: readonly string[];
}

export interface Diagnosis {
  readonly findings: readonly Finding[];
  readonly continuity: Continuity;
  readonly verdicts: readonly Verdict[];
}

/** Share of the work that hops and missing parents are. */
const CONTEXT_SHARE = 0.6;

export function diagnose(dataSet: DataSet, options: DiagnosisOptions = {}): Diagnosis {
  return finish(diagnosisSteps(dataSet, options)).diagnosis;
}

/** A step for each of columns, hops and every rule; yields the share that is done, 0 to 1. */
function* diagnosisSteps(
  dataSet: DataSet,
  { rules }: DiagnosisOptions,
): Generator<number, { readonly context: DiagnosisContext; readonly diagnosis: Diagnosis }> {
  const contextSteps = diagnosisContextSteps(dataSet);
  let step = contextSteps.next();
  for (; !step.done; step = contextSteps.next()) yield CONTEXT_SHARE * step.value;
  const context = step.value;
  const chosen = ALL_RULES.filter(({ id }) => rules === undefined || rules.includes(id));
  const findings: Finding[] = [];
  for (const [done, rule] of chosen.entries()) {
    yield CONTEXT_SHARE + ((1 - CONTEXT_SHARE) * done) / chosen.length;
    findings.push(...rule.diagnose(context));
  }
  yield 1;
  const diagnosis = {
    findings: findings.sort(worstFirst),
    continuity: measureContinuity(context.edges, context.columns),
    verdicts: buildVerdicts(context),
  };
  return { context, diagnosis };
}

function finish<Answer>(steps: Generator<unknown, Answer>): Answer {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const CONFIDENCE_ORDER: Readonly<Record<FindingConfidence, number>> = { certain: 0, likely: 1, possible: 2 };

function worstFirst(a: Finding, b: Finding): number {
  return (
    SEVERITY_ORDER[a.severity] - SEVERITY_ORDER[b.severity] ||
    CONFIDENCE_ORDER[a.confidence] - CONFIDENCE_ORDER[b.confidence] ||
    b.count - a.count ||
    (a.fingerprint < b.fingerprint ? -1 : 1)
  );
}

/** A bridge as the matcher gives it; SpanBridge of bridges/from-spans.ts is one. */
export interface GivenBridge {
  readonly child: SpanIndex;
  readonly parent: SpanIndex;
  readonly score: number;
  readonly confidence: FindingConfidence;
}

export interface ReportOptions extends DiagnosisOptions {
  readonly bridges?: readonly GivenBridge[];
}

/** The whole report of a data set. */
export function buildReport(dataSet: DataSet, options: ReportOptions = {}): Report {
  return finish(reportSteps(dataSet, options));
}

/** The same in steps, for a worker that shows progress and can be stopped; yields the share that is done, 0 to 1. */
export function* reportSteps(dataSet: DataSet, options: ReportOptions = {}): Generator<number, Report> {
  const { context, diagnosis } = yield* diagnosisSteps(dataSet, options);
  return {
    schema: "causeway.check/1",
    input: describeInput(dataSet),
    continuity: diagnosis.continuity,
    findings: diagnosis.findings,
    verdicts: diagnosis.verdicts,
    bridges: describeBridges(context, diagnosis.findings, options.bridges ?? []),
  };
}

/** What `causeway inspect` prints. */
export function describeInput(dataSet: DataSet): ReportInput {
  const { spans, traces, roots, orphans, missingParents, errors, logs, services } = summariseDataSet(dataSet);
  return {
    files: dataSet.files.map(({ name }) => name),
    spans,
    traces,
    roots,
    orphans,
    missingParents,
    errors,
    logs,
    services: Object.fromEntries(services.map((service) => [service.name, service.spans])),
    warnings: dataSet.warnings,
  };
}

function describeBridges(
  context: DiagnosisContext,
  findings: readonly Finding[],
  bridges: readonly GivenBridge[],
): ReportBridge[] {
  const causes = new Map<string, string>();
  const keyOf = ({ traceId, spanId }: SpanRef) => `${traceId} ${spanId}`;
  for (const { spans, cause } of findings)
    for (const span of spans) if (!causes.has(keyOf(span))) causes.set(keyOf(span), cause);
  const edgeCauses = new Map<string, string>();
  for (const { edges, cause } of findings) {
    for (const { from, to } of edges) if (!edgeCauses.has(`${from}>${to}`)) edgeCauses.set(`${from}>${to}`, cause);
  }
  return bridges.map(({ child, parent, confidence, score }) => {
    const [childRef, parentRef] = [spanRef(context, child), spanRef(context, parent)];
    const edge = `${context.nameOf(context.columns.party[parent]!)}>${context.nameOf(context.columns.party[child]!)}`;
    return {
      child: childRef,
      parent: parentRef,
      confidence,
      score,
      cause: causes.get(keyOf(childRef)) ?? edgeCauses.get(edge) ?? "unknown",
    };
  });
}
