/** A store of traces that others keep and this server asks for the page: Jaeger, Tempo, Zipkin or another Causeway. */

export const BACKEND_KINDS = ["jaeger", "tempo", "zipkin", "causeway"] as const;
export type BackendKind = (typeof BACKEND_KINDS)[number];

export interface Backend {
  /** Letters, digits, dot, dash and underscore: it stands in addresses. */
  readonly name: string;
  readonly kind: BackendKind;
  /** Origin and path prefix, without a slash at the end, without user and password. */
  readonly base: string;
  /** Sent with every request. Holds secrets: neither logged nor given to a page. */
  readonly headers: Readonly<Record<string, string>>;
  /** How long a reply may take to begin, and how long it may pause. */
  readonly timeoutMs: number;
  /** Unpacked. */
  readonly replyLimitBytes: number;
}

/** Under it the page finds what this server collected. */
export const OWN_NAME = "collector";

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export const DEFAULT_TIMEOUT_SECONDS = 30;
export const DEFAULT_REPLY_LIMIT_MB = 256;

/** What is said of a backend, from the command line or from a config file. */
export interface BackendSketch {
  /** undefined: its kind, numbered where that is taken. */
  readonly name: string | undefined;
  readonly kind: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly replyLimitMb?: number | undefined;
}

/** `[NAME:]KIND=URL`. @returns undefined where it is none */
export function parseBackendFlag(text: string): BackendSketch | undefined {
  const match = /^(?:([^:=]+):)?([a-z]+)=(.+)$/.exec(text);
  return match ? { name: match[1], kind: match[2]!, url: match[3]! } : undefined;
}

/** @returns the backends, or a sentence about the first sketch that cannot be used; it repeats no secret */
export function buildBackends(sketches: readonly BackendSketch[]): readonly Backend[] | string {
  const backends: Backend[] = [];
  for (const sketch of sketches) {
    const backend = buildBackend(sketch, new Set(backends.map(({ name }) => name)));
    if (typeof backend === "string") return backend;
    backends.push(backend);
  }
  return backends;
}

function buildBackend(sketch: BackendSketch, taken: ReadonlySet<string>): Backend | string {
  const { kind, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS, replyLimitMb = DEFAULT_REPLY_LIMIT_MB } = sketch;
  if (!isKind(kind)) return `Backend ${sketch.name ?? kind}: its kind is one of ${BACKEND_KINDS.join(", ")}.`;
  const name = sketch.name ?? freeName(kind, taken);
  if (!NAME.test(name)) return `Backend ${name}: a name is of letters, digits, ".", "-" and "_", 64 at most.`;
  if (name === OWN_NAME)
    return `Backend ${name}: that is the name of what this server collects itself. Choose another.`;
  if (taken.has(name)) return `Backend ${name}: there are two of that name.`;
  const url = parseUrl(sketch.url);
  if (!url) return `Backend ${name}: its address begins with http:// or https:// and has no "?" or "#".`;
  for (const [what, number] of Object.entries({ timeoutSeconds, replyLimitMb })) {
    if (!(number > 0 && number <= 86_400)) return `Backend ${name}: ${what} is a number above zero.`;
  }
  const headers = checkHeaders({ ...userOf(url), ...sketch.headers });
  if (typeof headers === "string") return `Backend ${name}: ${headers}`;
  return {
    name,
    kind,
    base: `${url.origin}${url.pathname.replace(/\/+$/, "")}`,
    headers,
    timeoutMs: timeoutSeconds * 1_000,
    replyLimitBytes: replyLimitMb * 2 ** 20,
  };
}

const isKind = (text: string): text is BackendKind => (BACKEND_KINDS as readonly string[]).includes(text);

function freeName(kind: string, taken: ReadonlySet<string>): string {
  let name = kind;
  for (let number = 2; taken.has(name); number++) name = `${kind}-${number}`;
  return name;
}

function parseUrl(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) && url.search === "" && url.hash === "" ? url : undefined;
  } catch {
    return undefined;
  }
}

/** `http://user:password@host` is basic auth. */
function userOf({ username, password }: URL): Record<string, string> {
  if (username === "" && password === "") return {};
  return { authorization: basicAuth(decodeURIComponent(username), decodeURIComponent(password)) };
}

export function basicAuth(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

/** Those that say how a connection is run are not for a config file. */
const NOT_OURS = /^(host|connection|content-length|transfer-encoding|upgrade|te|trailer|keep-alive|expect)$/;

function checkHeaders(given: Readonly<Record<string, string>>): Record<string, string> | string {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const lower = name.toLowerCase();
    try {
      new Headers({ [name]: value });
    } catch {
      return `the header ${JSON.stringify(name)} cannot be sent: its name or its value has characters that no header may have.`;
    }
    if (NOT_OURS.test(lower)) return `the header ${name} cannot be set.`;
    headers[lower] = value;
  }
  return headers;
}
