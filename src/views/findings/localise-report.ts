/**
 * A report in the reader's language: findings, verdicts and remedies say the same, from what their English sentences were made of
 * (model/sentence.ts). What a catalogue does not have stays English; names and code stay as they are.
 */

import { type Sentence, textOf } from "../../model/sentence.ts";
import type { Finding, Report, Verdict } from "../../propagation/report-types.ts";

export interface DiagnosisWords {
  /** By English template. */
  readonly sentences: Readonly<Record<string, string>>;
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

/** The sentence by its template; its names and numbers are put in as they are. */
export function sayAgain(sentence: Sentence, sentences: DiagnosisWords["sentences"]): string {
  if (typeof sentence === "string") return sentences[sentence] ?? sentence;
  const template = sentences[sentence.template];
  if (template === undefined) return textOf(sentence);
  return template.replace(/\{(\d)\}/g, (place, number: string, at: number) => {
    const value = sentence.values[Number(number)] ?? "";
    const said = typeof value === "string" ? value : sayAgain(value, sentences);
    const [before, after] = [template.slice(0, at), template.slice(at + place.length)];
    return `${ENDS_HAN.test(before) && /^\w/.test(said) ? " " : ""}${said}${/\w$/.test(said) && STARTS_HAN.test(after) ? " " : ""}`;
  });
}

/** Between Chinese and Latin letters stands a space. */
const STARTS_HAN = /^\p{Script=Han}/u;
const ENDS_HAN = /\p{Script=Han}$/u;

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
