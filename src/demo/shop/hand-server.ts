import {
  type Context,
  defaultTextMapGetter,
  type Link,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { inSpan } from "./in-span.ts";
import type { FaultSwitch, HttpRequest, Reply, Route, World } from "./world.ts";

/**
 * Wraps the routes of a service whose developer starts the SERVER span by hand:
 *
 *   http-no-extract         from nothing: the caller's context is not read
 *   restart-with-link       from nothing on purpose, with a link to the caller: a public door trusts nobody's trace id
 *   double-instrumentation  inside the span that the SDK's instrumentation already made
 */
export function handServed(world: World, routes: readonly Route[]): readonly Route[] {
  if (world.service === "ledger" && world.faults.has("http-no-extract"))
    return routes.map((r) => withoutExtract(world, r));
  if (world.service !== "storefront") return routes;
  return routes.map((route) => {
    if (world.faults.has("restart-with-link") && isPublicDoor(route.route)) return restarted(world, route);
    return world.faults.has("double-instrumentation") ? instrumentedTwice(world, route) : route;
  });
}

/** The SDK's instrumentation is left out here, for the developer serves by hand. */
export const isServedByHand = (service: string, faults: FaultSwitch, path: string): boolean =>
  (service === "ledger" && faults.has("http-no-extract")) ||
  (service === "storefront" && faults.has("restart-with-link") && isPublicDoor(path));

/** The route that a stranger may call. */
const isPublicDoor = (path: string): boolean => path.startsWith("/webhooks");

const withoutExtract = (world: World, route: Route): Route => ({
  ...route,
  handle: (_ctx, request) =>
    world.truth.receive(request.headers, () => serve(world, ROOT_CONTEXT, route, request), "http-no-extract"),
});

const restarted = (world: World, route: Route): Route => ({
  ...route,
  handle: (_ctx, request) => {
    const caller = trace.getSpanContext(world.propagator.extract(ROOT_CONTEXT, request.headers, defaultTextMapGetter));
    return world.truth.receive(
      {},
      () => serve(world, ROOT_CONTEXT, route, request, caller ? [{ context: caller }] : []),
      "restart-with-link!",
    );
  },
});

const instrumentedTwice = (world: World, route: Route): Route => ({
  ...route,
  handle: (ctx, request) => world.truth.blame("double-instrumentation!", () => serve(world, ctx, route, request)),
});

function serve(world: World, ctx: Context, route: Route, request: HttpRequest, links: Link[] = []): Promise<Reply> {
  const attributes = {
    "http.request.method": request.method,
    "url.path": request.path,
    "url.scheme": "http",
    "http.route": route.route,
  };
  const name = `${request.method} ${route.route}`;
  return inSpan(world, ctx, name, { kind: SpanKind.SERVER, attributes, links }, async (inner, span) => {
    const reply = await route.handle(inner, request);
    span.setAttribute("http.response.status_code", reply.status);
    if (reply.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    return reply;
  });
}
