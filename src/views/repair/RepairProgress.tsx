/** While the bridges of the data set are looked for. */
import { Button } from "../kit/Button.tsx";
import { Progress } from "../kit/Progress.tsx";
import { useMessages } from "../messages/use-messages.ts";

interface RepairProgressProps {
  /** What is looked for; the parents of this trace's islands where it is not given. */
  readonly text?: string;
  /** 0 to 1. */
  readonly doneShare: number;
  onCancel(): void;
}

export function RepairProgress({ text, doneShare, onCancel }: RepairProgressProps) {
  const { repair: words } = useMessages();
  return (
    <div className="flex min-h-8 shrink-0 items-center gap-3 border-y border-line bg-raised px-3 py-0.5 text-table">
      <span className="shrink-0">{text ?? words.looking}</span>
      <div className="max-w-64 flex-1">
        <Progress label={text ?? words.looking} value={doneShare} most={1} />
      </div>
      <span className="w-10 shrink-0 text-right text-quiet tabular-nums">{words.done(doneShare)}</span>
      <Button look="outline" className="ml-auto" onClick={onCancel}>
        {words.cancel}
      </Button>
    </div>
  );
}
