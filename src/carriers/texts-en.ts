/**
 * Every English word a carrier reading says. A second language is a second object of this shape.
 * `expect` entries are clauses that follow a colon; their arguments are part codes, lengths or names.
 */

const names = {
  version: "version",
  "trace-id": "trace id",
  "span-id": "span id",
  "parent-span-id": "parent span id",
  flags: "flags",
  sampled: "sampling state",
  debug: "debug flag",
  extra: "extra fields",
  key: "key",
  value: "value",
  epoch: "start time",
  "root-id": "unique id",
  self: "proxy id",
  lineage: "lineage",
  priority: "sampling priority",
  "upper-trace-id": "upper half of the trace id",
  origin: "origin",
  tags: "tags",
  options: "options",
  "field-id": "field id",
} as const;

export type PartCode = keyof typeof names;

const name = (code: string): string => names[code as PartCode] ?? code;

/** The quoted form of a stretch of a value; blanks and control characters are named. */
function quote(found: string): string {
  if (found === " ") return "a space";
  if (found === "\t") return "a tab";
  const unit = found.charCodeAt(0);
  if (found.length === 1 && (unit < 0x20 || unit > 0x7e)) {
    return `U+${unit.toString(16).toUpperCase().padStart(4, "0")}`;
  }
  return `'${found.length > 40 ? `${found.slice(0, 39)}…` : found}'`;
}

export const englishCarrierTexts = {
  names: names as Readonly<Record<PartCode, string>>,
  sentence: (place: string, expectation: string) => `${place}: ${expectation}.`,
  place: {
    absent: (header: string) => `${header} is missing`,
    empty: () => "The value is empty",
    end: (at: number) => `The value ends at character ${at}`,
    one: (at: number, found: string) => `Character ${at} is ${quote(found)}`,
    many: (at: number, last: number, found: string) => `Characters ${at} to ${last} are ${quote(found)}`,
    inHeader: (header: string, place: string) => `${header}: ${place.charAt(0).toLowerCase()}${place.slice(1)}`,
  },
  expect: {
    "traceparent-form": () => "it must be version-traceid-spanid-flags, 55 characters",
    "lower-hex": (part: string) => `the ${name(part)} must be lower-case hex`,
    hex: (part: string) => `the ${name(part)} must be hex digits, 0-9 and a-f`,
    digits: (part: string, wanted: string, got: string) => `the ${name(part)} must be ${wanted} hex digits, not ${got}`,
    "not-zero": (part: string) => `the ${name(part)} must not be all zeros`,
    delimiter: (delimiter: string, before: string) => `'${delimiter}' and the ${name(before)} must follow`,
    "version-ff": () => "version ff is forbidden",
    "version-00-end": () => "version 00 must end after the flags, at 55 characters",
    "version-end": () => "the flags must be followed by '-' or by the end",
    joined: () => "two headers were joined into one; there must be exactly one value",
    repeated: (count: string) => `the header was received ${count} times; it must come exactly once`,
    "key-start": () => "a key must start with a lower-case letter or a digit",
    "key-char": () => "a key may hold a-z, 0-9, '_', '-', '*', '/' and '@' only",
    "key-length": () => "a key may be at most 256 characters long",
    "no-equals": () => "a member must be key=value",
    "value-char": () => "a value may hold printable ASCII only, without ',' and '='",
    "value-empty": () => "a value must not be empty",
    "value-length": () => "a value may be at most 256 characters long",
    "too-many-members": () => "at most 32 members are allowed",
    "b3-form": () => "it must be traceid-spanid, traceid-spanid-state, or a state alone",
    "b3-state": () => "the sampling state must be 0, 1 or d",
    "b3-end": () => "nothing may follow the parent span id",
    "b3-sampled": () => "x-b3-sampled must be 0 or 1",
    "ids-together": (other: string) => `it must be sent together with ${other}`,
    "jaeger-form": () => "it must be traceid:spanid:parentid:flags, four parts",
    "jaeger-end": () => "nothing may follow the flags",
    "xray-pair": () => "each field must be Name=value",
    "xray-root": () => "the field Root=1-8hex-24hex is required",
    "xray-version": () => "the version must be 1",
    "xray-root-form": () => "Root must be 1-8hex-24hex, 35 characters",
    "xray-sampled": () => "Sampled must be 0, 1 or ?",
    "ot-sampled": () => "ot-tracer-sampled must be true or false",
    decimal: (part: string) => `the ${name(part)} must be a decimal number`,
    "decimal-range": (part: string) => `the ${name(part)} must be from 1 to 18446744073709551615 (64 bits)`,
    "priority-integer": () => "the sampling priority must be a whole number: -1, 0, 1 or 2",
    "gcp-form": () => "it must be traceid/spanid;o=options",
    "gcp-options": () => "after ';' must come o= and a number",
    "sentry-sampled": () => "the sampling state must be 0 or 1",
    "sentry-end": () => "nothing may follow the sampling state",
    base64: () => "it must be base64 (A-Z, a-z, 0-9, '+', '/')",
    "base64-end": () => "base64 cannot end here",
    "binary-version": () => "the first byte, the version, must be 0",
    "binary-field": (id: string) => `the byte here must be ${id}, the id of the next field`,
    "binary-length": (got: string) => `it must be 29 bytes, not ${got}`,
    "metadata-empty": () => "a metadata key must have at least one character",
    "metadata-upper": () => "a gRPC metadata key must be lower-case",
    "metadata-char": () => "a gRPC metadata key may hold a-z, 0-9, '_', '-' and '.' only",
    "metadata-reserved": () => "keys that start with grpc- are reserved for gRPC itself",
    "metadata-value": () =>
      "a metadata value may hold printable ASCII only; binary values need a key that ends in -bin",
  },
  meanings: {
    version: "version of the format",
    "trace-id": "names the whole trace",
    "span-id": "the caller's span: parent of the span that the receiver starts",
    "parent-span-id": "parent of the caller's span",
    flags: "bit field: sampled and others",
    sampled: "whether the caller records this trace",
    debug: "asks every service to record this trace",
    extra: "fields of a newer version, not read",
    key: "names the vendor the value belongs to",
    value: "opaque to everyone but its vendor",
    epoch: "seconds since 1970, hex: the first 32 bits of the trace id",
    "root-id": "the other 96 bits of the trace id",
    self: "added by a load balancer for its own request",
    lineage: "Lambda's own loop detection",
    priority: "-1 user drop, 0 drop, 1 keep, 2 user keep",
    "upper-trace-id": "the upper 64 bits that the decimal trace id has no room for",
    origin: "where the trace began",
    tags: "values that travel with the trace",
    options: "bit 0: the caller records this trace",
    "field-id": "says which field follows",
  } satisfies Record<PartCode, string>,
  notes: {
    "outer-space": "Blanks around the value are ignored. Some readers (Java) expect the server to have removed them.",
    "future-version": "A version newer than 00: receivers read the three known fields and answer with version 00.",
    "reserved-flags":
      "Flag bits other than sampled (01) and random (02) are reserved: receivers ignore them and send zeros.",
    "go-rejects-flags": "OpenTelemetry Go rejects version 00 with flags above 03 and starts a new trace.",
    "go-accepts-dash": "OpenTelemetry Go accepts this trailing '-'; others start a new trace.",
    "js-long-flags": "OpenTelemetry JavaScript writes three digits when it passes on flags of 10 (hex) or more.",
    "go-first-of-many":
      "OpenTelemetry Go, Python and JavaScript (given a list) read the first of several headers and would continue it.",
    "not-sampled": "The caller does not record this trace: its span will be missing, and that is no fault.",
    "state-duplicate-key":
      "A key appears more than once. Receivers keep it; the sender must not do this. .NET before 1.16 drops the header.",
    "state-old-key-rule":
      "Receivers that follow the text before June 2026 drop the whole header: a key must then start with a letter and have at most one '@', with at most 241 characters before and 14 after it.",
    "state-several-headers": "Several tracestate headers are one list. OpenTelemetry Go reads only the first.",
    "state-long": "Longer than 512 characters: a receiver may cut off members.",
    "state-alone": "tracestate is ignored without a valid traceparent.",
    "short-trace-id": "A 64-bit trace id: OpenTelemetry pads it with zeros on the left.",
    "sampling-only": "A sampling decision without ids: the receiver starts a new trace.",
    "no-sampling": "No sampling decision: the receiver decides.",
    "b3-parent-ignored": "OpenTelemetry ignores the parent span id and must not send one.",
    "b3-legacy-sampled": "true and false are the old spelling of 1 and 0.",
    "b3-debug-and-sampled": "With x-b3-flags: 1, x-b3-sampled must not be sent.",
    "b3-empty-parent": "An empty x-b3-parentspanid must not be sent; some readers reject the whole context.",
    "first-of-many": "A header was received more than once: most readers take the first.",
    "jaeger-encoded": "The colons are URL-encoded (%3A). OpenTelemetry Go splits at ':' only and rejects this.",
    "upper-case-hex": "Upper-case hex: the format allows it, but OpenTelemetry Go and Java read lower-case only.",
    "unpadded-id": "The id is shorter than its full width: zeros are added on the left.",
    "xray-no-parent":
      "No Parent: a load balancer added the header. OpenTelemetry cannot continue from it and starts a new trace.",
    "xray-lambda-unsampled": "Sampled=0: Lambda sends this when its own tracing is off. Its span is never exported.",
    "ot-upper-half": "OpenTelemetry sends only the low 64 bits here: the upper half of a 128-bit trace id is lost.",
    "dd-low-half": "Without _dd.p.tid in x-datadog-tags only the low 64 bits of the trace id are known.",
    "dd-bad-tid": "_dd.p.tid must be 16 lower-case hex digits; it is ignored.",
    "dd-priority": "A sampling priority outside -1, 0, 1 and 2: tracers read a positive number as keep.",
    "gcp-no-span": "No span id: the receiver knows the trace but no parent.",
    "gcp-platform-parent":
      "Google's front end puts its own span here; a back end other than Cloud Trace never receives that span.",
    "metadata-java-lowers": "grpc-java lower-cases the key by itself; others throw or reset the stream.",
    "metadata-canonical":
      "A Go http.Header carrier over gRPC metadata writes this canonical form; use a carrier that lower-cases keys.",
    "metadata-nginx": "nginx drops HTTP headers with '_' unless underscores_in_headers is on.",
    "metadata-binary": "The value is binary: base64 on the wire.",
  },
  receiver: {
    continues: (traceId: string) => `A W3C receiver continues trace ${traceId}.`,
    noHeader: () => "A W3C receiver starts a new trace: there is no traceparent.",
    misnamed: (header: string, wanted: string) =>
      `A W3C receiver starts a new trace: '${header}' is not read; the name must be '${wanted}'.`,
    repeated: (count: number) => `A W3C receiver starts a new trace: ${count} traceparent headers were received.`,
    malformed: (sentence: string) => `A W3C receiver starts a new trace. ${sentence}`,
  },
  conflict: {
    truncated: (short: string, long: string) =>
      `${short} carries only the low 64 bits of the trace id in ${long}: spans under the one will not be found under the other.`,
    trace: (a: string, b: string) => `${a} and ${b} name different traces.`,
    span: (a: string, b: string) => `${a} and ${b} name the same trace but different parents: one was not rewritten.`,
    sampling: (a: string, b: string) => `${a} and ${b} disagree on whether the trace is sampled.`,
  },
};

export type CarrierTexts = typeof englishCarrierTexts;
export type ExpectCode = keyof CarrierTexts["expect"];
export type NoteCode = keyof CarrierTexts["notes"];
