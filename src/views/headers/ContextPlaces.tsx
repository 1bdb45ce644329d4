/** Where the ids lead in the open data: the parent span and what continued it, or that they are not there. */
import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useContext } from "react";
import type { ContextPlace } from "../../engine/engine-api.ts";
import { Button } from "../kit/Button.tsx";
import { GenerationContext, useEngine } from "../kit/engine-context.ts";
import type { NamedContext } from "./checked-headers.ts";
import type { HeaderWords } from "./messages/headers-en.ts";

interface ContextPlacesProps {
  readonly contexts: readonly NamedContext[];
  readonly words: HeaderWords;
  onOpen(target: { readonly traceId: string; readonly spanId: string }): void;
}

export function ContextPlaces({ contexts, words, onOpen }: ContextPlacesProps) {
  const generation = useContext(GenerationContext);
  const { page } = words;
  return (
    <section className="rounded-(--radius) border border-line">
      <h2 className="flex h-9 items-center border-b border-line bg-raised px-3 font-semibold">{page.data}</h2>
      {generation === 0 ? (
        <p className="px-3 py-2 text-quiet">{page.noData}</p>
      ) : (
        contexts.map((context) => (
          <Place
            key={`${context.traceId} ${context.spanId}`}
            context={context}
            generation={generation}
            words={words}
            onOpen={onOpen}
          />
        ))
      )}
    </section>
  );
}

interface PlaceProps extends Omit<ContextPlacesProps, "contexts"> {
  readonly context: NamedContext;
  readonly generation: number;
}

function Place({ context: { traceId, spanId }, generation, words, onOpen }: PlaceProps) {
  const engine = useEngine();
  const { data: place } = useQuery({
    queryKey: ["engine", generation, "context", traceId, spanId],
    queryFn: async () => (await engine.findContext(traceId, spanId)) ?? null,
  });
  const { page } = words;
  return (
    <div className="flex flex-col gap-1 border-b border-line px-3 py-2 last:border-b-0">
      <p className="font-mono text-table break-all text-quiet">
        {traceId}
        {spanId !== "" && ` / ${spanId}`}
      </p>
      {place === null && <p>{page.nowhere}</p>}
      {place && (
        <>
          {sentencesOf(place, spanId, words).map((sentence) => (
            <p key={sentence} className="wrap-anywhere">
              {sentence}
            </p>
          ))}
          <div>
            <Button
              look="link"
              className="px-0"
              icon={<ArrowRight size={16} aria-hidden />}
              onClick={() => onOpen(place)}
            >
              {place.spanId === "" ? page.open : page.openSpan}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

const LONGEST_NAME = 200;

function sentencesOf(place: ContextPlace, spanId: string, { page }: HeaderWords): string[] {
  const { how, traceId, spansOfTrace, name, service, children } = place;
  const sentences: string[] = [];
  if (how === "cut") sentences.push(page.cut(traceId));
  if (how === "elsewhere") sentences.push(page.elsewhere(traceId));
  if (place.spanId !== "") sentences.push(page.span(name.slice(0, LONGEST_NAME), service.slice(0, LONGEST_NAME)));
  else if (spanId === "") sentences.push(page.traceOnly(spansOfTrace));
  else sentences.push(page.spanMissing(spansOfTrace));
  if (spanId !== "" && how === "same") sentences.push(page.children(children));
  return sentences;
}
