/** Fetches traces by id, a few at a time; one that cannot be had does not stop the others. */
import type { NamedBytes } from "../named-bytes.ts";
import type { BackendClient } from "./backend-client.ts";
import { BackendError, type BackendFailure, withRetries } from "./backend-failure.ts";

export interface BackendProgress {
  readonly backend: string;
  readonly bytesRead: number;
  /** Traces fetched, of how many. */
  readonly done: number;
  readonly of: number;
}

/** What is not there of what was asked for. */
export type MissingPart =
  /** Traces that could not be fetched, by why. */
  | { readonly part: "traces"; readonly traces: number; readonly failure: BackendFailure }
  /** Traces that the backend gave in part, with its own reason for one of them. */
  | { readonly part: "spans"; readonly traces: number; readonly said: string }
  /** Services whose neighbouring traces could not be looked for. */
  | { readonly part: "services"; readonly services: readonly string[]; readonly failure: BackendFailure }
  /** More happened around the trace than is fetched. */
  | { readonly part: "around"; readonly fetched: number };

export interface FetchedTraces {
  readonly files: readonly NamedBytes[];
  readonly missing: readonly MissingPart[];
}

interface FetchOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: BackendProgress) => void) | undefined;
}

/** Browsers open no more connections to one server. */
const AT_ONCE = 6;
/** Together; what would come then is said to be missing. */
const MOST_BYTES = 512 * 2 ** 20;

/** @throws BackendError where not a single one could be had; the signal's reason, when aborted */
export async function fetchTraces(
  client: BackendClient,
  traceIds: readonly string[],
  { signal, onProgress }: FetchOptions,
): Promise<FetchedTraces> {
  const files: (NamedBytes | undefined)[] = traceIds.map(() => undefined);
  const failures: BackendError[] = [];
  const partials: string[] = [];
  const readOf = new Map<string, number>();
  const total = () => [...readOf.values()].reduce((sum, bytes) => sum + bytes, 0);
  let done = 0;
  const tell = () => onProgress?.({ backend: client.info.name, bytesRead: total(), done, of: traceIds.length });
  tell();
  const work = traceIds.map((traceId, place) => async () => {
    try {
      if (total() > MOST_BYTES) throw new BackendError(client.info.name, { cause: "too-large" });
      const onBytes = (bytes: number) => {
        readOf.set(traceId, bytes);
        tell();
      };
      const reply = await withRetries(() => client.trace(traceId, { signal, onProgress: onBytes }), signal);
      files[place] = reply.file;
      if (reply.partial !== undefined) partials.push(reply.partial);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof BackendError)) throw error;
      failures.push(error);
    }
    done++;
    tell();
  });
  await someAtOnce(work, AT_ONCE);
  if (traceIds.length > 0 && failures.length === traceIds.length) throw failures[0]!;
  return {
    files: files.filter((file) => file !== undefined),
    missing: [...missingOf(failures), ...partialsOf(partials)],
  };
}

function missingOf(failures: readonly BackendError[]): MissingPart[] {
  const byCause = new Map<string, { failure: BackendFailure; traces: number }>();
  for (const { failure } of failures) {
    const known = byCause.get(failure.cause);
    if (known) known.traces++;
    else byCause.set(failure.cause, { failure, traces: 1 });
  }
  return [...byCause.values()].map((entry) => ({ part: "traces", ...entry }));
}

const partialsOf = (partials: readonly string[]): MissingPart[] =>
  partials.length === 0
    ? []
    : [{ part: "spans", traces: partials.length, said: partials.find((said) => said !== "") ?? "" }];

/** Runs all, so many at once. Rejects with the first failure. */
export async function someAtOnce(work: readonly (() => Promise<void>)[], atOnce: number): Promise<void> {
  const waiting = [...work];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
