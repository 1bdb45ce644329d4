/** The findings of one edge, each a way to its why and its fix. For panels beside a picture. */
import type { Finding } from "../../diagnosis/report-types.ts";
import { useMessages } from "../messages/use-messages.ts";
import { SeverityMark } from "./SeverityMark.tsx";

interface EdgeFindingsProps {
  readonly findings: readonly Finding[];
  onOpen(fingerprint: string): void;
}

export function EdgeFindings({ findings, onOpen }: EdgeFindingsProps) {
  const { findings: words } = useMessages();
  return findings.map((finding) => (
    <div key={finding.fingerprint} className="mx-3 mb-2 rounded bg-lost-soft px-2 py-1.5 text-table">
      <p className="flex items-start gap-1.5 text-ink">
        <SeverityMark finding={finding} />
        <span className="min-w-0 wrap-anywhere">{finding.title}</span>
      </p>
      <button
        type="button"
        onClick={() => onOpen(finding.fingerprint)}
        className="mt-1 rounded font-semibold text-accent underline-offset-2 hover:underline"
      >
        {words.whyAndFix}
      </button>
    </div>
  ));
}
