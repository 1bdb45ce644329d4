/** The small controls of a run: seed, how many requests and how many at once, a variant, and which request is shown. */

import { useId } from "react";
import { useDraft } from "../kit/use-draft.ts";
import { useMessages } from "../messages/use-messages.ts";
import type { DemoFault, DemoRun, DemoSettings } from "./demo-types.ts";

export const MOST_REQUESTS = 60;
export const MOST_SEED = 9999;

interface RunBarProps {
  readonly fault: DemoFault;
  readonly settings: DemoSettings;
  readonly onSettings: (change: Partial<DemoSettings>) => void;
  readonly run: DemoRun | undefined;
  readonly visit: number;
  readonly onVisit: (visit: number) => void;
}

const FIELD = "h-6 rounded-(--radius) border border-line bg-surface px-1 text-ink";

export function RunBar({ fault, settings, onSettings, run, visit, onVisit }: RunBarProps) {
  const { demo } = useMessages();
  const id = useId();
  const sign = fault.kind === "fault" ? "✕" : "○";
  const hit = new Set(
    run?.broken.spans.filter(({ blamed, exported }) => blamed && exported).flatMap((span) => span.visits),
  );
  return (
    <fieldset className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-y border-line bg-raised px-3 py-1 text-table text-quiet">
      <legend className="sr-only">{demo.settings}</legend>
      <span className="flex min-w-0 items-center gap-1.5">
        <label htmlFor={`${id}visit`}>{demo.visit}</label>
        <select
          id={`${id}visit`}
          value={visit}
          onChange={({ target }) => onVisit(Number(target.value))}
          className={`${FIELD} max-w-64 min-w-0`}
        >
          {(run?.visits ?? []).map(({ method, path }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a visit is its place in the plan
            <option key={at} value={at}>
              {demo.visitName(at + 1, method, path, hit.has(at) ? sign : "")}
            </option>
          ))}
        </select>
      </span>
      {fault.variants !== undefined && (
        <span className="flex items-center gap-1.5">
          <label htmlFor={`${id}variant`}>{demo.variant}</label>
          <select
            id={`${id}variant`}
            value={settings.variant ?? ""}
            onChange={({ target }) => onSettings({ variant: target.value || undefined })}
            className={FIELD}
          >
            <option value="">{demo.allVariants}</option>
            {fault.variants.map((variant) => (
              <option key={variant}>{variant}</option>
            ))}
          </select>
        </span>
      )}
      <span className="ml-auto flex flex-wrap items-center gap-x-4 gap-y-1">
        <NumberField
          label={demo.seed}
          value={settings.seed}
          most={MOST_SEED}
          onChange={(seed) => onSettings({ seed })}
        />
        <NumberField
          label={demo.requests}
          value={settings.requests}
          most={MOST_REQUESTS}
          onChange={(requests) => onSettings({ requests })}
        />
        <NumberField
          label={demo.concurrency}
          value={settings.concurrency}
          most={MOST_REQUESTS}
          onChange={(concurrency) => onSettings({ concurrency })}
        />
      </span>
    </fieldset>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

function NumberField({ label, value, most, onChange }: NumberFieldProps) {
  const [draft, setDraft, flush] = useDraft(String(value), (text) => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= 1 && number <= most) onChange(number);
  });
  return (
    <label className="flex items-center gap-1.5">
      {label}
      <input
        type="number"
        min={1}
        max={most}
        value={draft}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={flush}
        className={`${FIELD} w-14`}
      />
    </label>
  );
}
