/** A field for a duration: "100 ms", "1.5s", a bare number is milliseconds. Handed on with Enter or on leaving. */
import { type KeyboardEvent, useState } from "react";
import { formatDurationText, parseDurationText } from "./duration-text.ts";

export interface DurationFieldProps {
  readonly label: string;
  readonly placeholder: string;
  /** Nanoseconds; undefined = empty. */
  readonly value: number | undefined;
  readonly onChange: (nano: number | undefined) => void;
  /** Said when the text is no duration. */
  readonly problem: string;
}

export function DurationField({ label, placeholder, value, onChange, problem }: DurationFieldProps) {
  const shown = value === undefined ? "" : formatDurationText(value);
  const [draft, setDraft] = useState(shown);
  const [known, setKnown] = useState(shown);
  if (known !== shown) {
    setKnown(shown);
    setDraft(shown);
  }
  const nano = parseDurationText(draft);
  const isBad = draft.trim() !== "" && nano === undefined;
  const settle = () => {
    if (isBad) return;
    if (nano === value) setDraft(shown);
    else onChange(nano);
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === "Enter") settle();
    else if (event.key === "Escape" && draft !== shown) setDraft(shown);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <input
      aria-label={label}
      aria-invalid={isBad}
      title={isBad ? problem : label}
      placeholder={placeholder}
      value={draft}
      spellCheck={false}
      autoComplete="off"
      inputMode="text"
      onChange={(event) => setDraft(event.target.value)}
      onBlur={settle}
      onKeyDown={handleKey}
      className="h-6 w-[68px] rounded border border-line bg-surface px-1.5 text-table text-ink placeholder:text-faint
        focus:border-accent focus-visible:outline-none aria-invalid:border-error aria-invalid:text-error"
    />
  );
}
