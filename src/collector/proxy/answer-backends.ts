/**
 * What the page asks about backends, on the page's own origin (none of them lets a page of another origin read):
 *
 *   GET /api/backends                    which there are: name, kind, host; no secret
 *   GET /api/backends/NAME/api/v3/…      that backend's API, as far as the page uses it
 *
 * A problem of ours has the header X-Causeway-Problem; every other reply is the backend's own.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { sendError, sendJson } from "../api/answer.ts";
import { allowReading, type Guard } from "../http-guard.ts";
import { targetOf } from "./api-paths.ts";
import { askBackend, type BackendProblem, BackendProblemError } from "./ask-backend.ts";
import { type Backend, DEFAULT_REPLY_LIMIT_MB, DEFAULT_TIMEOUT_SECONDS, OWN_NAME } from "./backend.ts";
import { sendReply } from "./send-reply.ts";

const STATUS: Readonly<Partial<Record<BackendProblem, number>>> = { timeout: 504 };

const SENTENCES: Readonly<Record<BackendProblem, string>> = {
  refused: "refuses connections",
  "unknown-host": "has a host name that nobody knows",
  tls: "has a certificate that is not trusted",
  timeout: "did not answer in time",
  redirect: "leads to another address than those of its API",
  "too-large": "answered with more than is taken",
  cut: "broke the connection off",
  unreachable: "cannot be reached",
};

export type AnswerBackends = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * @param hasCollector this server collects spans too: they are listed beside the backends
 * @returns answers a request; false where the path is another's
 */
export function createBackendProxy(
  backends: readonly Backend[],
  guard: Guard,
  { hasCollector = false } = {},
): AnswerBackends {
  const listed = [...(hasCollector ? [OWN] : []), ...backends.map(describe)];
  return async (request, response) => {
    const [path = "", query = ""] = (request.url ?? "").split(/(?=\?)(.*)/s);
    const match = /^\/api\/backends(?:\/([^/]*)(\/.*))?$/.exec(path);
    if (!match) return false;
    if (!isOwnPage(request, guard)) {
      sendError(response, 403, "Only this server's own page may ask the backends.");
      return true;
    }
    allowReading(request, response, guard);
    response.setHeader("cache-control", "no-store");
    const [, name, rest = ""] = match;
    if (name === undefined) {
      sendJson(response, 200, { backends: listed });
      return true;
    }
    const backend = backends.find((each) => each.name === name);
    const target = backend && targetOf(backend, rest, query);
    if (!backend) sendError(response, 404, "There is no backend of that name.");
    else if (!target) sendError(response, 404, "The page has no business at this address.");
    else await forward(backend, target, response);
    return true;
  };
}

/** What this server collects itself has the same API, at the page's own place. */
const OWN = {
  name: OWN_NAME,
  kind: "causeway",
  host: "",
  path: "",
  timeoutMs: DEFAULT_TIMEOUT_SECONDS * 1_000,
  replyLimitBytes: DEFAULT_REPLY_LIMIT_MB * 2 ** 20,
};

/** What a page may know. */
function describe({ name, kind, base, timeoutMs, replyLimitBytes }: Backend) {
  return { name, kind, host: new URL(base).host, path: `api/backends/${name}/`, timeoutMs, replyLimitBytes };
}

async function forward(backend: Backend, target: URL, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  try {
    await sendReply(backend, await askBackend(backend, target, gone.signal), response);
  } catch (failure) {
    if (gone.signal.aborted) return;
    const problem = failure instanceof BackendProblemError ? failure.problem : "unreachable";
    response.setHeader("x-causeway-problem", problem);
    sendError(response, STATUS[problem] ?? 502, `${backend.name} ${SENTENCES[problem]}.`);
  }
}

/** Browsers say which page asks; other programs say nothing and have to have reached this machine by themselves. */
function isOwnPage({ headers }: IncomingMessage, guard: Guard): boolean {
  const { origin } = headers;
  const site = headers["sec-fetch-site"];
  if (origin !== undefined && guard.isAllowedOrigin(origin)) return true;
  const isSameOrigin = origin === undefined || (URL.canParse(origin) && new URL(origin).host === headers.host);
  return isSameOrigin && (site === undefined || site === "same-origin" || site === "none");
}
