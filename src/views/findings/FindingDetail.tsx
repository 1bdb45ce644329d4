/** One finding opened: why we say so, what else it could be, the fix beside what was wrong, how to verify, where to see it. */
import { Map as MapIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { Finding, ReportEdge, SpanRef } from "../../diagnosis/report-types.ts";
import { Button } from "../kit/Button.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import { formatDateTime } from "../kit/format-time.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { useMessages } from "../messages/use-messages.ts";
import { CodePair } from "./CodePair.tsx";
import { EdgeSketch } from "./EdgeSketch.tsx";
import { findingAsMarkdown } from "./finding-markdown.ts";
import { SeverityMark } from "./SeverityMark.tsx";

const EXAMPLES_SHOWN = 8;

interface FindingDetailProps {
  readonly finding: Finding;
  readonly colors: ServiceColors;
  onOpenSpan(span: SpanRef): void;
  onShowEdge?: ((edge: ReportEdge) => void) | undefined;
}

export function FindingDetail({ finding, colors, onOpenSpan, onShowEdge }: FindingDetailProps) {
  const messages = useMessages();
  const { findings: words } = messages;
  const { edge, edges, evidence, alternatives, remedy, spans } = finding;
  const others = edges.filter((other) => other !== edge && !(edge && sameEdge(other, edge)));
  const shown = spans.slice(0, EXAMPLES_SHOWN);
  return (
    <article className="max-w-4xl px-5 py-4">
      <header className="flex items-start gap-2">
        <SeverityMark finding={finding} />
        <h2 className="min-w-0 flex-1 text-[15px] leading-5 font-semibold wrap-anywhere">{finding.title}</h2>
        <CopyButton text={() => findingAsMarkdown(finding, messages)} what={words.copyMarkdown} />
      </header>
      <p className="mt-1 pl-6 text-table text-quiet">
        {words.cases(finding.count)} · {words.confidence[finding.confidence]}
        {finding.firstSeenUnixNano !== "" &&
          ` · ${words.seen(clock(finding.firstSeenUnixNano), clock(finding.lastSeenUnixNano))}`}
      </p>
      {edge && (
        <div className="mt-3 flex flex-wrap items-center gap-3 pl-6">
          <EdgeSketch edge={edge} colors={colors} />
          {onShowEdge && edge.from !== edge.to && (
            <Button icon={<MapIcon size={16} aria-hidden />} onClick={() => onShowEdge(edge)}>
              {words.showEdge}
            </Button>
          )}
        </div>
      )}
      {others.length > 0 && (
        <Section title={words.otherEdges}>
          <div className="flex flex-col gap-1.5">
            {others.slice(0, EXAMPLES_SHOWN).map((other) => (
              <EdgeSketch key={`${other.from}\n${other.to}\n${other.protocol}`} edge={other} colors={colors} />
            ))}
          </div>
        </Section>
      )}
      <Section title={words.why}>
        <Lines lines={evidence} />
      </Section>
      {alternatives.length > 0 && (
        <Section title={words.otherwise}>
          <Lines lines={alternatives} />
        </Section>
      )}
      <Section title={words.fix}>
        <p className="max-w-prose wrap-anywhere">{remedy.text}</p>
        <CodePair wrong={remedy.wrong} right={remedy.code} />
      </Section>
      {remedy.verify !== "" && (
        <Section title={words.verify}>
          <p className="max-w-prose wrap-anywhere">{remedy.verify}</p>
        </Section>
      )}
      {shown.length > 0 && (
        <Section title={words.examplesShown(shown.length, finding.count)}>
          <ul className="flex flex-wrap gap-x-4 gap-y-1 font-mono text-table">
            {shown.map((span) => (
              <li key={`${span.traceId}${span.spanId}`}>
                <button
                  type="button"
                  className="text-accent underline-offset-2 hover:underline"
                  title={words.openTrace(span.traceId)}
                  onClick={() => onOpenSpan(span)}
                >
                  {span.traceId.slice(0, 8)}…/{span.spanId.slice(0, 8)}…
                </button>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <p className="mt-5 flex items-center gap-1 pl-6 font-mono text-label text-faint">
        <span className="min-w-0 truncate">{finding.fingerprint}</span>
        <CopyButton text={finding.fingerprint} what={words.copyFingerprint} />
      </p>
    </article>
  );
}

const sameEdge = (a: ReportEdge, b: ReportEdge) => a.from === b.from && a.to === b.to && a.protocol === b.protocol;
const clock = (unixNano: string) => formatDateTime(BigInt(unixNano), 0);

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="mt-4 pl-6">
      <h3 className="mb-1 text-label font-semibold text-quiet">{title}</h3>
      {children}
    </section>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className="max-w-prose list-disc pl-4 marker:text-faint">
      {lines.map((line) => (
        <li key={line} className="wrap-anywhere">
          {line}
        </li>
      ))}
    </ul>
  );
}
