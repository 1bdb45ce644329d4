/** Reads the bytes of a request within the budget. */
import type { Readable } from "node:stream";
import { type Ingest, OverloadedError } from "../ingest/ingest.ts";
import { DamagedError, TooLargeError } from "../ingest/unpack.ts";

/**
 * Runs `use` with all bytes of the stream; they are held in the budget from their coming until `use` is done.
 * @param mostBytes of them
 * @param check told of each chunk and how many bytes came before it; what it throws ends the reading
 * @throws TooLargeError, OverloadedError, DamagedError
 */
export async function withBody<T>(
  { budget }: Ingest,
  stream: Readable,
  mostBytes: number,
  use: (bytes: Buffer) => Promise<T>,
  check: (chunk: Buffer, before: number) => void = () => {},
): Promise<T> {
  const chunks: Buffer[] = [];
  let held = 0;
  try {
    await readChunks(stream, (chunk) => {
      check(chunk, held);
      if (held + chunk.length > mostBytes) throw new TooLargeError();
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
function readChunks(stream: Readable, take: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (failure: Error) => {
      stream.off("data", onData).pause();
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
    stream.on("data", onData).once("end", resolve).once("error", cutOff).once("close", cutOff);
  });
}
