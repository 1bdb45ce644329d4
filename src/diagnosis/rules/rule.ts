/** What a rule is: one file each, listed in all-rules.ts, documented in docs/rules.md from these very fields. */
import type { DiagnosisContext } from "../diagnosis-context.ts";
import type { Finding, Severity } from "../report-types.ts";

export interface Rule {
  readonly id: string;
  /** The worst it says. */
  readonly severity: Severity;
  readonly title: string;
  /** What of the spans shows it, as sentences. */
  readonly signature: string;
  /** What looks alike and is no fault. */
  readonly lookAlikes: string;
  /** Faults of the demo that show it, by id; innocents of the demo that must not. */
  readonly demo: { readonly faults: readonly string[]; readonly innocents: readonly string[] };
  diagnose(context: DiagnosisContext): Finding[];
}
