/** "/": the doors. Data that is open stays open behind it. */
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { StartPage } from "../../views/start/StartPage.tsx";
import { useApp } from "../app-context.ts";
import { useAppActions } from "../frame/app-actions.ts";
import { useDocumentTitle } from "../frame/use-document-title.ts";
import { readSamples } from "../samples.ts";

export function StartRoute() {
  const { opener } = useApp();
  const { openFile, paste } = useAppActions();
  const router = useRouter();
  useDocumentTitle(undefined);
  const recorded = useQuery({ queryKey: ["samples"], queryFn: ({ signal }) => readSamples(document.baseURI, signal) });
  return (
    <StartPage
      samples={recorded.data ?? []}
      sampleHref={({ address }) => router.buildLocation({ to: "/", search: { src: [address] } }).href}
      onOpenSample={({ address }) => void opener.openLinks([address])}
      onOpenFile={openFile}
      onPaste={paste}
    />
  );
}
