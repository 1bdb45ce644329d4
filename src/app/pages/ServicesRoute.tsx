/** "/services": who calls whom. */
import { useMessages } from "../../views/messages/use-messages.ts";
import { usePageTitle } from "../frame/use-page-title.ts";
import { NeedsData } from "./NeedsData.tsx";

export function ServicesRoute() {
  const { frame } = useMessages();
  usePageTitle(frame.services);
  return (
    <NeedsData>
      {({ summary }) => <h1 className="p-6 font-semibold">{frame.serviceCount(summary.services.length)}</h1>}
    </NeedsData>
  );
}
