/** The query field: Enter looks through the traces; a trace id goes to its trace. */
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { type RefObject, useEffect, useState } from "react";
import { useMessages } from "../../views/messages/use-messages.ts";
import type { TracesSearch } from "../url/view-search.ts";

export function QueryField({ inputRef }: { readonly inputRef: RefObject<HTMLInputElement | null> }) {
  const { frame } = useMessages();
  const navigate = useNavigate();
  const list = useRouterState({
    select: ({ location }): TracesSearch => (location.pathname === "/traces" ? location.search : {}),
  });
  const inLink = list.q ?? "";
  const [text, setText] = useState(inLink);
  useEffect(() => setText(inLink), [inLink]);
  const submit = () => {
    const trimmed = text.trim();
    if (/^[0-9a-f]{32}$/i.test(trimmed)) {
      void navigate({ to: "/trace/$traceId", params: { traceId: trimmed.toLowerCase() } });
    } else {
      void navigate({ to: "/traces", search: { ...list, q: trimmed || undefined } });
    }
  };
  return (
    <search className="flex min-w-0 flex-1 justify-center">
      <form
        className="flex h-7 w-full max-w-[520px] min-w-0 items-center gap-2 rounded-(--radius) border border-line bg-surface px-2 focus-within:border-accent"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Search size={14} className="shrink-0 text-faint" aria-hidden />
        <input
          ref={inputRef}
          type="search"
          aria-label={frame.findTraces}
          placeholder={frame.findPlaceholder}
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            if (text !== inLink) setText(inLink);
            else event.currentTarget.blur();
          }}
          className="min-w-0 flex-1 bg-transparent text-ink placeholder:text-faint focus-visible:outline-none"
        />
      </form>
    </search>
  );
}
