/** A tree as TraceQL text: what parseTraceql reads back as the same tree. */
import { SPAN_KIND_NAMES, STATUS_CODE_NAMES } from "../model/enums.ts";
import type { Field, SpanCondition, TraceCondition, Traceql, Value } from "./traceql.ts";

export function printTraceql(query: Traceql): string {
  return query.type === "text" ? query.text : printTraces(query);
}

function printTraces(condition: TraceCondition): string {
  if (condition.type === "spanset") {
    return condition.condition ? `{ ${printSpans(condition.condition)} }` : "{}";
  }
  const sign = condition.type === "and" ? "&&" : "||";
  return `(${printTraces(condition.left)}) ${sign} (${printTraces(condition.right)})`;
}

function printSpans(condition: SpanCondition): string {
  switch (condition.type) {
    case "comparison":
      return `${printField(condition.field)} ${condition.operator} ${printValue(condition.value)}`;
    case "not":
      return `!(${printSpans(condition.operand)})`;
    case "and":
      return `(${printSpans(condition.left)}) && (${printSpans(condition.right)})`;
    case "or":
      return `(${printSpans(condition.left)}) || (${printSpans(condition.right)})`;
  }
}

const printField = (field: Field) => (field.scope === "intrinsic" ? field.name : `${field.scope}.${field.key}`);

function printValue(value: Value): string {
  switch (value.type) {
    case "string":
      return `"${value.text.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n")}"`;
    case "number":
      return String(value.number);
    case "duration":
      return `${value.nano}ns`;
    case "boolean":
      return String(value.truth);
    case "nil":
      return "nil";
    case "status":
      return STATUS_CODE_NAMES[value.code]!.toLowerCase();
    case "kind":
      return SPAN_KIND_NAMES[value.code]!.toLowerCase();
  }
}
