/** What rings and crosses mean; only what is there. */
import { useMessages } from "../messages/use-messages.ts";

export interface ScatterLegendProps {
  readonly hasErrors: boolean;
  readonly hasIncomplete: boolean;
  readonly undrawn: number;
}

export function ScatterLegend({ hasErrors, hasIncomplete, undrawn }: ScatterLegendProps) {
  const { scatter } = useMessages().traces;
  return (
    <div className="pointer-events-none absolute right-3 top-0 flex gap-3 bg-surface/80 px-1 text-label text-quiet">
      {undrawn > 0 && <span>{scatter.undrawn(undrawn)}</span>}
      {hasErrors && (
        <span>
          <svg aria-hidden="true" viewBox="0 0 10 10" className="mr-1 inline-block size-2.5 text-error">
            <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </svg>
          {scatter.error}
        </span>
      )}
      {hasIncomplete && (
        <span>
          <svg aria-hidden="true" viewBox="0 0 10 10" className="mr-1 inline-block size-2.5 text-lost">
            <path d="M2 2 L8 8 M8 2 L2 8" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </svg>
          {scatter.incomplete}
        </span>
      )}
    </div>
  );
}
