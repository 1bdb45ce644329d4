/** Span kinds and status codes with OTLP's numbers. */

export const SpanKind = { unspecified: 0, internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;

/** Names in OTLP's spelling, by number. */
export const SPAN_KIND_NAMES = ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"] as const;

export const StatusCode = { unset: 0, ok: 1, error: 2 } as const;

export const STATUS_CODE_NAMES = ["UNSET", "OK", "ERROR"] as const;

/** Bits of OTLP's span flags beyond the W3C trace flags (bits 0 to 7). */
export const SpanFlag = {
  sampled: 0x01,
  random: 0x02,
  /** Whether "is the parent remote?" is known at all. */
  hasIsRemote: 0x100,
  /** The parent context came from another process. */
  isRemote: 0x200,
} as const;

/** What was mended in a span while reading; bits of SpanTable.repairs. */
export const Repair = {
  /** parentSpanId was the span's own id: cut. */
  selfParent: 0x01,
  /** The span closed a cycle of parents: cut here. */
  cycleCut: 0x02,
  /** Another span of the trace has the same id (and is not its other half). */
  duplicateId: 0x04,
  /** Start time missing or zero: unknown. */
  startUnknown: 0x08,
  /** The end lies before the start: the duration is unknown. */
  endBeforeStart: 0x10,
  /** Server half of a Zipkin shared span: made the child of its client half. */
  sharedHalf: 0x20,
  /** End or duration missing: the span may never have ended. */
  endUnknown: 0x40,
  /** An id was not hex or base64 of the right length: replaced or dropped. */
  idInvalid: 0x80,
} as const;
