/** Reads a request's body within the budget. */
import type { IncomingMessage } from "node:http";
import { type Ingest, OverloadedError } from "../ingest/ingest.ts";
import { TooLargeError } from "../ingest/unpack.ts";

/** Runs `use` with the body; its bytes are held in the budget until `use` is done. @throws TooLargeError, OverloadedError */
export async function withBody<T>(
  ingest: Ingest,
  request: IncomingMessage,
  use: (bytes: Uint8Array) => Promise<T>,
): Promise<T> {
  const { budget, limits } = ingest;
  const chunks: Buffer[] = [];
  let held = 0;
  try {
    if (Number(request.headers["content-length"]) > limits.bodyBytes) throw new TooLargeError();
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (held + chunk.length > limits.bodyBytes) throw new TooLargeError();
      if (!budget.take(chunk.length)) throw new OverloadedError();
      held += chunk.length;
      chunks.push(chunk);
    }
    return await use(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
  } finally {
    budget.give(held);
  }
}
