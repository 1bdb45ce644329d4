/** A condition on a span -> a test of span rows that reads columns. What a string answers is worked out once, then kept. */
import { HOT_KEY_INDEX, VALUE_SEPARATOR } from "../model/hot-keys.ts";
import { hexToWords } from "../model/ids.ts";
import type { DataSet } from "../model/tables.ts";
import { compileRegex } from "./regex.ts";
import { type Comparison, type Operator, RESOURCE_COLUMNS, type SpanCondition, type Value } from "./traceql.ts";

type SpanTest = (span: number) => boolean;

export function compileSpanCondition(dataSet: DataSet, condition: SpanCondition): SpanTest {
  switch (condition.type) {
    case "comparison":
      return compileComparison(dataSet, condition);
    case "not": {
      const operand = compileSpanCondition(dataSet, condition.operand);
      return (span) => !operand(span);
    }
    case "and": {
      const left = compileSpanCondition(dataSet, condition.left);
      const right = compileSpanCondition(dataSet, condition.right);
      return (span) => left(span) && right(span);
    }
    case "or": {
      const left = compileSpanCondition(dataSet, condition.left);
      const right = compileSpanCondition(dataSet, condition.right);
      return (span) => left(span) || right(span);
    }
  }
}

function compileComparison(dataSet: DataSet, { field, operator, value }: Comparison): SpanTest {
  const { spans, traces, resources } = dataSet;
  if (field.scope === "span") return compileAttribute(dataSet, HOT_KEY_INDEX.get(field.key)!, operator, value);
  if (field.scope === "resource") {
    const column = resources[RESOURCE_COLUMNS[field.key]];
    // An absent resource attribute is the empty string.
    return compileText(dataSet, (span) => column[spans.resource[span]!] || -1, operator, value);
  }
  const topSpan = (span: number) => traces.topSpan[spans.trace[span]!]!;
  const number =
    value.type === "duration" ? value.nano : value.type === "status" || value.type === "kind" ? value.code : 0;
  switch (field.name) {
    case "name":
      return compileText(dataSet, (span) => spans.name[span]!, operator, value);
    case "rootName":
      return compileText(dataSet, (span) => spans.name[topSpan(span)]!, operator, value);
    case "rootServiceName":
      return compileText(dataSet, (span) => resources.service[spans.resource[topSpan(span)]!] ?? -1, operator, value);
    case "status":
      return compileNumber((span) => spans.statusCode[span]!, operator, number);
    case "kind":
      return compileNumber((span) => spans.kind[span]!, operator, number);
    case "duration":
      return compileNumber((span) => spans.duration[span]!, operator, number);
    case "traceDuration":
      return compileNumber((span) => traces.duration[spans.trace[span]!]!, operator, number);
    case "span:id":
    case "trace:id":
      return compileId(dataSet, field.name, operator, value);
  }
}

/** Unknown numbers (NaN) compare as false, != too. */
function compileNumber(numberOf: (span: number) => number, operator: Operator, wanted: number): SpanTest {
  switch (operator) {
    case "=":
      return (span) => numberOf(span) === wanted;
    case "!=":
      return (span) => {
        const number = numberOf(span);
        return number !== wanted && !Number.isNaN(number);
      };
    case ">":
      return (span) => numberOf(span) > wanted;
    case ">=":
      return (span) => numberOf(span) >= wanted;
    case "<":
      return (span) => numberOf(span) < wanted;
    case "<=":
      return (span) => numberOf(span) <= wanted;
    default:
      return () => false;
  }
}

/** @param stringOf StringIndex, -1 = absent */
function compileText(dataSet: DataSet, stringOf: (span: number) => number, operator: Operator, value: Value): SpanTest {
  if (value.type === "nil") return (span) => (stringOf(span) === -1) === (operator === "=");
  const passes = testStrings(dataSet, operator, value);
  return (span) => {
    const string = stringOf(span);
    return string !== -1 && passes(string);
  };
}

function compileAttribute(dataSet: DataSet, key: number, operator: Operator, value: Value): SpanTest {
  const { spans, hotAttributes } = dataSet;
  const stringOf = (span: number) => {
    const end = spans.hotFirst[span + 1]!;
    for (let hot = spans.hotFirst[span]!; hot < end; hot++) {
      if (hotAttributes.key[hot] === key) return hotAttributes.value[hot]!;
    }
    return -1;
  };
  return compileText(dataSet, stringOf, operator, value);
}

function compileId(
  { spans, traces }: DataSet,
  field: "span:id" | "trace:id",
  operator: Operator,
  value: Value,
): SpanTest {
  const isSpan = field === "span:id";
  const words = value.type === "string" ? hexToWords(value.text, isSpan ? 2 : 4) : undefined;
  const isWanted = operator === "=";
  if (words === undefined) return () => !isWanted;
  const [word0, word1, word2, word3] = words;
  if (isSpan) return (span) => (spans.spanIdHigh[span] === word0 && spans.spanIdLow[span] === word1) === isWanted;
  const { traceId } = traces;
  return (span) => {
    const at = spans.trace[span]! * 4;
    const same =
      traceId[at] === word0 && traceId[at + 1] === word1 && traceId[at + 2] === word2 && traceId[at + 3] === word3;
    return same === isWanted;
  };
}

const UNKNOWN = 0;
const FAILS = 1;
const PASSES = 2;

/** A test of StringIndex numbers that remembers its answers. */
function testStrings({ strings }: DataSet, operator: Operator, value: Value): (string: number) => boolean {
  const test = testText(operator, value);
  const known = new Uint8Array(strings.length);
  return (string) => {
    if (known[string] === UNKNOWN) known[string] = test(strings.get(string)) ? PASSES : FAILS;
    return known[string] === PASSES;
  };
}

/** Of a header that came several times, one value is enough for = and =~, and none may be there for != and !~. */
function testText(operator: Operator, value: Value): (text: string) => boolean {
  const positive = operator === "!=" ? "=" : operator === "!~" ? "=~" : operator;
  const test = testOne(positive, value);
  const any = (text: string) => (text.includes(VALUE_SEPARATOR) ? text.split(VALUE_SEPARATOR).some(test) : test(text));
  return positive === operator ? any : (text) => !any(text);
}

function testOne(operator: Operator, value: Value): (text: string) => boolean {
  if (value.type === "boolean") return (text) => text === String(value.truth);
  if (value.type === "string") {
    if (operator === "=") return (text) => text === value.text;
    const matches = compileRegex(value.text);
    return typeof matches === "function" ? matches : () => false;
  }
  const wanted = value.type === "number" ? value.number : Number.NaN;
  const compare = compileNumber((number) => number, operator, wanted);
  return (text) => text.trim() !== "" && compare(Number(text));
}
