/** The span's events in time order, with their attributes. */
import { CircleAlert } from "lucide-react";
import type { TraceView } from "../../analysis/trace-view.ts";
import type { SpanDetail } from "../../model/span-detail.ts";
import { boundText, MOST_LINE_CHARACTERS } from "../kit/bounded-text.ts";
import { formatDateTime, formatDuration } from "../kit/format-time.ts";
import { useMessages } from "../messages/use-messages.ts";
import { AttributeList } from "./AttributeList.tsx";

const MOST_EVENTS = 200;

export function EventsSection({ detail, view }: { detail: SpanDetail; view: TraceView }) {
  const { spanPanel } = useMessages();
  const { events } = detail;
  if (events.length === 0 && detail.droppedEventsCount === 0) {
    return <p className="px-3 py-2 text-table text-quiet">{spanPanel.noEvents}</p>;
  }
  return (
    <>
      <ol>
        {events.slice(0, MOST_EVENTS).map(({ name, timeUnixNano, attributes, droppedAttributesCount }, number) => {
          const offset = timeUnixNano === 0n ? Number.NaN : Number(timeUnixNano - view.epochUnixNano);
          const isException = name === "exception";
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: events have no id and do not move
            <li key={number} className="border-b border-line py-1">
              <p className="flex items-baseline gap-2 px-3 text-table">
                {isException && <CircleAlert size={13} className="shrink-0 self-center text-error" aria-hidden />}
                <bdi className={`min-w-0 truncate font-semibold ${isException ? "text-error" : ""}`}>
                  {boundText(name, MOST_LINE_CHARACTERS)}
                </bdi>
                <span className="ml-auto shrink-0 text-quiet" title={formatDateTime(view.epochUnixNano, offset)}>
                  {`+${formatDuration(offset - view.startNano)}`}
                </span>
              </p>
              <AttributeList attributes={attributes} droppedCount={droppedAttributesCount} />
            </li>
          );
        })}
      </ol>
      {events.length > MOST_EVENTS && (
        <p className="px-3 py-1 text-table text-quiet">{spanPanel.moreEvents(events.length - MOST_EVENTS)}</p>
      )}
      {detail.droppedEventsCount > 0 && (
        <p className="px-3 py-1 text-table text-lost">{spanPanel.droppedEvents(detail.droppedEventsCount)}</p>
      )}
    </>
  );
}
