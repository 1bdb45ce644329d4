/** Before the first spans: where to send them. */
import { Radio } from "lucide-react";
import { Notice } from "../../views/kit/Notice.tsx";
import { SendHere } from "../../views/live/SendHere.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useCollector } from "./use-collector.ts";

/** Watched, and nothing came yet. */
export function WaitingForSpans() {
  const { live: words } = useMessages();
  const { data: facts } = useCollector();
  if (facts === undefined) return null;
  return (
    <Notice role="status" title={words.noSpansYet} icon={<Radio size={20} aria-hidden className="text-accent" />}>
      <p>{words.listening(facts.otlpHttpPort, facts.otlpGrpcPort)}</p>
      {facts.runsDemo ? <p>{words.demoStarts}</p> : <SendHere facts={facts} host={location.hostname} />}
    </Notice>
  );
}
