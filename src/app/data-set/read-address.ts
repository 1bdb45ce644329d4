/** Reads what a link's address stands for: a file somewhere, or traces of a backend. */
import { isBackendAddress } from "../../sources/backends/backend-address.ts";
import type { NamedBytes } from "../../sources/named-bytes.ts";
import { type LinkProgress, readLink } from "../../sources/read-link.ts";
import type { Loading, OpenProblem } from "./data-set-state.ts";

interface AddressOptions {
  readonly base: string;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly signal: AbortSignal;
  readonly onLoading: (loading: Loading) => void;
}

export interface ReadAddress {
  readonly files: readonly NamedBytes[];
  readonly problems: readonly OpenProblem[];
}

/** Failures are returned. @throws the signal's reason, when aborted */
export async function readAddress(address: string, options: AddressOptions): Promise<ReadAddress> {
  const { onLoading } = options;
  const loading = { stage: "fetching", name: address, bytesRead: 0, bytesTotal: Number.NaN, spans: 0 } as const;
  onLoading(loading);
  if (isBackendAddress(address)) return readBackend(address, options);
  const { base, fetch, signal } = options;
  const onProgress = (progress: LinkProgress) => onLoading({ ...loading, ...progress });
  const result = await readLink(address, { base, signal, onProgress, ...(fetch && { fetch }) });
  if (result.ok) return { files: [result.file], problems: [] };
  return { files: [], problems: [{ kind: "link", address, failure: result.failure }] };
}

/** The clients are fetched by those who have a backend. */
async function readBackend(address: string, options: AddressOptions): Promise<ReadAddress> {
  const { readBackendAddress } = await import("../../sources/backends/read-backend-address.ts");
  const { files, problems } = await readBackendAddress(address, {
    ...options,
    onProgress: ({ backend, bytesRead, done, of }) =>
      options.onLoading({
        stage: "fetching",
        name: backend,
        bytesRead,
        bytesTotal: Number.NaN,
        spans: 0,
        traces: { done, of },
      }),
  });
  return { files, problems: problems.map((problem) => ({ kind: "backend", problem })) };
}
