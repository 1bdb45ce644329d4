/** Spans in the order in which the collector received them (GET api/received), with the cursor to go on from. */

export interface ReceivedQuestion {
  /** Address of the page. */
  readonly base: string;
  /** Unix milliseconds: from here on where there is no cursor, or where it is another store's. */
  readonly sinceMs: number;
  /** Of the answer before. */
  readonly cursor: string | undefined;
  /** The newest so many spans. */
  readonly mostSpans: number;
  readonly signal: AbortSignal;
}

export interface Received {
  /** OTLP/JSON, one object a line; empty where nothing came. */
  readonly blob: Blob;
  readonly cursor: string;
  /** Spans beyond `mostSpans`, the oldest. */
  readonly leftOut: number;
  /** The collector has other spans than those the cursor was of: it was started anew without them. */
  readonly isOtherStore: boolean;
  /** How long the first of them waited at the collector, in milliseconds. */
  readonly waitedMs: number;
}

/** @throws Error where the collector does not answer, or not as it should */
export async function fetchReceived({ base, sinceMs, cursor, mostSpans, signal }: ReceivedQuestion): Promise<Received> {
  const address = new URL("api/received", base);
  address.searchParams.set("since", `${BigInt(Math.max(0, Math.floor(sinceMs))) * 1_000_000n}`);
  if (cursor !== undefined) address.searchParams.set("after", cursor);
  address.searchParams.set("limit", String(mostSpans));
  const response = await fetch(address, { signal });
  const next = response.headers.get("x-causeway-cursor");
  if (!response.ok || next === null) throw new Error(`The collector answered with status ${response.status}.`);
  return {
    blob: await response.blob(),
    cursor: next,
    leftOut: Number(response.headers.get("x-causeway-left-out") ?? 0),
    isOtherStore: response.headers.get("x-causeway-store") === "other",
    waitedMs: Number(response.headers.get("x-causeway-waited-ms") ?? 0),
  };
}
