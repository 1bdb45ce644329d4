import type { Route } from "./world.ts";

export interface FoundRoute {
  readonly route: Route;
  /** Path parameters, named after the route's `:name` parts. */
  readonly params: Readonly<Record<string, string>>;
}

/** The route of a request; a service has few, so they are tried one after another. */
export function matchRoute(routes: readonly Route[], method: string, path: string): FoundRoute | undefined {
  const parts = path.split("/");
  for (const route of routes) {
    const wanted = route.route.split("/");
    if (route.method !== method || wanted.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((part, i) => {
      if (!part.startsWith(":")) return part === parts[i];
      params[part.slice(1)] = parts[i] ?? "";
      return true;
    });
    if (fits) return { route, params };
  }
  return undefined;
}
