/** Fetches a trace file by its address, with progress, and says exactly why when it cannot. */
import { parseLinkAddress } from "./link-address.ts";
import type { NamedBytes } from "./named-bytes.ts";
import { readBody } from "./read-body.ts";

export type LinkFailure =
  | { readonly cause: "not-an-address" | "scheme" | "mixed-content" }
  /** The server answers, but does not let this page's origin read the answer. */
  | { readonly cause: "cors"; readonly host: string }
  | { readonly cause: "network"; readonly host: string }
  | { readonly cause: "status"; readonly status: number; readonly host: string }
  /** A web page came instead of data: mostly a login page. */
  | { readonly cause: "html"; readonly host: string }
  | { readonly cause: "empty"; readonly host: string }
  /** The connection broke off after some bytes. */
  | { readonly cause: "cut"; readonly host: string; readonly bytesRead: number };

export type LinkResult =
  | { readonly ok: true; readonly file: NamedBytes }
  | { readonly ok: false; readonly failure: LinkFailure };

export interface LinkProgress {
  readonly name: string;
  readonly bytesRead: number;
  /** NaN where the server did not say. */
  readonly bytesTotal: number;
}

export interface ReadLinkOptions {
  /** Address of the page. */
  readonly base: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: LinkProgress) => void;
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * Reads one address. Failures are returned.
 * @throws the signal's reason, when aborted
 */
export async function readLink(text: string, options: ReadLinkOptions): Promise<LinkResult> {
  const address = parseLinkAddress(text, options.base);
  if (!address.ok) return failed({ cause: address.failure });
  const { url, name } = address;
  const { signal, fetch = globalThis.fetch.bind(globalThis) } = options;
  let response: Response;
  try {
    response = await fetch(url, { signal, headers: { accept: "application/json, */*;q=0.5" } });
  } catch {
    signal.throwIfAborted();
    return failed({ cause: (await answersAtAll(url, options.base, fetch)) ? "cors" : "network", host: url.host });
  }
  if (!response.ok) return failed({ cause: "status", status: response.status, host: url.host });
  const { host } = url;
  const onProgress = (bytesRead: number, bytesTotal: number) => options.onProgress?.({ name, bytesRead, bytesTotal });
  const body = await readBody(response, { signal, onProgress });
  if (!body.ok)
    return failed(body.cause === "html" ? { cause: "html", host } : { cause: "cut", host, bytesRead: body.bytesRead });
  if (body.blob.size === 0) return failed({ cause: "empty", host });
  return { ok: true, file: { name, blob: body.blob } };
}

function failed(failure: LinkFailure): LinkResult {
  return { ok: false, failure };
}

/** fetch tells a page nothing about a refusal by CORS; an opaque request that succeeds shows that the server is there. */
async function answersAtAll(url: URL, base: string, fetch: typeof globalThis.fetch): Promise<boolean> {
  if (url.origin === new URL(base).origin) return false;
  try {
    await fetch(url, { mode: "no-cors", method: "HEAD", signal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return false;
  }
}
