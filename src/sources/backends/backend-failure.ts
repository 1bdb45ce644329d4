/** Why a backend gave nothing. Data, not sentences: the catalogue has the words. */

/** What the proxy could not do, as it says it in X-Causeway-Problem. */
const PROXY_PROBLEMS = [
  "refused",
  "unknown-host",
  "tls",
  "timeout",
  "redirect",
  "too-large",
  "cut",
  "unreachable",
] as const;
type ProxyProblem = (typeof PROXY_PROBLEMS)[number];

export type BackendFailure =
  | { readonly cause: ProxyProblem }
  /** Causeway's own server does not answer. */
  | { readonly cause: "no-server" }
  /** The server has no backend of that name. */
  | { readonly cause: "no-backend" }
  /** Its own refusal, with what it said, bounded. */
  | { readonly cause: "status"; readonly status: number; readonly said: string; readonly retryAfterSeconds?: number }
  /** A web page instead of data: mostly a login page. */
  | { readonly cause: "html" }
  | { readonly cause: "not-json" }
  /** JSON, but not of the API that such a backend has. */
  | { readonly cause: "other-api" }
  | { readonly cause: "no-trace"; readonly traceId: string };

export class BackendError extends Error {
  readonly backend: string;
  readonly failure: BackendFailure;
  constructor(backend: string, failure: BackendFailure) {
    super(`${backend}: ${failure.cause}`);
    this.backend = backend;
    this.failure = failure;
  }
}

export function proxyProblem(text: string): ProxyProblem {
  return PROXY_PROBLEMS.find((problem) => problem === text) ?? "unreachable";
}

/** Whether asking again in a moment may well succeed: what is configured wrongly stays wrong. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof BackendError)) return false;
  const { failure } = error;
  if (failure.cause === "status" && (failure.retryAfterSeconds ?? 0) > LONGEST_WAIT_SECONDS) return false;
  if (failure.cause === "status") return failure.status === 429 || failure.status >= 500;
  return failure.cause === "cut" || failure.cause === "no-server" || failure.cause === "unreachable";
}

export const MOST_RETRIES = 2;

/** A backend that wants to be left alone for longer is: the reader is told for how long. */
const LONGEST_WAIT_SECONDS = 30;

/** 0.5 s, 1 s, 2 s, …; no sooner than the backend asked for (Retry-After). */
export function retryDelayMs(failures: number, error?: unknown): number {
  const failure = error instanceof BackendError ? error.failure : undefined;
  const asked = failure?.cause === "status" ? (failure.retryAfterSeconds ?? 0) : 0;
  return Math.max(Math.min(500 * 2 ** failures, 8_000), asked * 1_000);
}

/** Asks again, a little later each time, where that may help. */
export async function withRetries<T>(
  work: () => Promise<T>,
  signal: AbortSignal,
  pause: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (failures === MOST_RETRIES || !isPassing(error)) throw error;
      await pause(retryDelayMs(failures, error));
      signal.throwIfAborted();
    }
  }
}
