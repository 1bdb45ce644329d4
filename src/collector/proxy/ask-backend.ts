/** One question to a backend: with its headers and nothing of the page's, in bounded time, never led to another host or out of its API. */
import { isAllowedTarget } from "./api-paths.ts";
import type { Backend } from "./backend.ts";

/** Why a backend gave no answer. */
export type BackendProblem =
  | "refused"
  | "unknown-host"
  | "tls"
  | "timeout"
  | "redirect"
  | "too-large"
  | "cut"
  | "unreachable";

export class BackendProblemError extends Error {
  readonly problem: BackendProblem;
  constructor(problem: BackendProblem) {
    super(problem);
    this.problem = problem;
  }
}

const MOST_REDIRECTS = 3;

/**
 * @param signal given up by the page
 * @returns the reply, its body still to be read
 * @throws BackendProblemError
 */
export async function askBackend(backend: Backend, target: URL, signal: AbortSignal): Promise<Response> {
  const beginsInTime = AbortSignal.timeout(backend.timeoutMs);
  // The time limit is for the beginning of a reply: what comes then has its own.
  const controller = new AbortController();
  const give = () => controller.abort();
  const late = () => controller.abort(new BackendProblemError("timeout"));
  signal.addEventListener("abort", give, { once: true });
  beginsInTime.addEventListener("abort", late, { once: true });
  try {
    return await follow(backend, target, controller.signal);
  } catch (failure) {
    if (beginsInTime.aborted) throw new BackendProblemError("timeout");
    throw failure instanceof BackendProblemError ? failure : new BackendProblemError(problemOf(failure));
  } finally {
    beginsInTime.removeEventListener("abort", late);
  }
}

async function follow(backend: Backend, first: URL, signal: AbortSignal): Promise<Response> {
  let target = first;
  for (let redirects = 0; ; redirects++) {
    const headers = { accept: "application/json", "user-agent": "causeway", ...backend.headers };
    const response = await fetch(target, { headers, redirect: "manual", signal });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) return response;
    await response.body?.cancel();
    const next = URL.canParse(location, target.href) ? new URL(location, target.href) : undefined;
    // The credentials go where the page may ask, and nowhere else of that host.
    if (!next || !isAllowedTarget(backend, next) || redirects === MOST_REDIRECTS) {
      throw new BackendProblemError("redirect");
    }
    target = next;
  }
}

/** What Node's errors mean for whoever runs the backend. */
export function problemOf(failure: unknown): BackendProblem {
  for (let cause = failure; cause instanceof Error; cause = cause.cause) {
    const { code = "" } = cause as NodeJS.ErrnoException;
    if (code === "ECONNREFUSED") return "refused";
    if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "unknown-host";
    if (/TIMEOUT|ETIMEDOUT/.test(code)) return "timeout";
    if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)) return "tls";
    if (/ECONNRESET|EPIPE|UND_ERR_SOCKET|^HPE_|UND_ERR_RES/.test(code)) return "cut";
  }
  return "unreachable";
}
