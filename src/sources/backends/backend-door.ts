/** One backend as the page reaches it: through its own server, which adds the credentials. Every failure names its cause. */
import { readBody } from "../read-body.ts";
import { BackendError, type BackendFailure, proxyProblem } from "./backend-failure.ts";
import type { BackendInfo, Surroundings } from "./backend-info.ts";

export type Parameters = Readonly<Record<string, string | number | undefined>>;

export interface AskOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: ((bytesRead: number) => void) | undefined;
}

/** What a backend answered, where it answered at all. */
export interface Reply {
  /** 200 to 299, or 404. */
  readonly status: number;
  /** undefined: it is a web page, as some servers send for an address they do not know. */
  readonly blob: Blob | undefined;
  /** Of Causeway's own collector: it looked at a part only. */
  readonly isPartial: boolean;
}

/** Lists and search results beyond this are not parsed: nobody reads them. */
const MOST_PARSED_BYTES = 64 * 2 ** 20;
/** Of what a backend says for itself when it refuses. */
const LONGEST_SAID = 300;
/** A reply may take so many times the time it may take to begin. */
const WHOLE_TIME = 4;

export class BackendDoor {
  readonly info: BackendInfo;
  readonly #surroundings: Surroundings;

  constructor(info: BackendInfo, surroundings: Surroundings) {
    this.info = info;
    this.#surroundings = surroundings;
  }

  error(failure: BackendFailure): BackendError {
    return new BackendError(this.info.name, failure);
  }

  /** @throws BackendError; the signal's reason, when aborted */
  async ask(path: string, parameters: Parameters, { signal, onProgress }: AskOptions): Promise<Reply> {
    const { base, fetch = globalThis.fetch } = this.#surroundings;
    const url = new URL(this.info.path + path.slice(1), base);
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined && value !== "") url.searchParams.append(name, String(value));
    }
    const late = AbortSignal.timeout(this.info.timeoutMs * WHOLE_TIME);
    const either = AbortSignal.any([signal, late]);
    try {
      const response = await fetch(url, { signal: either, headers: { accept: "application/json" } });
      return await this.#read(response, either, onProgress);
    } catch (error) {
      signal.throwIfAborted();
      if (late.aborted) throw this.error({ cause: "timeout" });
      throw error instanceof BackendError ? error : this.error({ cause: "no-server" });
    }
  }

  /** A reply that must be there, parsed. @throws BackendError */
  async json(path: string, parameters: Parameters, options: AskOptions): Promise<unknown> {
    const { status, blob } = await this.ask(path, parameters, options);
    if (!blob) throw this.error({ cause: "html" });
    if (status === 404) throw this.error({ cause: "other-api" });
    return this.parse(blob);
  }

  async parse(blob: Blob): Promise<unknown> {
    if (blob.size > MOST_PARSED_BYTES) throw this.error({ cause: "too-large" });
    try {
      return JSON.parse(await blob.text());
    } catch {
      throw this.error({ cause: "not-json" });
    }
  }

  async #read(response: Response, signal: AbortSignal, onProgress: AskOptions["onProgress"]): Promise<Reply> {
    const { status, headers } = response;
    const problem = headers.get("x-causeway-problem");
    const mostBytes = this.info.replyLimitBytes;
    const body = await readBody(response, { signal, onProgress, mostBytes });
    if (problem !== null) throw this.error({ cause: proxyProblem(problem) });
    if (!body.ok && body.cause !== "html") throw this.error({ cause: body.cause });
    const blob = body.ok ? body.blob : undefined;
    if (response.ok || status === 404) return { status, blob, isPartial: headers.get("x-causeway-partial") === "true" };
    const failure = { cause: "status", status, said: blob ? await saidIn(blob) : "" } as const;
    const wait = headers.get("retry-after") ?? "";
    // The proxy has made seconds of a date.
    throw this.error(/^\d{1,9}$/.test(wait) ? { ...failure, retryAfterSeconds: Number(wait) } : failure);
  }
}

/** The message of a refusal, out of the shapes that these servers have for one. */
async function saidIn(blob: Blob): Promise<string> {
  const text = (await blob.slice(0, 4_096).text()).trim();
  const message = /"(?:message|msg|error)"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
  return (message === undefined ? text : parsed(message)).replaceAll(/\s+/g, " ").slice(0, LONGEST_SAID);
}

function parsed(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}
