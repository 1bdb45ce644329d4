/** A button that opens a list of check boxes, with a field to find one where they are many. */
import { ChevronDown } from "lucide-react";
import { Popover } from "radix-ui";
import { type ReactNode, useState } from "react";
import { clipText } from "./clip-text.ts";
import { SearchBox } from "./SearchBox.tsx";

/** From this many on they can be searched; no more than these are shown at once. */
const SEARCHED_FROM = 9;
const SHOWN_MOST = 300;

export interface CheckboxOption {
  readonly value: string;
  /** Shown at the right: a count. */
  readonly note?: string | undefined;
  /** Shown before the name: a dot. */
  readonly sign?: ReactNode;
}

export interface CheckboxMenuProps {
  readonly label: string;
  readonly options: readonly CheckboxOption[];
  readonly selected: readonly string[];
  readonly onChange: (selected: readonly string[]) => void;
  readonly searchLabel: string;
  readonly emptyText: string;
  readonly clearText: string;
  readonly moreText: (count: number) => string;
}

export function CheckboxMenu({ label, options, selected, onChange, ...texts }: CheckboxMenuProps) {
  const [wanted, setWanted] = useState("");
  const chosen = new Set(selected);
  const found = options.filter(({ value }) => value.toLowerCase().includes(wanted.trim().toLowerCase()));
  const toggle = (value: string) =>
    onChange(chosen.has(value) ? selected.filter((other) => other !== value) : [...selected, value]);
  return (
    <Popover.Root onOpenChange={() => setWanted("")}>
      <Popover.Trigger
        className={`flex h-6 shrink-0 items-center gap-1 rounded border px-1.5 text-table hover:bg-sunken
          ${selected.length > 0 ? "border-accent bg-accent-soft text-accent" : "border-line text-ink"}`}
      >
        {label}
        <ChevronDown size={14} aria-hidden />
      </Popover.Trigger>
      <Popover.Content
        aria-label={label}
        align="start"
        sideOffset={4}
        collisionPadding={8}
        className="z-50 flex max-h-[min(420px,var(--radix-popover-content-available-height))] w-[260px] flex-col rounded
          border border-line bg-surface shadow-lg"
      >
        {options.length >= SEARCHED_FROM && (
          <SearchBox value={wanted} onChange={setWanted} label={texts.searchLabel} className="m-2 shrink-0" />
        )}
        <ul className="min-h-0 overflow-y-auto py-1">
          {found.slice(0, SHOWN_MOST).map(({ value, note, sign }) => (
            <li key={value}>
              <label className="flex h-6 cursor-pointer items-center gap-2 px-2 text-table hover:bg-sunken">
                <input
                  type="checkbox"
                  checked={chosen.has(value)}
                  onChange={() => toggle(value)}
                  className="shrink-0 accent-accent"
                />
                {sign}
                <bdi className="min-w-0 flex-1 truncate" title={clipText(value, 2000)}>
                  {clipText(value, 200)}
                </bdi>
                <span className="shrink-0 text-faint">{note}</span>
              </label>
            </li>
          ))}
          {found.length === 0 && <li className="px-2 py-1 text-table text-quiet">{texts.emptyText}</li>}
          {found.length > SHOWN_MOST && (
            <li className="px-2 py-1 text-table text-quiet">{texts.moreText(found.length - SHOWN_MOST)}</li>
          )}
        </ul>
        {selected.length > 0 && (
          <button
            type="button"
            onClick={() => onChange([])}
            className="shrink-0 border-t border-line px-2 py-1 text-left text-table text-accent hover:bg-sunken"
          >
            {texts.clearText}
          </button>
        )}
      </Popover.Content>
    </Popover.Root>
  );
}
