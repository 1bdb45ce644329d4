/** "/services": who calls whom. */
import { useMessages } from "../../views/messages/use-messages.ts";
import { useDocumentTitle } from "../frame/use-document-title.ts";
import { NeedsData } from "./NeedsData.tsx";

export function ServicesRoute() {
  const { frame } = useMessages();
  useDocumentTitle(frame.services);
  return (
    <NeedsData>
      {({ summary }) => <h1 className="p-6 font-semibold">{frame.serviceCount(summary.services.length)}</h1>}
    </NeedsData>
  );
}
