/** The routes, and what each keeps in its link. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  type RouterHistory,
  retainSearchParams,
} from "@tanstack/react-router";
import { AppRoot } from "./AppRoot.tsx";
import { later } from "./pages/later.tsx";
import { StartRoute } from "./pages/StartRoute.tsx";
import { TraceRoute } from "./pages/TraceRoute.tsx";
import { TracesRoute } from "./pages/TracesRoute.tsx";
import { parseSearch, stringifySearch } from "./url/search-codec.ts";
import {
  type RootSearch,
  validateBackendSearch,
  validateDemoSearch,
  validateFindingsSearch,
  validateHeadersSearch,
  validateRootSearch,
  validateServicesSearch,
  validateTraceSearch,
  validateTracesSearch,
} from "./url/view-search.ts";

const root = createRootRoute({
  component: AppRoot,
  notFoundComponent: StartRoute,
  validateSearch: validateRootSearch,
  search: { middlewares: [retainSearchParams<RootSearch>(["src", "theme", "lang", "live"])] },
});

const routeTree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: "/", component: StartRoute }),
  createRoute({
    getParentRoute: () => root,
    path: "/traces",
    component: TracesRoute,
    validateSearch: validateTracesSearch,
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/trace/$traceId",
    component: TraceRoute,
    validateSearch: validateTraceSearch,
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/findings",
    component: later(async () => (await import("./pages/FindingsRoute.tsx")).FindingsRoute),
    validateSearch: validateFindingsSearch,
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/services",
    component: later(async () => (await import("./pages/ServicesRoute.tsx")).ServicesRoute),
    validateSearch: validateServicesSearch,
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/live",
    component: later(async () => (await import("./live/LiveRoute.tsx")).LiveRoute),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/search",
    component: later(async () => (await import("./backends/SearchRoute.tsx")).SearchRoute),
    validateSearch: validateBackendSearch,
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/headers",
    component: later(async () => (await import("./pages/HeadersRoute.tsx")).HeadersRoute),
    validateSearch: validateHeadersSearch,
  }),
  // With a fault or without: one route, so that nothing is torn down in between.
  createRoute({
    getParentRoute: () => root,
    path: "/demo/{-$fault}",
    component: later(async () => (await import("./demo/DemoPage.tsx")).DemoPage),
    validateSearch: validateDemoSearch,
  }),
]);

export function createAppRouter(history: RouterHistory) {
  return createRouter({
    routeTree,
    history,
    parseSearch,
    stringifySearch,
    defaultPreload: false,
    // Views keep their own scrolling; nothing jumps on a new link.
    scrollRestoration: false,
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: AppRouter;
  }
}
