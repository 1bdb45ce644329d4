/** The cause where only a part of an edge is lost, and something tells that part from the rest. */

import { countOf, type Sentence, say } from "../../model/sentence.ts";
import type { RemedyCause } from "../../propagation/remedies/remedy.ts";
import type { DiagnosisContext } from "../diagnosis-context.ts";
import { type Blame, confidenceOf } from "./blame-types.ts";
import { type BrokenEdge, type Split, splitEdge } from "./broken-edge.ts";

/** An edge that keeps less than this is lost as a whole. */
const KEPT_SHARE = 0.05;
const FEWEST_KEPT = 3;

interface Reading {
  readonly cause: RemedyCause;
  readonly side: "from" | "to";
  readonly sentence: (lost: Sentence, kept: Sentence) => Sentence;
}

const READINGS: Readonly<Record<Split["by"], Reading>> = {
  address: {
    cause: "gateway-strips",
    side: "from",
    sentence: (lost, kept) => say`Every lost call went through ${lost}; every call to ${kept} kept the context.`,
  },
  "callee-operation": {
    cause: "no-extract",
    side: "to",
    sentence: (lost, kept) => say`Only ${lost} is lost; ${kept} of the same service keep the context.`,
  },
  "caller-scope": {
    cause: "no-inject",
    side: "from",
    sentence: (lost, kept) => say`Every lost call was made by ${lost}; those made by ${kept} kept the context.`,
  },
  "callee-scope": {
    cause: "no-extract",
    side: "to",
    sentence: (lost, kept) => say`Every lost call was served by ${lost}; those served by ${kept} kept the context.`,
  },
  "caller-instance": {
    cause: "no-inject",
    side: "from",
    sentence: (lost, kept) => say`Only calls of instance ${lost} are lost; those of ${kept} keep the context.`,
  },
  "callee-instance": {
    cause: "no-extract",
    side: "to",
    sentence: (lost, kept) => say`Only calls into instance ${lost} are lost; those into ${kept} keep the context.`,
  },
  "caller-operation": {
    cause: "no-inject",
    side: "from",
    sentence: (lost, kept) => say`Only calls made in ${lost} are lost; those made in ${kept} keep the context.`,
  },
};

export function blameSplit(context: DiagnosisContext, edge: BrokenEdge): Blame | undefined {
  const { lost, kept, from, to, protocol } = edge;
  if (protocol === "messaging") return undefined;
  if (kept.length < FEWEST_KEPT || kept.length < KEPT_SHARE * (lost.length + kept.length)) return undefined;
  const splits = ordered(splitEdge(context, edge));
  const [split] = splits;
  if (split === undefined) return undefined;
  const { cause, side, sentence } = READINGS[split.by];
  const party = side === "from" ? from : to;
  return {
    cause: cause === "no-inject" && protocol === "grpc" ? "grpc-metadata" : cause,
    party,
    confidence: confidenceOf(lost.length),
    evidence: [
      say`${lost.length} of ${countOf(lost.length + kept.length, "call")} from ${context.nameOf(from)} to ${context.nameOf(to)} lost the context.`,
      sentence(named(split.lost), named(split.kept)),
    ],
    alternatives: splits.slice(1).map((other) => READINGS[other.by].sentence(named(other.lost), named(other.kept))),
    sample: side === "from" ? lost[0]!.caller : lost[0]!.callee,
  };
}

/**
 * Two client libraries need not both write the header, while one server library that reads it on one route reads it on the next: where
 * the lost calls were made by another library and served by the same one, the caller goes before the route.
 */
function ordered(splits: readonly Split[]): readonly Split[] {
  const caller = splits.find(({ by }) => by === "caller-scope");
  const isRouteFirst = splits[0]?.by === "callee-operation";
  if (!caller || !isRouteFirst || splits.some(({ by }) => by === "callee-scope")) return splits;
  return [caller, ...splits.filter((split) => split !== caller)];
}

function named(values: readonly string[]): Sentence {
  const shown = values.slice(0, 3).map((value) => value || "(none)");
  return values.length > 3 ? say`${shown.join(", ")} and ${values.length - 3} more` : shown.join(", ");
}
