/**
 * TraceQL text -> tree, by recursive descent; never throws.
 *
 *   query      = traces | bare text
 *   traces     = traceAnd { "||" traceAnd }          traceAnd = traceUnit { "&&" traceUnit }
 *   traceUnit  = "{" [ spans ] "}" | "(" traces ")"
 *   spans      = spanAnd { "||" spanAnd }            spanAnd  = spanUnit { "&&" spanUnit }
 *   spanUnit   = "!" spanUnit | "(" spans ")" | field operator value
 */
import { say } from "../model/sentence.ts";
import { parseComparison } from "./parse-comparison.ts";
import { TokenReader } from "./token-reader.ts";
import type { Joined, SpanCondition, Spanset, TraceCondition, Traceql, TraceqlResult } from "./traceql.ts";
import { looksLikeCondition } from "./traceql-fields.ts";
import { TraceqlSyntaxError, tokenize } from "./traceql-tokens.ts";

/** Longer queries are refused; nobody types them. */
const LENGTH_LIMIT = 10_000;
const DEPTH_LIMIT = 100;

/** @returns the query, or what is wrong with it and where. An empty text is a search for nothing: every trace. */
export function parseTraceql(text: string): TraceqlResult {
  try {
    if (text.length > LENGTH_LIMIT) {
      const rest = { position: LENGTH_LIMIT, length: text.length - LENGTH_LIMIT };
      throw new TraceqlSyntaxError(say`A query has at most ${LENGTH_LIMIT} characters.`, rest);
    }
    return { query: parse(text) };
  } catch (error) {
    if (!(error instanceof TraceqlSyntaxError)) throw error;
    return { error: { message: error.message, said: error.said, position: error.position, length: error.length } };
  }
}

function parse(text: string): Traceql {
  const trimmed = text.trim();
  if (!/^[({]/.test(trimmed) || !trimmed.includes("{")) {
    if (looksLikeCondition(trimmed)) {
      const place = { position: text.indexOf(trimmed), length: trimmed.length };
      throw new TraceqlSyntaxError(say`A condition stands in braces, such as { duration > 100ms }.`, place);
    }
    return { type: "text", text: trimmed };
  }
  const reader = new TokenReader(tokenize(text));
  const query = parseJoined(reader, parseTraceUnit, 0);
  const { type, text: sign } = reader.next;
  if (type === "end") return query;
  throw reader.unexpected(
    /^(\||>>|<<|>|<|~|&>|!>|!<|!~)$/.test(sign)
      ? say`“${sign}” is not read here: { … } can be joined by && and ||.`
      : say`Nothing can follow here but && or || and another { … }.`,
  );
}

function parseTraceUnit(reader: TokenReader, depth: number): TraceCondition {
  if (reader.take("(")) {
    const inner = parseJoined(reader, parseTraceUnit, deeper(reader, depth));
    if (!reader.take(")")) throw reader.unexpected(say`A “)” is missing.`);
    return inner;
  }
  if (!reader.take("{")) throw reader.unexpected(say`A “{” is missing: conditions stand in braces.`);
  if (reader.take("}")) return { type: "spanset", condition: undefined } satisfies Spanset;
  const condition = parseJoined(reader, parseSpanUnit, deeper(reader, depth));
  if (!reader.take("}")) {
    throw reader.unexpected(
      reader.next.type === "end" ? say`The “}” at the end is missing.` : say`Here && or || or “}” is wanted.`,
    );
  }
  return { type: "spanset", condition };
}

function parseSpanUnit(reader: TokenReader, depth: number): SpanCondition {
  if (reader.take("!")) return { type: "not", operand: parseSpanUnit(reader, deeper(reader, depth)) };
  if (reader.take("(")) {
    const inner = parseJoined(reader, parseSpanUnit, deeper(reader, depth));
    if (!reader.take(")")) throw reader.unexpected(say`A “)” is missing.`);
    return inner;
  }
  return parseComparison(reader);
}

/** Parts joined by && (which binds tighter) and ||, both to the left. */
function parseJoined<Part>(
  reader: TokenReader,
  parseUnit: (reader: TokenReader, depth: number) => Part | Joined<Part>,
  depth: number,
): Part | Joined<Part> {
  type Node = Part | Joined<Part>;
  const parseAnd = (): Node => {
    let left: Node = parseUnit(reader, depth);
    while (reader.take("&&")) left = { type: "and", left, right: parseUnit(reader, depth) } as Joined<Part>;
    return left;
  };
  let left = parseAnd();
  while (reader.take("||")) left = { type: "or", left, right: parseAnd() } as Joined<Part>;
  return left;
}

function deeper(reader: TokenReader, depth: number): number {
  if (depth >= DEPTH_LIMIT) throw reader.unexpected(say`This is nested too deep.`);
  return depth + 1;
}
