/** Fetches the traces that a link names from their backend: as bytes for the engine, and what is missing as data. */
import type { NamedBytes } from "../named-bytes.ts";
import { parseBackendAddress } from "./backend-address.ts";
import type { BackendClient } from "./backend-client.ts";
import { BackendError, type BackendFailure, withRetries } from "./backend-failure.ts";
import { listBackends, type Surroundings } from "./backend-info.ts";
import { connectBackend } from "./connect-backend.ts";
import { type BackendProgress, fetchTraces, type MissingPart } from "./fetch-traces.ts";
import { findAround } from "./find-around.ts";

export interface ReadBackendOptions extends Surroundings {
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: BackendProgress) => void) | undefined;
}

export interface BackendResult {
  readonly files: readonly NamedBytes[];
  /** Nothing could be read, or something could not. */
  readonly problems: readonly BackendReadProblem[];
}

export type BackendReadProblem =
  | { readonly kind: "failed"; readonly backend: string; readonly failure: BackendFailure; readonly traces: number }
  | ({ readonly kind: "missing"; readonly backend: string } & MissingPart);

/** Failures are returned. @throws the signal's reason, when aborted */
export async function readBackendAddress(text: string, options: ReadBackendOptions): Promise<BackendResult> {
  const address = parseBackendAddress(text);
  const backend = address?.backend ?? text.slice(0, 80);
  if (!address)
    return { files: [], problems: [{ kind: "failed", backend, failure: { cause: "no-backend" }, traces: 0 }] };
  const { traceIds, aroundSeconds } = address;
  const { signal } = options;
  try {
    const client = await withRetries(() => connectByName(backend, options), signal);
    const fetched = await fetchTraces(client, traceIds, options);
    const first = fetched.files[0];
    if (aroundSeconds === undefined || !first) return resultOf(backend, fetched);
    const around = await findAround(client, { traceId: traceIds[0]!, file: first, aroundSeconds }, { signal });
    const others = await fetchTraces(client, around.traceIds, options);
    return resultOf(backend, {
      files: [...fetched.files, ...others.files],
      missing: [...fetched.missing, ...around.missing, ...others.missing],
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof BackendError)) throw error;
    return { files: [], problems: [{ kind: "failed", backend, failure: error.failure, traces: traceIds.length }] };
  }
}

interface Fetched {
  readonly files: readonly NamedBytes[];
  readonly missing: readonly MissingPart[];
}

const resultOf = (backend: string, { files, missing }: Fetched): BackendResult => ({
  files,
  problems: missing.map((part) => ({ kind: "missing", backend, ...part })),
});

async function connectByName(name: string, options: ReadBackendOptions): Promise<BackendClient> {
  const backends = await listBackends(options, options.signal).catch(() => {
    options.signal.throwIfAborted();
    throw new BackendError(name, { cause: "no-server" });
  });
  const info = backends.find((each) => each.name === name);
  if (!info) throw new BackendError(name, { cause: "no-backend" });
  return connectBackend(info, options, { signal: options.signal });
}
