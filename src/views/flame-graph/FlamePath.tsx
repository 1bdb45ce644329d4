/** The way from the whole trace to the bar that is zoomed to, each step a button that zooms back. */
import { ChevronRight } from "lucide-react";
import type { FlameTree } from "../../analysis/flame-tree.ts";
import type { TraceView } from "../../analysis/trace-view.ts";
import { boundText, MOST_LINE_CHARACTERS } from "../kit/bounded-text.ts";
import { useMessages } from "../messages/use-messages.ts";

const MOST_STEPS = 3;

export interface FlamePathProps {
  readonly view: TraceView;
  readonly tree: FlameTree;
  /** undefined = the whole trace. */
  readonly node: number | undefined;
  readonly onZoom: (node: number | undefined) => void;
}

export function FlamePath({ view, tree, node, onZoom }: FlamePathProps) {
  const { flameGraph: text } = useMessages();
  const steps: number[] = [];
  for (let at = node ?? -1; at !== -1 && steps.length < MOST_STEPS; at = tree.parent[at]!) steps.unshift(at);
  return (
    <nav aria-label={text.path} className="flex min-w-0 shrink-0 items-center gap-1 text-table max-md:shrink">
      <Step name={text.whole} isLast={node === undefined} onClick={() => onZoom(undefined)} />
      {steps.map((step) => (
        <span key={step} className="flex min-w-0 items-center gap-1">
          <ChevronRight size={12} className="shrink-0 text-faint" aria-hidden />
          <Step
            name={boundText(view.names[tree.name[step]!] ?? text.missing, MOST_LINE_CHARACTERS)}
            isLast={step === node}
            onClick={() => onZoom(step)}
          />
        </span>
      ))}
    </nav>
  );
}

interface StepProps {
  readonly name: string;
  readonly isLast: boolean;
  readonly onClick: () => void;
}

const Step = ({ name, isLast, onClick }: StepProps) => (
  <button
    type="button"
    onClick={onClick}
    aria-current={isLast ? "true" : undefined}
    className={`max-w-48 truncate rounded px-1 ${isLast ? "text-ink" : "text-accent hover:underline"}`}
  >
    <bdi>{name}</bdi>
  </button>
);
