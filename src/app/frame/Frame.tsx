/** The frame around the views: skip link, rail, top bar, strips, the page; gestures and keys that work everywhere. */
import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { ErrorBoundary } from "../../views/kit/ErrorBoundary.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { DropOverlay } from "../../views/start/DropOverlay.tsx";
import { useApp, useDataSetState, useLiveState, usePreferences } from "../app-context.ts";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { later } from "../pages/later.tsx";
import { AppActionsContext } from "./app-actions.ts";
import { FileInput, type FileInputHandle } from "./FileInput.tsx";
import { HelpSheet } from "./HelpSheet.tsx";
import { LoadingPage, LoadingStrip } from "./LoadingStrip.tsx";
import { nameOfData } from "./name-of-data.ts";
import { ProblemStrip } from "./ProblemStrip.tsx";
import { Rail } from "./Rail.tsx";
import { RemarksDialog, RemarksStrip } from "./RemarksStrip.tsx";
import { TopBar } from "./TopBar.tsx";
import { useFileGestures } from "./use-file-gestures.ts";

const ConnectBackends = later(async () => (await import("../backends/ConnectBackends.tsx")).ConnectBackends);

const LiveStripOfApp = later(async () => (await import("../live/LiveStripOfApp.tsx")).LiveStripOfApp);

export function Frame({ theme }: { readonly theme: "light" | "dark" }) {
  const messages = useMessages();
  const { opener, preferences } = useApp();
  const { singleKeys } = usePreferences();
  const { open, loading } = useDataSetState();
  const watched = useLiveState().status;
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<"help" | "remarks" | "connect" | undefined>();
  const fileInput = useRef<FileInputHandle>(null);
  const queryInput = useRef<HTMLInputElement>(null);
  const pastedName = messages.start.pastedName;

  const onFiles = useCallback<Parameters<typeof useFileGestures>[0]["onFiles"]>(
    (files, choice) => void opener.openFiles(files, choice),
    [opener],
  );
  const onPasted = useCallback<Parameters<typeof useFileGestures>[0]["onPasted"]>(
    (pasted) => void opener.openPasted(pasted),
    [opener],
  );
  const over = useFileGestures({ onFiles, onPasted, pastedName, canAdd: open !== undefined && !open.growth });

  const actions = {
    openFile: () => fileInput.current?.choose({ add: false }),
    addFile: () => fileInput.current?.choose({ add: true }),
    paste: () => void opener.pasteFromClipboard(pastedName),
    connect: () => setDialog("connect"),
  };
  useShortcuts(
    {
      open: actions.openFile,
      paste: actions.paste,
      connect: actions.connect,
      help: () => setDialog("help"),
      theme: () => preferences.set({ theme: theme === "dark" ? "light" : "dark" }),
      goStart: () => void navigate({ to: "/" }),
      goHeaders: () => void navigate({ to: "/headers" }),
      goDemo: () => void navigate({ to: "/demo/{-$fault}", params: { fault: undefined } }),
      ...(open && {
        find: () => queryInput.current?.select(),
        goTraces: () => void navigate({ to: "/traces" }),
        goServices: () => void navigate({ to: "/services" }),
      }),
    },
    singleKeys,
  );

  return (
    <AppActionsContext value={actions}>
      <button
        type="button"
        onClick={() => document.getElementById("main")?.focus()}
        className="absolute -top-20 left-2 z-50 rounded-(--radius) bg-accent px-3 py-1 text-on-accent focus:top-2"
      >
        {messages.frame.skipToContent}
      </button>
      <div className="flex h-full min-h-0">
        <Rail />
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar
            data={open}
            queryInput={queryInput}
            onOpen={actions.openFile}
            onAddFiles={actions.addFile}
            onRemarks={() => setDialog("remarks")}
            onHelp={() => setDialog("help")}
          />
          {loading && open && <LoadingStrip loading={loading} />}
          <ProblemStrip />
          {watched !== "off" && <LiveStripOfApp />}
          {open && !(loading && open.isPartial) && <RemarksStrip data={open} onDetails={() => setDialog("remarks")} />}
          <Main>{loading && !open ? <LoadingPage loading={loading} /> : <Outlet />}</Main>
        </div>
      </div>
      {over !== undefined && <DropOverlay openName={open && nameOfData(open.summary, messages)} over={over} />}
      <FileInput ref={fileInput} onFiles={onFiles} />
      {dialog === "connect" && <ConnectBackends onClose={() => setDialog(undefined)} />}
      {dialog === "help" && <HelpSheet onClose={() => setDialog(undefined)} />}
      {dialog === "remarks" && open && (
        <RemarksDialog warnings={open.summary.warnings} onClose={() => setDialog(undefined)} />
      )}
    </AppActionsContext>
  );
}

/** The page. Focus comes here when another route is shown, so that reading and the keyboard start there. */
function Main({ children }: { readonly children: React.ReactNode }) {
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const { open } = useDataSetState();
  const element = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (!element.current?.contains(document.activeElement)) element.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <main id="main" ref={element} tabIndex={-1} className="min-h-0 flex-1 overflow-auto outline-none">
      <ErrorBoundary key={`${pathname} ${open?.opening ?? 0}`}>{children}</ErrorBoundary>
    </main>
  );
}
