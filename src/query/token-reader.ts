import type { Said } from "../model/sentence.ts";
import { type Token, TraceqlSyntaxError } from "./traceql-tokens.ts";

/** The tokens, one after another. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get next(): Token {
    return this.#tokens[this.#at]!;
  }

  /** The next token, stepping over it; the end stays. */
  shift(): Token {
    const token = this.next;
    if (token.type !== "end") this.#at++;
    return token;
  }

  /** Steps over a sign if it comes next. */
  take(sign: string): boolean {
    if (this.next.type !== "punctuation" || this.next.text !== sign) return false;
    this.#at++;
    return true;
  }

  unexpected(said: Said): TraceqlSyntaxError {
    return new TraceqlSyntaxError(said, this.next);
  }
}
