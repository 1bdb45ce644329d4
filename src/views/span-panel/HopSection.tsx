/**
 * How the span's context arrived: over the wire, in the process, by a bridge or not at all; and the headers that both sides recorded,
 * judged. Arrives when it is first opened, for the readers of headers come with it.
 */
import { useQuery } from "@tanstack/react-query";
import type { TraceView } from "../../analysis/trace-view.ts";
import { sayReceiver } from "../../carriers/say.ts";
import type { SpanDetail } from "../../model/span-detail.ts";
import { CarrierCard } from "../headers/CarrierCard.tsx";
import { checkHeaders } from "../headers/checked-headers.ts";
import { HEADER_WORDS } from "../headers/messages/header-words.ts";
import type { HeaderWords } from "../headers/messages/headers-en.ts";
import { boundText, MOST_LINE_CHARACTERS } from "../kit/bounded-text.ts";
import { useEngine, useGeneration } from "../kit/engine-context.ts";
import { useLaterWords } from "../messages/later-words.ts";
import { useMessages } from "../messages/use-messages.ts";
import { describeBridge } from "../waterfall/describe-bridge.ts";
import { hopKindOf, isCall, recordedHeaders } from "./hop-kind.ts";
import type { SpanFacts } from "./span-facts.ts";

export interface HopSectionProps {
  readonly view: TraceView;
  readonly facts: SpanFacts;
  readonly detail: SpanDetail;
}

export function HopSection({ view, facts, detail }: HopSectionProps) {
  const messages = useMessages();
  const { hop: words } = messages.spanPanel;
  const engine = useEngine();
  const generation = useGeneration();
  const headerWords = useLaterWords(HEADER_WORDS);
  const { parent, row } = facts;
  const kind = hopKindOf(view, facts, detail);
  const caller = parent.kind === "span" && isCall(view.rows.kind[view.rows.parentRow[row]!]!) ? parent.span : -1;
  const { data: sender } = useQuery({
    queryKey: ["engine", generation, "spanDetail", caller],
    queryFn: () => engine.spanDetail(caller),
    enabled: caller !== -1,
  });
  const name = (text: string) => boundText(text, MOST_LINE_CHARACTERS);
  const from = parent.kind === "span" ? words.parent(name(parent.name), name(parent.service)) : "";
  const own = recordedHeaders(detail.attributes);
  const sent = sender ? recordedHeaders(sender.attributes) : "";
  const calls = isCall(view.rows.kind[row]!);
  return (
    <div className="flex flex-col gap-3 px-3 py-2 text-table">
      <p className="wrap-anywhere">
        {kind === "bridge" ? describeBridge(view, row, messages.repair) : words.kinds[kind](from, facts.protocol)}
      </p>
      {headerWords && sent !== "" && <Headers title={words.callerSent} text={sent} words={headerWords} />}
      {headerWords && own !== "" && (
        <Headers title={calls ? words.sent : words.arrived} text={own} words={headerWords} judged={!calls} />
      )}
      {own === "" && sent === "" && <p className="text-quiet">{words.noHeaders}</p>}
    </div>
  );
}

interface HeadersProps {
  readonly title: string;
  readonly text: string;
  readonly words: HeaderWords;
  /** With what a receiver makes of them all. */
  readonly judged?: boolean;
}

function Headers({ title, text, words, judged = false }: HeadersProps) {
  const { reading } = checkHeaders(text);
  const continues = reading.w3c.outcome === "continue";
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-label font-semibold text-quiet">{title}</h3>
      {judged && (
        <p className={`border-l-2 pl-2 wrap-anywhere ${continues ? "border-bridge" : "border-lost"}`}>
          {sayReceiver(reading, words.carriers)}
        </p>
      )}
      {reading.readings.map((each) => (
        <CarrierCard key={each.carrier} reading={each} words={words} />
      ))}
    </section>
  );
}
