/** Makes one app: its own engine, router, queries and preferences. Several may live on one page. */

import { QueryClientProvider } from "@tanstack/react-query";
import { type RouterHistory, RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import type { TraceQuery } from "../analysis/trace-list.ts";
import { EngineContext } from "../views/kit/engine-context.ts";
import { AppContext, type AppParts } from "./app-context.ts";
import { Catalogues } from "./catalogues.ts";
import { DataSetController } from "./data-set/data-set-controller.ts";
import type { OpenProblem } from "./data-set/data-set-state.ts";
import { Opener } from "./data-set/opener.ts";
import { createQueryClient } from "./engine-queries.ts";
import { describeProblem } from "./frame/describe-problem.ts";
import { waitUntilIdle } from "./idle.ts";
import { LiveController } from "./live/live-controller.ts";
import { startLivingEngine } from "./living-engine.ts";
import { PendingWork } from "./pending-work.ts";
import { Preferences } from "./preferences.ts";
import { type AppRouter, createAppRouter } from "./routes.tsx";

export interface CausewayApp extends AppParts {
  readonly router: AppRouter;
  /** A failure in a sentence or two, in the reader's language. */
  describeProblem(problem: OpenProblem): string;
  /** Resolves when nothing is being read, asked or drawn. */
  idle(): Promise<void>;
  close(): void;
}

export interface AppOptions {
  readonly element: HTMLElement;
  readonly history: RouterHistory;
  readonly embedded: boolean;
  readonly ownsPage: boolean;
}

export function createCausewayApp({ element, history, embedded, ownsPage }: AppOptions): CausewayApp {
  const pending = new PendingWork();
  const engine = startLivingEngine(({ message }) => {
    const wasLive = live.getState().status !== "off";
    const end = pending.begin();
    void controller.restore(message).finally(() => {
      end();
      if (wasLive) live.watchAnew();
    });
  });
  const queryClient = createQueryClient();
  const router = createAppRouter(history);
  const preferences = new Preferences(() => localStorage);
  const catalogues = new Catalogues(() => pending.begin());
  const controller = new DataSetController({ engine, base: document.baseURI });
  const opener = new Opener(engine, controller, {
    pathname: () => router.state.location.pathname,
    go: (place, addresses, { replace }) => {
      const src = addresses.length === 0 ? undefined : [...addresses];
      if (place.to === "trace") {
        const params = { traceId: place.traceId };
        return router.navigate({ to: "/trace/$traceId", params, search: { src, live: undefined }, replace });
      }
      if (place.to === "traces") return router.navigate({ to: "/traces", search: { src, live: undefined }, replace });
      const search = (present: object) => ({ ...present, src, live: undefined });
      return router.navigate({ to: ".", search, replace });
    },
  });
  // Answers about data that is no longer open are of no use to anyone.
  let generation = 0;
  const forget = controller.subscribe(() => {
    const now = controller.getState().open?.generation ?? 0;
    if (now === generation) return;
    generation = now;
    const inUse = new Set(controller.generationsInUse());
    queryClient.removeQueries({
      predicate: ({ queryKey: [of, at] }) => of === "engine" && !inUse.has(at as number),
    });
  });
  const live = new LiveController({
    data: controller,
    base: document.baseURI,
    isReporting: () =>
      queryClient.isFetching({
        predicate: ({ queryKey: [, , what, query] }) =>
          what === "report" || (what === "list" && (query as TraceQuery).grouped === true),
      }) > 0,
  });

  const parts: AppParts = {
    engine,
    controller,
    opener,
    preferences,
    catalogues,
    pending,
    lastTrace: { opening: 0, traceId: "" },
    live,
    landing: { isDone: false },
    embedded,
    ownsPage,
  };
  const root = createRoot(element);
  root.render(
    <QueryClientProvider client={queryClient}>
      <EngineContext value={engine}>
        <AppContext value={parts}>
          <RouterProvider router={router} />
        </AppContext>
      </EngineContext>
    </QueryClientProvider>,
  );
  const isBusy = () =>
    opener.busy ||
    pending.busy ||
    controller.getState().loading !== undefined ||
    queryClient.isFetching() > 0 ||
    router.state.isLoading;
  return {
    ...parts,
    router,
    describeProblem: (problem) => {
      const { title, lines } = describeProblem(problem, catalogues.current);
      return [title, ...lines].join("\n");
    },
    idle: () => waitUntilIdle(isBusy),
    close: () => {
      live.stop();
      forget();
      root.unmount();
      engine.close();
    },
  };
}
