/** The cause of a loss inside a service: always, then its code starts from an empty context; now and then, then a hand-over loses it. */

import type { InProcessLoss } from "../../hops/in-process.ts";
import { countOf, type Sentence, say } from "../../model/sentence.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { inWords, percent } from "../finding.ts";
import type { FindingConfidence } from "../report-types.ts";
import { confidenceOf } from "./blame-types.ts";

export interface InProcessBlame {
  readonly cause: "background-context" | "async-context-lost";
  readonly confidence: FindingConfidence;
  readonly evidence: readonly Sentence[];
  readonly alternatives: readonly Sentence[];
}

export function blameInProcess(context: DiagnosisContext, loss: InProcessLoss): InProcessBlame {
  const { roots, attachedUnder, kin, starved, excess, under } = loss;
  const operation = under === -1 ? undefined : context.columns.operations.list[under]!.name;
  // An operation that keeps its parent now and then can: the line of code is right, its circumstances are not.
  const sometimes = attachedUnder > 0 || kin !== -1;
  const evidence: Sentence[] = [];
  if (attachedUnder > 0) {
    evidence.push(
      say`${countOf(attachedUnder, "other span")} of the same operation kept their parent: ${percent(roots.length / (roots.length + attachedUnder))} are lost.`,
    );
  } else evidence.push("None of them kept its parent.");
  if (attachedUnder === 0 && kin !== -1)
    evidence.push(say`${context.columns.operations.list[kin]!.name}, by the same client, did now and then.`);
  if (starved > 0) {
    const lacking = countOf(starved, "request");
    evidence.push(
      operation === undefined
        ? say`${lacking} lack the child that the other requests have.`
        : say`${lacking} lack the child that the other ${operation} requests have.`,
    );
  }
  if (excess) {
    const [share, chance] = [percent(excess.share), percent(excess.chance)];
    evidence.push(
      excess.withinNano < Number.MAX_VALUE
        ? say`${share} of them fit a request in time, ${inWords(excess.withinNano)} after the same step at most; by chance it would be ${chance}.`
        : say`${share} of them fit a request in time; by chance it would be ${chance}.`,
    );
  }
  return {
    cause: sometimes ? "async-context-lost" : "background-context",
    // As many starved requests as lost spans is no coincidence, even for few.
    confidence: starved >= 0.6 * roots.length && roots.length >= 5 ? "likely" : confidenceOf(roots.length),
    evidence,
    alternatives: sometimes
      ? ["Two call sites share the operation's name, and one of them starts from an empty context."]
      : ["The work is meant to be a trace of its own; then it should link to the request that asked for it."],
  };
}
