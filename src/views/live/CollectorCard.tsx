/** The collector's state on the start page: listening and what to do, or what came and the way to it. */
import { Radio, Unplug } from "lucide-react";
import { Button } from "../kit/Button.tsx";
import { useMessages } from "../messages/use-messages.ts";
import type { CollectorFacts } from "./live-facts.ts";
import { SendHere } from "./SendHere.tsx";

export interface CollectorCardProps {
  /** undefined: it does not answer. */
  readonly facts: CollectorFacts | undefined;
  readonly host: string;
  readonly onOpen: () => void;
}

export function CollectorCard({ facts, host, onOpen }: CollectorCardProps) {
  const { live, kit } = useMessages();
  if (facts === undefined) {
    return (
      <Card>
        <h2 className="flex items-center gap-2 font-semibold">
          <Unplug size={16} aria-hidden className="text-quiet" />
          {live.noAnswer}
        </h2>
        <p className="text-quiet">{live.noAnswerNote}</p>
      </Card>
    );
  }
  const { otlpHttpPort, otlpGrpcPort, recent, folder, runsDemo } = facts;
  const hasSpans = recent.spans > 0;
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-1 flex-col">
          <h2 className="flex items-center gap-2 font-semibold">
            <Radio size={16} aria-hidden className="shrink-0 text-accent" />
            <span role="status">
              {hasSpans ? live.recent(recent.traces, recent.services, recent.minutes) : live.noSpansYet}
            </span>
          </h2>
          <p className="text-table text-quiet">
            {kit.sentences([
              live.listening(otlpHttpPort, otlpGrpcPort),
              folder === undefined ? live.keptInMemory : live.keptIn(folder),
            ])}
          </p>
        </div>
        {hasSpans && (
          <Button look="primary" icon={<Radio size={16} aria-hidden />} onClick={onOpen}>
            {live.open}
          </Button>
        )}
      </div>
      {!hasSpans &&
        (runsDemo ? <p className="text-quiet">{live.demoStarts}</p> : <SendHere facts={facts} host={host} />)}
    </Card>
  );
}

function Card({ children }: { readonly children: React.ReactNode }) {
  return (
    <section className="flex flex-col gap-3 rounded-(--radius) border border-line bg-raised p-4">{children}</section>
  );
}
