/** Cuts TraceQL into tokens, each with its place. Throws TraceqlSyntaxError. */
import { type Said, say } from "../model/sentence.ts";
import { OPERATORS } from "./traceql.ts";

/** Thrown inside the parser, turned into a TraceqlError at its door. */
export class TraceqlSyntaxError extends Error {
  readonly said: Said;
  readonly position: number;
  readonly length: number;

  constructor(said: Said, { position, length }: { readonly position: number; readonly length: number }) {
    super(said.text);
    this.said = said;
    this.position = position;
    this.length = length;
  }
}

export interface Token {
  readonly type: "punctuation" | "operator" | "word" | "string" | "number" | "duration" | "end";
  /** As written; of a string its value. */
  readonly text: string;
  /** Of numbers and durations (nanoseconds). */
  readonly number: number;
  readonly position: number;
  readonly length: number;
}

/** Longest first, so that `>=` is not read as `>`. The last are TraceQL's, but not ours: known, so that we can say so. */
const SIGNS = ["&&", "||", ">>", "<<", "&>", "!>", "!<", ...OPERATORS, "{", "}", "(", ")", "!", "|", "~", "&"] as const;
const OPERATOR_SET: ReadonlySet<string> = new Set(OPERATORS);

/** Nanoseconds of each unit that Go writes durations in; TraceQL takes the same. */
export const DURATION_UNITS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};
const NUMBER = /-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/y;
const DURATION = /-?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+(?![\p{L}\p{N}_])/uy;
const DURATION_PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;
/** `span.http.method`, `.foo`, `trace:id`, `duration`; a key may be quoted: `span."my key"`. */
const WORD = /[.\p{L}_][\p{L}\p{N}_.:/-]*/uy;

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at]!)) {
      at++;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at += token.length;
  }
  tokens.push({ type: "end", text: "", number: Number.NaN, position: text.length, length: 0 });
  return tokens;
}

function tokenAt(text: string, position: number): Token {
  const letter = text[position]!;
  if (letter === '"' || letter === "`") return stringAt(text, position);
  const duration = matchAt(DURATION, text, position);
  if (duration !== undefined) {
    return { type: "duration", text: duration, number: durationNano(duration), position, length: duration.length };
  }
  const number = matchAt(NUMBER, text, position);
  if (number !== undefined) {
    return { type: "number", text: number, number: Number(number), position, length: number.length };
  }
  const word = matchAt(WORD, text, position);
  if (word !== undefined) return wordAt(text, position, word);
  const sign = SIGNS.find((candidate) => text.startsWith(candidate, position));
  if (sign === undefined) {
    const unknown = String.fromCodePoint(text.codePointAt(position)!);
    throw new TraceqlSyntaxError(say`“${unknown}” has no meaning here.`, { position, length: unknown.length });
  }
  const type = OPERATOR_SET.has(sign) ? "operator" : "punctuation";
  return { type, text: sign, number: Number.NaN, position, length: sign.length };
}

function wordAt(text: string, position: number, word: string): Token {
  const end = position + word.length;
  if (!word.endsWith(".") || text[end] !== '"') {
    return { type: "word", text: word, number: Number.NaN, position, length: word.length };
  }
  const quoted = stringAt(text, end);
  return {
    type: "word",
    text: word + quoted.text,
    number: Number.NaN,
    position,
    length: word.length + quoted.length,
  };
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", '"': '"', "\\": "\\" };

/** In double quotes with escapes, or raw between backticks. An unknown escape keeps its backslash: regular expressions are full of them. */
function stringAt(text: string, position: number): Token {
  const quote = text[position]!;
  let value = "";
  for (let at = position + 1; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === quote) {
      return { type: "string", text: value, number: Number.NaN, position, length: at + 1 - position };
    }
    if (letter === "\\" && quote === '"' && at + 1 < text.length) {
      at++;
      value += ESCAPES[text[at]!] ?? `\\${text[at]}`;
    } else {
      value += letter;
    }
  }
  throw new TraceqlSyntaxError(say`The text in quotes is not closed.`, { position, length: text.length - position });
}

function durationNano(text: string): number {
  let nano = 0;
  for (const [, amount, unit] of text.matchAll(DURATION_PART)) nano += Number(amount) * DURATION_UNITS[unit!]!;
  return text.startsWith("-") ? -nano : nano;
}

function matchAt(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}
