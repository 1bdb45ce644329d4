/** Checks the trace context of one request: paste its headers, read what a receiver makes of them. */
import { TriangleAlert } from "lucide-react";
import { useId } from "react";
import { sayConflict, sayReceiver } from "../../carriers/say.ts";
import { Button } from "../kit/Button.tsx";
import { CarrierCard } from "./CarrierCard.tsx";
import { ContextPlaces } from "./ContextPlaces.tsx";
import { checkHeaders } from "./checked-headers.ts";
import { HEADER_EXAMPLES } from "./header-examples.ts";
import type { HeaderWords } from "./messages/headers-en.ts";

interface HeadersViewProps {
  readonly text: string;
  readonly words: HeaderWords;
  onText(text: string): void;
  onOpen(target: { readonly traceId: string; readonly spanId: string }): void;
}

export function HeadersView({ text, words, onText, onOpen }: HeadersViewProps) {
  const { page, carriers } = words;
  const field = useId();
  const { reading, others, contexts } = checkHeaders(text);
  const continues = reading.w3c.outcome === "continue";
  const hasCarrier = reading.readings.length > 0 || reading.w3c.misnamed.length > 0;
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-4 px-5 py-4">
      <header>
        <h1 className="text-[15px] leading-5 font-semibold">{page.title}</h1>
        <p className="mt-1 text-quiet">{page.intro}</p>
      </header>
      <div>
        <label htmlFor={field} className="text-label text-quiet">
          {page.label}
        </label>
        <textarea
          id={field}
          value={text}
          onChange={(event) => onText(event.target.value)}
          placeholder={page.placeholder}
          rows={6}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          className="mt-1 block w-full resize-y rounded-(--radius) border border-line bg-surface px-2 py-1.5 font-mono text-table text-ink placeholder:text-faint"
        />
        <div className="mt-1 flex flex-wrap items-center gap-x-1 text-table">
          <span className="text-quiet">{page.examples}</span>
          {HEADER_EXAMPLES.map(({ id, text: example }) => (
            <Button key={id} look="link" className="h-6 px-1" onClick={() => onText(example)}>
              {page.example[id]}
            </Button>
          ))}
        </div>
      </div>
      <div aria-live="polite" className="flex flex-col gap-4">
        {text.trim() !== "" && !hasCarrier && (
          <div>
            <p className="font-semibold">{page.nothing}</p>
            <p className="text-quiet">{page.nothingNote}</p>
          </div>
        )}
        {hasCarrier && (
          <p
            className={`rounded-(--radius) border-l-2 px-3 py-2 wrap-anywhere ${
              continues ? "border-bridge bg-bridge-soft" : "border-lost bg-lost-soft"
            }`}
          >
            {sayReceiver(reading, carriers)}
          </p>
        )}
        {reading.conflicts.map((conflict) => (
          <p key={`${conflict.kind} ${conflict.between.join(" ")}`} className="flex gap-2 text-lost">
            <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
            {sayConflict(conflict, carriers)}
          </p>
        ))}
        {reading.readings.map((each) => (
          <CarrierCard key={each.carrier} reading={each} words={words} />
        ))}
      </div>
      {contexts.length > 0 && <ContextPlaces contexts={contexts} words={words} onOpen={onOpen} />}
      {hasCarrier && others > 0 && <p className="text-table text-quiet">{page.otherHeaders(others)}</p>}
    </div>
  );
}
