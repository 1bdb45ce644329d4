/** Findings worst first: sign, one sentence, how often. Arrow keys move, as in a list box. */
import type { Finding } from "../../diagnosis/report-types.ts";
import { useMessages } from "../messages/use-messages.ts";
import { SeverityMark } from "./SeverityMark.tsx";

interface FindingListProps {
  readonly findings: readonly Finding[];
  readonly selected: Finding | undefined;
  onSelect(finding: Finding): void;
}

export function FindingList({ findings, selected, onSelect }: FindingListProps) {
  const { findings: words } = useMessages();
  const move = (step: number) => {
    const at = selected ? findings.indexOf(selected) : -1;
    const next = findings[Math.min(findings.length - 1, Math.max(0, at + step))];
    if (!next) return;
    onSelect(next);
    document.getElementById(optionId(next))?.scrollIntoView({ block: "nearest" });
  };
  return (
    <div
      role="listbox"
      tabIndex={0}
      aria-label={words.list}
      aria-activedescendant={selected && optionId(selected)}
      onKeyDown={(event) => {
        const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, Home: -findings.length, End: findings.length }[
          event.key
        ];
        if (step === undefined) return;
        event.preventDefault();
        move(step);
      }}
    >
      {findings.map((finding) => (
        <FindingOption
          key={finding.fingerprint}
          finding={finding}
          selected={finding === selected}
          onSelect={onSelect}
        />
      ))}
    </div>
  );
}

const optionId = ({ fingerprint }: Finding) => `finding-${encodeURIComponent(fingerprint)}`;

interface FindingOptionProps {
  readonly finding: Finding;
  readonly selected: boolean;
  onSelect(finding: Finding): void;
}

function FindingOption({ finding, selected, onSelect }: FindingOptionProps) {
  const { findings: words } = useMessages();
  return (
    // The list box holds the focus and the keys.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      role="option"
      id={optionId(finding)}
      aria-selected={selected}
      onClick={() => onSelect(finding)}
      className="flex cursor-pointer gap-2 border-b border-l-2 border-line border-l-transparent px-3 py-2 hover:bg-sunken aria-selected:border-l-accent aria-selected:bg-accent-soft"
    >
      <SeverityMark finding={finding} />
      <span className="min-w-0 flex-1">
        <span className="block wrap-anywhere">{finding.title}</span>
        <span className="block text-table text-quiet">
          {words.cases(finding.count)} · {words.confidenceWord[finding.confidence]}
          {finding.environment !== "" && (
            <>
              {" · "}
              <bdi>{words.environment(finding.environment.slice(0, 200))}</bdi>
            </>
          )}
        </span>
      </span>
    </div>
  );
}
