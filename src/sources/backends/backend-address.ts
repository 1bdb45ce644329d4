/**
 * How a link names traces of a backend, so that it brings them back:
 *
 *   backend:prod/4bf92f3577b34da6a3ce929d0e0e4736              one trace (several with commas)
 *   backend:prod/4bf92f3577b34da6a3ce929d0e0e4736?around=30s   and what else happened from 30 s before it to 30 s after it
 */
const SCHEME = "backend:";
/** A link with more ids than this is too long for some programs. */
export const MOST_ADDRESSED = 200;

export interface BackendAddress {
  readonly backend: string;
  /** 32 hex digits each; at least one. */
  readonly traceIds: readonly string[];
  /** Seconds before and after the first trace; undefined: only the traces themselves. */
  readonly aroundSeconds: number | undefined;
}

export const isBackendAddress = (text: string): boolean => text.startsWith(SCHEME);

/** undefined where the text is no such address. */
export function parseBackendAddress(text: string): BackendAddress | undefined {
  const match = /^backend:([A-Za-z0-9][\w.-]{0,63})\/([0-9a-f,]+)(?:\?around=(\d{1,5})s)?$/i.exec(text);
  const ids = match?.[2]?.toLowerCase().split(",") ?? [];
  if (!match || ids.length > MOST_ADDRESSED || !ids.every((id) => /^[0-9a-f]{1,32}$/.test(id))) return undefined;
  return {
    backend: match[1]!,
    traceIds: [...new Set(ids.map((id) => id.padStart(32, "0")))],
    aroundSeconds: match[3] === undefined ? undefined : Number(match[3]),
  };
}

export function stringifyBackendAddress({ backend, traceIds, aroundSeconds }: BackendAddress): string {
  const around = aroundSeconds === undefined ? "" : `?around=${aroundSeconds}s`;
  return `${SCHEME}${backend}/${traceIds.join(",")}${around}`;
}
