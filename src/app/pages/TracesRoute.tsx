/** "/traces": the list. */
import { useMessages } from "../../views/messages/use-messages.ts";
import { usePageTitle } from "../frame/use-page-title.ts";
import { NeedsData } from "./NeedsData.tsx";

export function TracesRoute() {
  const { frame } = useMessages();
  usePageTitle(frame.traces);
  return (
    <NeedsData>
      {({ summary }) => (
        <div className="p-6">
          <h1 className="pb-3 font-semibold">{frame.services}</h1>
          <ul className="flex flex-col gap-1">
            {summary.services.map(({ name, spans }) => (
              <li key={name} className="flex gap-4">
                <bdi>{name}</bdi>
                <span className="text-quiet">{frame.spans(spans)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </NeedsData>
  );
}
