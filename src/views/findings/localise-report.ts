/**
 * A report in the reader's language: findings, verdicts and remedies say the same, from what their English sentences were made of
 * (model/sentence.ts). What a catalogue does not have stays English; names and code stay as they are.
 */

import type { Finding, Report, Verdict } from "../../diagnosis/report-types.ts";
import type { Sentence } from "../../model/sentence.ts";
import { type Sentences, sayAgain } from "../messages/say-again.ts";

export interface DiagnosisWords {
  /** By English template. */
  readonly sentences: Sentences;
  /** By id of the remedy. */
  readonly remedies: Readonly<Record<string, string>>;
  /** How to see that it worked, by cause. */
  readonly verifications: Readonly<Record<string, string>>;
  /** For services that are not known. */
  readonly caller: string;
  readonly callee: string;
}

export function localiseReport(report: Report, words: DiagnosisWords): Report {
  return {
    ...report,
    findings: report.findings.map((finding) => localiseFinding(finding, words)),
    verdicts: report.verdicts.map((verdict) => localiseVerdict(verdict, words)),
  };
}

function localiseFinding(finding: Finding, words: DiagnosisWords): Finding {
  const { said, edge, remedy } = finding;
  if (!said) return finding;
  const again = (sentence: Sentence) => sayAgain(sentence, words.sentences);
  const fill = (text: string | undefined, english: string) =>
    text?.replace(/\{(from|to)\}/g, (_, side: string) =>
      side === "from" ? (edge?.from ?? words.caller) : (edge?.to ?? words.callee),
    ) ?? english;
  const [cause = ""] = said.remedy.split("/");
  return {
    ...finding,
    title: again(said.title),
    evidence: said.evidence.map(again),
    alternatives: said.alternatives.map(again),
    remedy: {
      ...remedy,
      text: fill(words.remedies[said.remedy], remedy.text),
      verify: fill(words.verifications[cause], remedy.verify),
    },
  };
}

function localiseVerdict(verdict: Verdict, { sentences }: DiagnosisWords): Verdict {
  return verdict.said ? { ...verdict, reason: sayAgain(verdict.said.reason, sentences) } : verdict;
}
