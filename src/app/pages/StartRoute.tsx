/** "/": the doors. Data that is open stays open behind it. */
import { useQuery } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { localiseSamples } from "../../views/demo/localise-demo.ts";
import { DEMO_WORDS } from "../../views/demo/messages/demo-words.ts";
import { Notice } from "../../views/kit/Notice.tsx";
import { useLaterWords } from "../../views/messages/later-words.ts";
import { useMessages } from "../../views/messages/use-messages.ts";
import { StartPage } from "../../views/start/StartPage.tsx";
import { useApp, useDataSetState } from "../app-context.ts";
import { serverOffers } from "../backends/server-offers.ts";
import { useAppActions } from "../frame/app-actions.ts";
import { usePageTitle } from "../frame/use-page-title.ts";
import { readSamples } from "../samples.ts";
import { later } from "./later.tsx";

const CollectorState = later(async () => (await import("../live/CollectorState.tsx")).CollectorState);

export function StartRoute() {
  return useApp().embedded ? <WaitingPanel /> : <Doors />;
}

/** A panel has no doors of its own: data comes by its address or from its host. */
function WaitingPanel() {
  const { open } = useMessages();
  const { src } = useSearch({ from: "__root__" });
  const { problems } = useDataSetState();
  usePageTitle(undefined);
  if (src !== undefined || problems.length > 0) return null;
  return <Notice role="status" title={open.panelWaits} />;
}

function Doors() {
  const { opener } = useApp();
  const { openFile, paste, connect } = useAppActions();
  const router = useRouter();
  usePageTitle(undefined);
  const recorded = useQuery({ queryKey: ["samples"], queryFn: ({ signal }) => readSamples(document.baseURI, signal) });
  const loaded = useLaterWords(DEMO_WORDS);
  const samples = (loaded && recorded.data) ?? [];
  return (
    <StartPage
      samples={loaded?.words ? localiseSamples(samples, loaded.words) : samples}
      sampleHref={({ address }) => router.buildLocation({ to: "/", search: { src: [address] } }).href}
      onOpenSample={({ address }) => void opener.openLinks([address])}
      onOpenFile={openFile}
      onPaste={paste}
      collector={serverOffers("collector") && <CollectorState />}
      onConnect={connect}
    />
  );
}
