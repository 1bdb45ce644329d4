/** A search field with its keys: Enter next, Shift+Enter previous, Escape empties, and once empty leaves. */
import { Search, X } from "lucide-react";
import type { KeyboardEvent, ReactNode, Ref } from "react";
import { useMessages } from "../messages/use-messages.ts";

export interface SearchBoxProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
  readonly placeholder?: string | undefined;
  readonly onNext?: (() => void) | undefined;
  readonly onPrevious?: (() => void) | undefined;
  /** Escape in an empty field. */
  readonly onLeave?: (() => void) | undefined;
  /** Shown inside, at the right: a count. */
  readonly children?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
  readonly className?: string | undefined;
}

export function SearchBox(props: SearchBoxProps) {
  const {
    value,
    onChange,
    label,
    placeholder,
    onNext,
    onPrevious,
    onLeave,
    children,
    inputRef,
    className = "",
  } = props;
  const { kit } = useMessages();
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === "Enter") (event.shiftKey ? onPrevious : onNext)?.();
    else if (event.key === "Escape" && value !== "") onChange("");
    else if (event.key === "Escape") onLeave?.();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className={`flex h-6 min-w-0 items-center gap-1 rounded border border-line bg-surface px-1.5 text-table
        focus-within:border-accent ${className}`}
    >
      <Search size={14} className="shrink-0 text-faint" aria-hidden />
      <input
        ref={inputRef}
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={handleKey}
        className="min-w-0 flex-1 bg-transparent text-ink placeholder:text-faint
          focus-visible:outline-none [&::-webkit-search-cancel-button]:hidden"
      />
      {children}
      {value !== "" && (
        <button
          type="button"
          aria-label={kit.clear}
          title={kit.clear}
          onClick={() => onChange("")}
          className="shrink-0 rounded text-faint hover:text-ink"
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </div>
  );
}
