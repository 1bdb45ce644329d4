/** A button that opens a list of check boxes, with a field to find one where they are many. */
import { ChevronDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { boundText, MOST_LINE_CHARACTERS, MOST_TITLE_CHARACTERS } from "./bounded-text.ts";
import { Popover } from "./Popover.tsx";
import { SearchBox } from "./SearchBox.tsx";

/** From this many on they can be searched; no more than these are shown at once. */
const SEARCHED_FROM = 9;
const SHOWN_MOST = 300;
const WIDTH_CSS_PX = 260;

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

export function CheckboxMenu({ label, ...rest }: CheckboxMenuProps) {
  const button = (
    <>
      {label}
      <ChevronDown size={14} aria-hidden />
    </>
  );
  return (
    <Popover
      label={label}
      button={button}
      widthCssPx={WIDTH_CSS_PX}
      className={`h-6! gap-1! border px-1.5! text-table ${
        rest.selected.length > 0 ? "border-accent bg-accent-soft text-accent" : "border-line text-ink"
      }`}
    >
      {() => <Choices {...rest} />}
    </Popover>
  );
}

function Choices({ options, selected, onChange, ...texts }: Omit<CheckboxMenuProps, "label">) {
  const [wanted, setWanted] = useState("");
  const chosen = new Set(selected);
  const found = options.filter(({ value }) => value.toLowerCase().includes(wanted.trim().toLowerCase()));
  const toggle = (value: string) =>
    onChange(chosen.has(value) ? selected.filter((other) => other !== value) : [...selected, value]);
  return (
    <div className="flex max-h-[min(420px,70vh)] flex-col">
      {options.length >= SEARCHED_FROM && (
        <SearchBox
          value={wanted}
          onChange={setWanted}
          label={texts.searchLabel}
          inputRef={focusOnOpen}
          className="m-2 shrink-0"
        />
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
              <bdi className="min-w-0 flex-1 truncate" title={boundText(value, MOST_TITLE_CHARACTERS)}>
                {boundText(value, MOST_LINE_CHARACTERS)}
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
    </div>
  );
}

const focusOnOpen = (element: HTMLInputElement | null) => element?.focus({ preventScroll: true });
