/** The backends that this page's server asks for it: docs/backends.md. */

export const BACKEND_KINDS = ["causeway", "jaeger", "tempo", "zipkin"] as const;
export type BackendKind = (typeof BACKEND_KINDS)[number];

export interface BackendInfo {
  readonly name: string;
  readonly kind: BackendKind;
  /** Where it is, for people; "" = this very server, which collects spans itself. */
  readonly host: string;
  /** Where the page reaches its API, relative to the page, with a slash at the end; "" = the page's own place. */
  readonly path: string;
  /** How long the server waits for a reply to begin, and during one. */
  readonly timeoutMs: number;
  readonly replyLimitBytes: number;
}

/** Where the page is, and how it fetches. */
export interface Surroundings {
  /** Address of the page. */
  readonly base: string;
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** @throws where the page's own server does not answer as it should */
export async function listBackends({ base, fetch = globalThis.fetch }: Surroundings, signal: AbortSignal) {
  const response = await fetch(new URL("api/backends", base), { signal });
  if (!response.ok) throw new Error(`api/backends: ${response.status}`);
  const { backends } = (await response.json()) as { backends: readonly BackendInfo[] };
  return backends.filter(({ kind }) => BACKEND_KINDS.includes(kind));
}
