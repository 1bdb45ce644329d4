/** "/live": begins to watch the collector; once spans are there, the list shows them, newest first. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { Notice } from "../../views/kit/Notice.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useApp, useDataSetState, useLiveState } from "../app-context.ts";
import { serverOffers } from "../backends/server-offers.ts";
import { usePageTitle } from "../frame/use-page-title.ts";
import { WaitingForSpans } from "./WaitingForSpans.tsx";

export function LiveRoute() {
  const { live: words } = useMessages();
  usePageTitle(words.title);
  if (serverOffers("collector")) return <Watching />;
  return (
    <Notice title={words.noCollector}>
      <p>{words.noCollectorNote}</p>
    </Notice>
  );
}

function Watching() {
  const { landing } = useApp();
  const { minutes } = useLiveState();
  const { live: link } = useSearch({ from: "__root__" });
  const grows = useDataSetState().open?.growth !== undefined;
  const navigate = useNavigate();
  useEffect(() => {
    landing.isDone = true;
    if (link === undefined) {
      const search = (present: object) => ({ ...present, src: undefined, live: `${minutes}m` });
      void navigate({ to: "/live", search, replace: true });
    } else if (grows) void navigate({ to: "/traces", search: { desc: true }, replace: true });
  }, [link, grows, minutes, landing, navigate]);
  return grows ? null : <WaitingForSpans />;
}
