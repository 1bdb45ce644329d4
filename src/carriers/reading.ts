/**
 * What a carrier reader answers.
 *
 *   header value --read--> Reading { outcome, context, problems, notes, parts }
 *
 *   00-4bf92f3577b34da6a3ce929d0e0e4736-00F067aa0ba902b7-01
 *   |  |                                |                '- part "flags"     at 53, length 2
 *   |  |                                '- part "span-id", problem at 38: 'F' must be lower-case hex
 *   |  '- part "trace-id"               at 3, length 32
 *   '- part "version"                   at 0, length 2
 *
 * Offsets count UTF-16 code units from 0 in the value as it was received, white space included.
 * `length` 0 means "here something is missing"; `at` may then equal the length of the value.
 */

export type CarrierName =
  | "traceparent"
  | "tracestate"
  | "b3"
  | "b3-multi"
  | "jaeger"
  | "xray"
  | "ot-tracer"
  | "datadog"
  | "gcp"
  | "grpc-trace-bin"
  | "grpc-metadata-key"
  | "sentry"
  | "elastic";

/** A context as OpenTelemetry would hold it after extraction. A field the carrier leaves open is undefined. */
export interface CarriedContext {
  /** 32 lower-case hex digits; shorter ids are padded on the left with zeros. Undefined: a sampling decision alone. */
  readonly traceId?: string | undefined;
  /** How many bits the carrier had room for or was given: 64 means the upper half is unknown. */
  readonly traceIdBits?: 64 | 128 | undefined;
  /** 16 lower-case hex digits: the caller's span, the receiver's parent. */
  readonly spanId?: string | undefined;
  /** 16 lower-case hex digits: the parent of the caller's span, where a format carries it. */
  readonly parentSpanId?: string | undefined;
  /** Undefined: the decision is left to the receiver. */
  readonly sampled?: boolean | undefined;
  readonly debug?: boolean | undefined;
  /** W3C Level 2: the low 56 bits of the trace id are random. */
  readonly random?: boolean | undefined;
}

export interface Problem {
  /** The header it is in, lower-case. */
  readonly header: string;
  /** The header is not there at all; `at` and `length` are then 0. */
  readonly headerAbsent: boolean;
  readonly at: number;
  readonly length: number;
  /** The offending text, "" where something is missing. */
  readonly found: string;
  /** Key of the sentence in the texts, with its arguments: enough to say it in another language. */
  readonly code: string;
  readonly args: readonly string[];
  /** What must be, as a clause: "the span id must be lower-case hex". */
  readonly expected: string;
  /** "Character 38 is 'F': the span id must be lower-case hex." */
  readonly sentence: string;
}

/** Something worth knowing about a value that does not make it invalid. */
export interface Note {
  readonly code: string;
  readonly text: string;
}

/** A labelled stretch of a value, for a drawing of it. */
export interface Part {
  readonly header: string;
  readonly at: number;
  readonly length: number;
  readonly text: string;
  readonly code: string;
  readonly label: string;
  readonly meaning: string;
}

/** The exact string that offsets of `header` refer to. */
export interface Source {
  readonly header: string;
  readonly value: string;
}

export interface Reading {
  readonly carrier: CarrierName;
  readonly outcome: "accept" | "reject";
  /** Present exactly when the outcome is accept, except for tracestate and metadata keys, which carry no ids. */
  readonly context?: CarriedContext | undefined;
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
  readonly parts: readonly Part[];
  readonly sources: readonly Source[];
}

/** True when a receiver of this format gets a parent from the reading: both ids are there. */
export function hasParent(reading: Reading): boolean {
  return reading.outcome === "accept" && reading.context?.traceId !== undefined && reading.context.spanId !== undefined;
}
