/** A panel in somebody else's page: a thin header with the trace's name and the way out, then the view. */
import { Outlet, useRouterState } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { ErrorBoundary } from "../../views/kit/ErrorBoundary.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useApp, useDataSetState } from "../app-context.ts";
import { offerFiles } from "../handover.ts";
import { LoadingPage } from "./LoadingStrip.tsx";
import { ProblemStrip } from "./ProblemStrip.tsx";
import { TitleContext } from "./title-context.ts";

export function EmbedFrame() {
  const { frame } = useMessages();
  const { open, loading } = useDataSetState();
  const [title, setTitle] = useState<string | undefined>();
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <TitleContext value={setTitle}>
      <header className="flex h-7 shrink-0 items-center gap-3 border-b border-line bg-raised px-2 text-table">
        <h1 className="min-w-0 flex-1 truncate font-semibold" title={title}>
          <bdi>{title ?? frame.productName}</bdi>
        </h1>
        {open && <WayOut />}
      </header>
      <ProblemStrip />
      <main id="main" tabIndex={-1} className="min-h-0 flex-1 overflow-auto outline-none">
        <ErrorBoundary key={`${pathname} ${open?.generation ?? 0}`}>
          {loading && !open ? <LoadingPage loading={loading} /> : <Outlet />}
        </ErrorBoundary>
      </main>
    </TitleContext>
  );
}

/** The same place in the whole app. Data that came without an address is handed over. */
function WayOut() {
  const { frame } = useMessages();
  const { controller } = useApp();
  const { open } = useDataSetState();
  const href = useRouterState({ select: ({ location }) => location.href });
  const address = new URL(`index.html#${href}`, document.baseURI).href;
  const needsFiles = open?.addresses.length === 0;
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      className="flex shrink-0 items-center gap-1 text-accent hover:underline"
      onClick={(event) => {
        if (!needsFiles) return;
        event.preventDefault();
        offerFiles(address, controller.files);
      }}
    >
      {frame.embedOpen}
      <ExternalLink size={12} aria-hidden />
    </a>
  );
}
