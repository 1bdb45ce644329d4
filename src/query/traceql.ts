/**
 * TraceQL as a tree.
 *
 *   { a = 1 && b = 2 } || { c = 3 }
 *   └── spanset: must hold for one span     SpanCondition
 *   └──────────── joined: one trace ──────┘ TraceCondition
 */

import type { HotKey } from "../model/hot-keys.ts";
import type { Said } from "../model/sentence.ts";

export type Traceql = TextSearch | TraceCondition;

/** Typed without braces. */
export interface TextSearch {
  readonly type: "text";
  readonly text: string;
}

export type TraceCondition = Spanset | Joined<TraceCondition>;

export interface Spanset {
  readonly type: "spanset";
  /** undefined = `{}`, any span. */
  readonly condition: SpanCondition | undefined;
}

export type SpanCondition = Comparison | Joined<SpanCondition> | Negated;

export interface Joined<Part> {
  readonly type: "and" | "or";
  readonly left: Part;
  readonly right: Part;
}

export interface Negated {
  readonly type: "not";
  readonly operand: SpanCondition;
}

export interface Comparison {
  readonly type: "comparison";
  readonly field: Field;
  readonly operator: Operator;
  readonly value: Value;
}

/** Two signs before one, so that a reader who tries them in turn takes the longest. */
export const OPERATORS = ["!=", "=~", "!~", ">=", "<=", "=", ">", "<"] as const;
export type Operator = (typeof OPERATORS)[number];

export type Field =
  | { readonly scope: "intrinsic"; readonly name: Intrinsic }
  | { readonly scope: "resource"; readonly key: ResourceKey }
  | { readonly scope: "span"; readonly key: HotKey };

/** Intrinsic fields with the type of what they hold. */
export const INTRINSICS = {
  name: "string",
  status: "status",
  kind: "kind",
  duration: "duration",
  rootName: "string",
  rootServiceName: "string",
  traceDuration: "duration",
  "span:id": "id",
  "trace:id": "id",
} as const;
export type Intrinsic = keyof typeof INTRINSICS;

/** Resource attributes that have a column, with its name in ResourceTable. */
export const RESOURCE_COLUMNS = {
  "service.name": "service",
  "service.instance.id": "serviceInstance",
  "service.namespace": "serviceNamespace",
  "service.version": "serviceVersion",
  "telemetry.sdk.language": "sdkLanguage",
  "telemetry.sdk.name": "sdkName",
  "telemetry.sdk.version": "sdkVersion",
  "host.name": "hostName",
  "deployment.environment.name": "environment",
} as const;
export type ResourceKey = keyof typeof RESOURCE_COLUMNS;

export type Value =
  | { readonly type: "string"; readonly text: string }
  | { readonly type: "number"; readonly number: number }
  | { readonly type: "duration"; readonly nano: number }
  | { readonly type: "boolean"; readonly truth: boolean }
  | { readonly type: "nil" }
  /** Number in StatusCode. */
  | { readonly type: "status"; readonly code: number }
  /** Number in SpanKind. */
  | { readonly type: "kind"; readonly code: number };

/** What is wrong with a text, and where: for the field to underline. */
export interface TraceqlError {
  /** One sentence. */
  readonly message: string;
  /** What the message was made of, for another language. */
  readonly said: Said;
  /** UTF-16 position in the text, and how far it reaches. */
  readonly position: number;
  readonly length: number;
}

export type TraceqlResult =
  | { readonly query: Traceql; readonly error?: undefined }
  | { readonly query?: undefined; readonly error: TraceqlError };
