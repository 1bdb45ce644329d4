/** One comparison: field, operator, value, and whether the three go together. */

import { SPAN_KIND_NAMES, STATUS_CODE_NAMES } from "../model/enums.ts";
import { HOT_VALUE_LIMIT } from "../model/raw-columns.ts";
import { Said, say } from "../model/sentence.ts";
import { compileRegex } from "./regex.ts";
import type { TokenReader } from "./token-reader.ts";
import { type Comparison, type Field, INTRINSICS, type Operator, type Value } from "./traceql.ts";
import { findField } from "./traceql-fields.ts";
import { type Token, TraceqlSyntaxError } from "./traceql-tokens.ts";

export function parseComparison(reader: TokenReader): Comparison {
  const fieldToken = reader.next;
  if (fieldToken.type !== "word") {
    const isValue = fieldToken.type === "string" || fieldToken.type === "number" || fieldToken.type === "duration";
    throw reader.unexpected(
      isValue
        ? say`The field comes first, then the value: duration > 100ms.`
        : say`A condition is wanted here, such as status = error.`,
    );
  }
  reader.shift();
  const field = findField(fieldToken.text);
  if (field instanceof Said) throw new TraceqlSyntaxError(field, fieldToken);
  const operatorToken = reader.next;
  if (operatorToken.type !== "operator") {
    throw reader.unexpected(say`After ${fieldToken.text} one of = != =~ !~ > >= < <= is wanted.`);
  }
  reader.shift();
  const operator = operatorToken.text as Operator;
  const valueToken = reader.shift();
  const value = readValue(field, fieldToken.text, valueToken);
  checkOperator(operator, operatorToken, value);
  if (operator === "=~" || operator === "!~") checkRegex(value, valueToken);
  return { type: "comparison", field, operator, value };
}

function readValue(field: Field, name: string, token: Token): Value {
  const wanted = field.scope === "intrinsic" ? INTRINSICS[field.name] : field.scope === "span" ? "any" : "string";
  if (token.type === "word" && token.text === "nil" && (wanted === "string" || wanted === "any"))
    return { type: "nil" };
  const wrong = (said: Said) => new TraceqlSyntaxError(said, token);
  switch (wanted) {
    case "status": {
      const code = token.type === "word" ? STATUS_CODE_NAMES.findIndex((known) => isName(known, token)) : -1;
      if (code === -1) throw wrong(say`A status is one of ok, error and unset, without quotes.`);
      return { type: "status", code };
    }
    case "kind": {
      const code = token.type === "word" ? SPAN_KIND_NAMES.findIndex((known) => isName(known, token)) : -1;
      if (code === -1) {
        throw wrong(
          say`A kind is one of server, client, producer, consumer, internal and unspecified, without quotes.`,
        );
      }
      return { type: "kind", code };
    }
    case "duration":
      if (token.type === "duration") return { type: "duration", nano: token.number };
      throw wrong(
        token.type === "number" && token.number !== 0
          ? say`${token.text} of what? Add a unit, such as ${token.text}ms.`
          : say`${name} is compared with a duration, such as 100ms or 1.5s.`,
      );
    case "id":
      if (token.type !== "string" || !/^[0-9a-f]{1,32}$/i.test(token.text)) {
        throw wrong(say`${name} is compared with hex digits in quotes.`);
      }
      return { type: "string", text: token.text };
    case "string":
      if (token.type !== "string") throw wrong(say`${name} is compared with a text in quotes.`);
      return { type: "string", text: token.text };
    case "any":
      return readAttributeValue(name, token, wrong);
  }
}

function readAttributeValue(name: string, token: Token, wrong: (said: Said) => Error): Value {
  if (token.type === "number") return { type: "number", number: token.number };
  if (token.type === "word" && (token.text === "true" || token.text === "false")) {
    return { type: "boolean", truth: token.text === "true" };
  }
  if (token.type !== "string")
    throw wrong(say`${name} is compared with a text in quotes, a number, true, false or nil.`);
  if (new TextEncoder().encode(token.text).length > HOT_VALUE_LIMIT) {
    throw wrong(say`Only the first ${HOT_VALUE_LIMIT} bytes of an attribute are indexed; this text is longer.`);
  }
  return { type: "string", text: token.text };
}

function checkOperator(operator: Operator, token: Token, value: Value): void {
  const isRegex = operator === "=~" || operator === "!~";
  const isOrder = !isRegex && operator !== "=" && operator !== "!=";
  if (isRegex && value.type !== "string") {
    throw new TraceqlSyntaxError(say`${operator} is followed by a regular expression in quotes.`, token);
  }
  if (isOrder && value.type !== "number" && value.type !== "duration") {
    throw new TraceqlSyntaxError(say`${operator} compares numbers and durations; use = or != here.`, token);
  }
}

function checkRegex(value: Value, token: Token): void {
  if (value.type !== "string") return;
  const matches = compileRegex(value.text);
  if (matches instanceof Said) throw new TraceqlSyntaxError(matches, token);
}

const isName = (known: string, { text }: Token) => known.toLowerCase() === text;
