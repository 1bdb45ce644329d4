/** Reads the body of a reply as a Blob, with progress, and knows a web page from data. */

export type BodyResult =
  | { readonly ok: true; readonly blob: Blob }
  /** html: a web page came instead of data. cut: the connection broke off. */
  | { readonly ok: false; readonly cause: "html" | "cut" | "too-large"; readonly bytesRead: number };

export interface ReadBodyOptions {
  readonly signal: AbortSignal;
  /** @param bytesTotal NaN where the server did not say */
  readonly onProgress?: ((bytesRead: number, bytesTotal: number) => void) | undefined;
  readonly mostBytes?: number | undefined;
}

/** @throws the signal's reason, when aborted */
export async function readBody(response: Response, options: ReadBodyOptions): Promise<BodyResult> {
  const { signal, onProgress, mostBytes = Number.POSITIVE_INFINITY } = options;
  // With a content-encoding the length counts other bytes than those that arrive here.
  const length = response.headers.has("content-encoding") ? null : response.headers.get("content-length");
  const bytesTotal = length === null ? Number.NaN : Number(length);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytesRead = 0;
  const reader = response.body?.getReader();
  const failed = async (cause: "html" | "too-large"): Promise<BodyResult> => {
    await reader?.cancel();
    return { ok: false, cause, bytesRead };
  };
  try {
    while (reader) {
      const { done, value } = await reader.read();
      if (done) break;
      if (bytesRead === 0 && startsLikeHtml(value)) return await failed("html");
      parts.push(value);
      bytesRead += value.byteLength;
      if (bytesRead > mostBytes) return await failed("too-large");
      onProgress?.(bytesRead, bytesTotal);
    }
  } catch {
    signal.throwIfAborted();
    return { ok: false, cause: "cut", bytesRead };
  }
  return { ok: true, blob: new Blob(parts) };
}

/** Whether the first bytes are a tag: no trace format starts with "<". */
function startsLikeHtml(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return /^<[!a-z?]/i.test(text);
}
