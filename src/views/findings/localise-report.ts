/**
 * A report in the reader's language: findings, verdicts and remedies say the same, from what their English sentences were made of
 * (model/sentence.ts). What a catalogue does not have stays English; names and code stay as they are.
 */

import type { Finding, Report, Verdict } from "../../diagnosis/report-types.ts";
import type { Sentence } from "../../model/sentence.ts";
import type { Remedy } from "../../remedies/remedy.ts";
import type { RemedyFacts } from "../../remedies/remedy-facts.ts";
import { type Sentences, sayAgain } from "../messages/say-again.ts";

export interface DiagnosisWords {
  /** By English template. */
  readonly sentences: Sentences;
  readonly remedyFor: (facts: RemedyFacts) => Remedy;
}

export function localiseReport(report: Report, words: DiagnosisWords): Report {
  return {
    ...report,
    findings: report.findings.map((finding) => localiseFinding(finding, words)),
    verdicts: report.verdicts.map((verdict) => localiseVerdict(verdict, words)),
  };
}

function localiseFinding(finding: Finding, words: DiagnosisWords): Finding {
  const { said, remedy } = finding;
  if (!said) return finding;
  const again = (sentence: Sentence) => sayAgain(sentence, words.sentences);
  const { text, verify } = words.remedyFor(said.remedy);
  return {
    ...finding,
    title: again(said.title),
    evidence: said.evidence.map(again),
    alternatives: said.alternatives.map(again),
    remedy: { ...remedy, text, verify },
  };
}

function localiseVerdict(verdict: Verdict, { sentences }: DiagnosisWords): Verdict {
  return verdict.said ? { ...verdict, reason: sayAgain(verdict.said.reason, sentences) } : verdict;
}
