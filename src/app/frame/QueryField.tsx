/** The query field: TraceQL or plain words over all traces; a trace id goes to its trace. What cannot be read is said below. */
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { type RefObject, useEffect, useId, useState } from "react";
import { parseTraceql } from "../../query/parse-traceql.ts";
import type { TraceqlError } from "../../query/traceql.ts";
import { QUERY_WORDS } from "../../views/messages/query-words.ts";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useSayAgain } from "../../views/messages/use-say-again.ts";
import type { TracesSearch } from "../url/view-search.ts";

export function QueryField({ inputRef }: { readonly inputRef: RefObject<HTMLInputElement | null> }) {
  const { frame } = useMessages();
  const navigate = useNavigate();
  const errorId = useId();
  const list = useRouterState({
    select: ({ location }): TracesSearch => (location.pathname === "/traces" ? location.search : {}),
  });
  const inLink = list.q ?? "";
  const [text, setText] = useState(inLink);
  const [asked, setAsked] = useState(inLink);
  useEffect(() => {
    setText(inLink);
    setAsked(inLink);
  }, [inLink]);
  const error = asked === text ? parseTraceql(asked).error : undefined;

  const submit = () => {
    const trimmed = text.trim();
    setAsked(text);
    const problem = parseTraceql(trimmed).error;
    if (problem) inputRef.current?.setSelectionRange(problem.position, problem.position + problem.length);
    else if (/^[0-9a-f]{32}$/i.test(trimmed)) {
      void navigate({ to: "/trace/$traceId", params: { traceId: trimmed.toLowerCase() } });
    } else void navigate({ to: "/traces", search: { ...list, q: trimmed || undefined } });
  };
  return (
    <search className="relative flex min-w-0 flex-1 justify-center" aria-label={frame.findTraces}>
      <form
        className={`flex h-7 w-full max-w-[520px] min-w-0 items-center gap-2 rounded-(--radius) border bg-surface px-2 focus-within:border-accent ${error ? "border-error" : "border-line"}`}
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
          aria-invalid={error !== undefined}
          aria-describedby={error && errorId}
          placeholder={frame.findPlaceholder}
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setText(event.target.value);
            // Emptied by the field's own cross: back to all traces.
            if (event.target.value === "" && inLink !== "")
              void navigate({ to: "/traces", search: { ...list, q: undefined } });
          }}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.preventDefault();
            if (text !== inLink) setText(inLink);
            else event.currentTarget.blur();
          }}
          className="min-w-0 flex-1 bg-transparent text-ink placeholder:text-faint focus-visible:outline-none"
        />
      </form>
      {error && <QueryError id={errorId} error={error} />}
    </search>
  );
}

function QueryError({ id, error }: { readonly id: string; readonly error: TraceqlError }) {
  const say = useSayAgain(QUERY_WORDS);
  return (
    say && (
      <p
        id={id}
        role="alert"
        className="absolute top-full z-40 mt-1 w-full max-w-[520px] rounded-(--radius) border border-line bg-surface px-3 py-2 text-table shadow-lg"
      >
        <span className="text-error">{say(error.said)}</span>
      </p>
    )
  );
}
