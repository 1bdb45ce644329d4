/** Hands a backend's reply on to the page: status, type and bytes; no cookie, no password prompt, nothing that runs on our origin. */
import type { ServerResponse } from "node:http";
import { drained } from "../api/answer.ts";
import { BackendProblemError, problemOf } from "./ask-backend.ts";
import type { Backend } from "./backend.ts";

/** The page counts too, stops at the limit itself and says why; a cut connection could not. */
const SLACK_BYTES = 8 * 2 ** 20;

/** @throws BackendProblemError before anything was sent; afterwards the connection is cut, which the page notices */
export async function sendReply(backend: Backend, reply: Response, response: ServerResponse): Promise<void> {
  const length = Number(reply.headers.get("content-length") ?? 0);
  if (length > backend.replyLimitBytes) {
    await reply.body?.cancel();
    throw new BackendProblemError("too-large");
  }
  const reader = reply.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  // A reply that breaks off at once is still told as a problem.
  const first = await readInTime(reader, backend.timeoutMs);
  response.writeHead(reply.status, {
    "content-type": reply.headers.get("content-type") ?? "application/octet-stream",
    "x-content-type-options": "nosniff",
    // A page that a backend sends is never a page of this origin.
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "no-store",
    ...retryAfter(reply.headers),
  });
  let sent = 0;
  try {
    for (let piece = first; piece !== undefined; piece = await readInTime(reader, backend.timeoutMs)) {
      sent += piece.byteLength;
      if (sent > backend.replyLimitBytes + SLACK_BYTES || response.destroyed)
        throw new BackendProblemError("too-large");
      if (!response.write(piece)) await drained(response);
    }
    response.end();
  } catch {
    response.destroy();
    await reader?.cancel().catch(() => {});
  }
}

/** In seconds: a date is one of the backend's clock, which the page does not know. */
function retryAfter(headers: Headers): Record<string, string> {
  const text = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return { "retry-after": text };
  const seconds = Math.ceil((Date.parse(text) - Date.parse(headers.get("date") ?? "")) / 1_000);
  return seconds >= 0 ? { "retry-after": String(seconds) } : {};
}

/** The next piece; undefined at the end. @throws BackendProblemError where none comes in time */
async function readInTime(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  timeoutMs: number,
): Promise<Uint8Array | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BackendProblemError("timeout")), timeoutMs);
  });
  try {
    return (await Promise.race([reader?.read(), late]))?.value;
  } catch (failure) {
    await reader?.cancel().catch(() => {});
    throw failure instanceof BackendProblemError ? failure : new BackendProblemError(problemOf(failure));
  } finally {
    clearTimeout(timer);
  }
}
