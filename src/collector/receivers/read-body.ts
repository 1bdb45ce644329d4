/** Reads a request's body within the budget. */
import type { IncomingMessage } from "node:http";
import { type Ingest, OverloadedError } from "../ingest/ingest.ts";
import { DamagedError, TooLargeError } from "../ingest/unpack.ts";

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
    await readChunks(request, (chunk) => {
      if (held + chunk.length > limits.bodyBytes) throw new TooLargeError();
      if (!budget.take(chunk.length)) throw new OverloadedError();
      held += chunk.length;
      chunks.push(chunk);
    });
    return await use(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
  } finally {
    budget.give(held);
  }
}

/** As `for await`, with a fraction of its promises. What `take` throws ends the reading. */
function readChunks(request: IncomingMessage, take: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (failure: Error) => {
      request.off("data", onData).pause();
      reject(failure);
    };
    const onData = (chunk: Buffer) => {
      try {
        take(chunk);
      } catch (failure) {
        fail(failure as Error);
      }
    };
    const cutOff = () => fail(new DamagedError("The request was cut off."));
    request.on("data", onData).once("end", resolve).once("error", cutOff).once("close", cutOff);
  });
}
