/**
 * Who is let in where a token is asked for (`--token-file`): senders and programs show it with each request, browsers once, for a cookie.
 *
 *   Authorization: Bearer TOKEN                     API, OTLP/HTTP, OTLP/gRPC
 *   Cookie: causeway=EXPIRES.HMAC(TOKEN, EXPIRES)   the page; the cookie does not hold the token
 *
 * Comparisons take the same time whatever is shown: both sides are hashed, and the hashes compared.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";

/** Shorter ones could be guessed. */
const SHORTEST_TOKEN = 16;
export const SESSION_SECONDS = 30 * 86_400;

export class Door {
  readonly #token: string;
  readonly #nowMs: () => number;

  /** @param nowMs the clock by which sessions end, in Unix milliseconds */
  constructor(token: string, nowMs: () => number = Date.now) {
    this.#token = token;
    this.#nowMs = nowMs;
  }

  admitsToken(shown: string): boolean {
    return timingSafeEqual(hash(shown), hash(this.#token));
  }

  /** @param authorization the header */
  admitsBearer(authorization: string | undefined): boolean {
    const [, shown] = /^bearer +(.+?) *$/i.exec(authorization ?? "") ?? [];
    return shown !== undefined && this.admitsToken(shown);
  }

  /** What a browser keeps after it has shown the token. */
  newSession(): string {
    return this.#sessionUntil(Math.floor(this.#nowMs() / 1_000) + SESSION_SECONDS);
  }

  admitsSession(session: string | undefined): boolean {
    const [, expires] = /^(\d{1,12})\./.exec(session ?? "") ?? [];
    if (session === undefined || expires === undefined || Number(expires) * 1_000 <= this.#nowMs()) return false;
    return timingSafeEqual(hash(session), hash(this.#sessionUntil(Number(expires))));
  }

  #sessionUntil(expires: number): string {
    const seal = createHmac("sha256", this.#token).update(`causeway session ${expires}`).digest("base64url");
    return `${expires}.${seal}`;
  }
}

const hash = (text: string) => createHash("sha256").update(text).digest();

/** The token in a file, blanks around it left out. @returns a sentence where there is none that can be used */
export function readToken(file: string): { readonly token: string } | string {
  let token: string;
  try {
    token = readFileSync(file, "utf8").trim();
  } catch {
    return `--token-file ${file}: this file cannot be read.`;
  }
  // What a header can carry as it is.
  if (!/^[\x21-\x7e]+$/.test(token))
    return `--token-file ${file}: a token is one line of letters, digits and signs, without blanks.`;
  if (token.length < SHORTEST_TOKEN) {
    return `--token-file ${file}: a token has ${SHORTEST_TOKEN} characters or more, such as those of openssl rand -hex 32.`;
  }
  return { token };
}
