import { describe, expect, test } from "vitest";
import { readGrpcMetadataKey, readGrpcMetadataValue } from "./grpc-metadata-key.ts";
import type { HeaderMap } from "./header-map.ts";
import { explain, readHeader, readHeaders } from "./read-headers.ts";
import type { CarriedContext } from "./reading.ts";
import { hasParent } from "./reading.ts";

const T = "80f198ee56343ba864fe8b2a57d3eff7";
const S = "e457b5a2e4d86bd1";
const P = "05e3ac9a4f6e3b90";
const LOW = "64fe8b2a57d3eff7";
const padded = LOW.padStart(32, "0");

const good: [string, HeaderMap, CarriedContext][] = [
  ["traceparent", { traceparent: [`00-${T}-${S}-03`] }, { traceId: T, spanId: S, sampled: true, random: true }],
  ["b3 single", { b3: [`${T}-${S}-1-${P}`] }, { traceId: T, spanId: S, sampled: true, parentSpanId: P }],
  ["b3 single, 64 bits", { b3: [`${LOW}-${S}-0`] }, { traceId: padded, traceIdBits: 64, spanId: S, sampled: false }],
  ["b3 single, no state", { b3: [`${T}-${S}`] }, { traceId: T, spanId: S, sampled: undefined }],
  ["b3 single, debug", { b3: [`${T}-${S}-d`] }, { traceId: T, sampled: true, debug: true }],
  ["b3 alone 0", { b3: ["0"] }, { traceId: undefined, sampled: false }],
  ["b3 alone d", { b3: ["d"] }, { traceId: undefined, sampled: true, debug: true }],
  [
    "b3 multi",
    { "X-B3-TraceId": [T], "X-B3-SpanId": [S], "X-B3-ParentSpanId": [P], "X-B3-Sampled": ["1"] },
    { traceId: T, spanId: S, parentSpanId: P, sampled: true },
  ],
  [
    "b3 multi, flags",
    { "x-b3-traceid": [LOW], "x-b3-spanid": [S], "x-b3-flags": ["1"] },
    { traceId: padded, debug: true },
  ],
  ["b3 multi, true", { "x-b3-traceid": [T], "x-b3-spanid": [S], "x-b3-sampled": ["true"] }, { sampled: true }],
  ["b3 multi, decision alone", { "x-b3-sampled": ["0"] }, { traceId: undefined, sampled: false }],
  ["jaeger", { "uber-trace-id": [`${T}:${S}:0:1`] }, { traceId: T, spanId: S, parentSpanId: undefined, sampled: true }],
  ["jaeger, debug", { "uber-trace-id": [`${T}:${S}:${P}:3`] }, { parentSpanId: P, sampled: true, debug: true }],
  [
    "jaeger, unpadded",
    { "uber-trace-id": ["ABC:1f:0:0"] },
    { traceId: `${"0".repeat(29)}abc`, spanId: `${"0".repeat(14)}1f` },
  ],
  ["jaeger, encoded", { "uber-trace-id": [`${T}%3A${S}%3a0%3A1`] }, { traceId: T, spanId: S, sampled: true }],
  [
    "x-ray",
    { "X-Amzn-Trace-Id": [`Root=1-80f198ee-56343ba864fe8b2a57d3eff7;Parent=${S};Sampled=1`] },
    { traceId: T, spanId: S, sampled: true },
  ],
  [
    "x-ray, any order",
    {
      "x-amzn-trace-id": [
        `Self=1-x; Sampled=? ;Lineage=a87bd80c:0;Root=1-80f198ee-56343ba864fe8b2a57d3eff7; Parent=${S}`,
      ],
    },
    { traceId: T, spanId: S, sampled: undefined },
  ],
  [
    "x-ray, load balancer",
    { "x-amzn-trace-id": ["Root=1-80f198ee-56343ba864fe8b2a57d3eff7"] },
    { traceId: T, spanId: undefined },
  ],
  [
    "ot-tracer",
    { "ot-tracer-traceid": [LOW], "ot-tracer-spanid": [S], "ot-tracer-sampled": ["true"] },
    { traceId: padded, spanId: S, sampled: true },
  ],
  [
    "datadog",
    {
      "x-datadog-trace-id": [BigInt(`0x${LOW}`).toString()],
      "x-datadog-parent-id": [BigInt(`0x${S}`).toString()],
      "x-datadog-sampling-priority": ["2"],
      "x-datadog-tags": ["_dd.p.dm=-4,_dd.p.tid=80f198ee56343ba8"],
    },
    { traceId: T, traceIdBits: 128, spanId: S, sampled: true },
  ],
  [
    "datadog, 64 bits",
    {
      "x-datadog-trace-id": ["1"],
      "x-datadog-parent-id": ["18446744073709551615"],
      "x-datadog-sampling-priority": ["-1"],
    },
    { traceId: "1".padStart(32, "0"), traceIdBits: 64, spanId: "f".repeat(16), sampled: false },
  ],
  ["gcp", { "X-Cloud-Trace-Context": [`${T}/${BigInt(`0x${S}`)};o=1`] }, { traceId: T, spanId: S, sampled: true }],
  ["gcp, no options", { "x-cloud-trace-context": [`${T}/1`] }, { spanId: "1".padStart(16, "0"), sampled: undefined }],
  ["gcp, no span", { "x-cloud-trace-context": [T] }, { traceId: T, spanId: undefined }],
  ["sentry", { "sentry-trace": [`${T}-${S}-1`] }, { traceId: T, spanId: S, sampled: true }],
  ["sentry, no state", { "sentry-trace": [`${T}-${S}`] }, { traceId: T, sampled: undefined }],
  ["elastic", { "Elastic-Apm-Traceparent": [`00-${T}-${S}-00`] }, { traceId: T, spanId: S, sampled: false }],
  ["opencensus", { "grpc-trace-bin": [binary(`0000${T}01${S}0201`)] }, { traceId: T, spanId: S, sampled: true }],
  ["opencensus, unpadded", { "grpc-trace-bin": [binary(`0000${T}01${S}0200`).replace(/=+$/, "")] }, { sampled: false }],
];

function binary(hex: string): string {
  return Buffer.from(hex, "hex").toString("base64");
}

test.each(good)("accepts %s", (_name, headers, context) => {
  const { readings } = readHeaders(headers);
  expect(readings).toHaveLength(1);
  expect(readings[0]).toMatchObject({ outcome: "accept", problems: [] });
  const actual: CarriedContext = readings[0]!.context!;
  for (const key of Object.keys(context) as (keyof CarriedContext)[]) expect(actual[key], key).toBe(context[key]);
});

const root = "Root=1-80f198ee-56343ba864fe8b2a57d3eff7";
const bad: [string, string, string][] = [
  ["traceparent", `00-${T}-E457b5a2e4d86bd1-01`, "Character 36 is 'E': the span id must be lower-case hex."],
  ["traceparent", `00-${T}-${S.slice(1)}-01`, "Character 51 is '-': the span id must be 16 hex digits, not 15."],
  ["traceparent", `00-${T}0-${S}-01`, "Character 35 is '0': the trace id must be 32 hex digits, not 33."],
  [
    "traceparent",
    `00-${"0".repeat(32)}-${S}-01`,
    `Characters 3 to 34 are '${"0".repeat(32)}': the trace id must not be all zeros.`,
  ],
  ["traceparent", `ff-${T}-${S}-01`, "Characters 0 to 1 are 'ff': version ff is forbidden."],
  ["traceparent", `00-${T}`, "The value ends at character 35: '-' and the span id must follow."],
  ["traceparent", "", "The value is empty: it must be version-traceid-spanid-flags, 55 characters."],
  [
    "traceparent",
    `00-${T}-${S}-01, 00-${T}-${S}-01`,
    "Character 55 is ',': two headers were joined into one; there must be exactly one value.",
  ],
  ["traceparent", `00-${T}-${S}-01-`, "Character 55 is '-': version 00 must end after the flags, at 55 characters."],
  ["traceparent", `cc-${T}-${S}-01x`, "Character 55 is 'x': the flags must be followed by '-' or by the end."],
  ["traceparent", `00-${T}-${S}-1`, "The value ends at character 54: the flags must be 2 hex digits, not 1."],
  ["traceparent", "00-\u0007", "Character 3 is U+0007: the trace id must be hex digits, 0-9 and a-f."],
  ["tracestate", "FOO=1", "Character 0 is 'F': a key must start with a lower-case letter or a digit."],
  ["tracestate", "a=1,foo =1", "Character 7 is a space: a key may hold a-z, 0-9, '_', '-', '*', '/' and '@' only."],
  ["tracestate", "foo", "The value ends at character 3: a member must be key=value."],
  ["tracestate", "a=1,foo=,b=2", "Character 8 is ',': a value must not be empty."],
  ["tracestate", "foo=bar=baz", "Character 7 is '=': a value may hold printable ASCII only, without ',' and '='."],
  ["b3", `${T}-${S}-2`, "Character 50 is '2': the sampling state must be 0, 1 or d."],
  ["b3", `${T}`, "The value ends at character 32: it must be traceid-spanid, traceid-spanid-state, or a state alone."],
  ["b3", `${T.slice(0, 20)}-${S}-1`, "Character 20 is '-': the trace id must be 16 or 32 hex digits, not 20."],
  ["b3", `${T}-${S}-1-${P}-9`, "Character 68 is '-': nothing may follow the parent span id."],
  ["b3", `${T}-${S}-`, "The value ends at character 50: the sampling state must be 0, 1 or d."],
  [
    "x-b3-traceid",
    `${T.slice(0, 31)}G`,
    "x-b3-traceid: character 31 is 'G': the trace id must be hex digits, 0-9 and a-f.",
  ],
  ["x-b3-traceid", T, "x-b3-spanid is missing: it must be sent together with x-b3-traceid."],
  ["x-b3-sampled", "yes", "x-b3-sampled: characters 0 to 2 are 'yes': x-b3-sampled must be 0 or 1."],
  [
    "uber-trace-id",
    `${T}:${S}:0`,
    "The value ends at character 51: it must be traceid:spanid:parentid:flags, four parts.",
  ],
  ["uber-trace-id", `0:${S}:0:1`, "Character 0 is '0': the trace id must not be all zeros."],
  ["uber-trace-id", `${T}:${S}:0:1:9`, "Character 53 is ':': nothing may follow the flags."],
  ["x-amzn-trace-id", `${root.replace("1-", "2-")};Parent=${S}`, "Character 5 is '2': the version must be 1."],
  ["x-amzn-trace-id", `Parent=${S}`, "The value ends at character 23: the field Root=1-8hex-24hex is required."],
  ["x-amzn-trace-id", `${root};Parent=${S};Sampled=2`, "Character 73 is '2': Sampled must be 0, 1 or ?."],
  [
    "x-amzn-trace-id",
    "Root=1-80f198e-56343ba864fe8b2a57d3eff7",
    "Character 14 is '-': the start time must be 8 hex digits, not 7.",
  ],
  ["ot-tracer-sampled", "maybe", "ot-tracer-traceid is missing: it must be sent together with ot-tracer-spanid."],
  ["x-datadog-trace-id", "12ab", "x-datadog-trace-id: character 2 is 'a': the trace id must be a decimal number."],
  [
    "x-datadog-trace-id",
    "18446744073709551616",
    "x-datadog-trace-id: characters 0 to 19 are '18446744073709551616': the trace id must be from 1 to 18446744073709551615 (64 bits).",
  ],
  ["x-cloud-trace-context", `${T}/x`, "Character 33 is 'x': the span id must be a decimal number."],
  ["x-cloud-trace-context", `${T}/1;p=1`, "Characters 35 to 37 are 'p=1': after ';' must come o= and a number."],
  ["sentry-trace", `${T}-${S}-2`, "Character 50 is '2': the sampling state must be 0 or 1."],
  [
    "elastic-apm-traceparent",
    `00-${T}-${S}-0`,
    "The value ends at character 54: the flags must be 2 hex digits, not 1.",
  ],
  ["grpc-trace-bin", "AA*A", "Character 2 is '*': it must be base64 (A-Z, a-z, 0-9, '+', '/')."],
  ["grpc-trace-bin", binary("0000"), "The value ends at character 4: it must be 29 bytes, not 2."],
  [
    "grpc-trace-bin",
    binary(`0000${T}02${S}0201`),
    "Characters 24 to 25 are 'Au': the byte here must be 1, the id of the next field.",
  ],
];

test.each(bad)("rejects %s %j", (header, value, sentence) => {
  const reading = readHeader(header, value)!;
  expect(reading.outcome).toBe("reject");
  expect(reading.context).toBeUndefined();
  expect(reading.problems[0]!.sentence).toBe(sentence);
});

test("carriers without both ids give no parent", () => {
  expect(hasParent(readHeader("b3", "0")!)).toBe(false);
  expect(hasParent(readHeader("x-amzn-trace-id", root)!)).toBe(false);
  expect(hasParent(readHeader("b3", `${T}-${S}`)!)).toBe(true);
});

describe("agreement", () => {
  const traceparent = [`00-${T}-${S}-01`];
  const cases: [string, HeaderMap, string, string | undefined][] = [
    ["nothing", { accept: ["*/*"] }, "none", undefined],
    ["one", { traceparent }, "single", undefined],
    ["same", { traceparent, b3: [`${T}-${S}-1`] }, "agree", undefined],
    ["64 against 128 bits", { traceparent, b3: [`${LOW}-${S}-1`] }, "conflict", "truncated"],
    ["other trace", { traceparent, b3: [`${P}${P}-${S}-1`] }, "conflict", "trace"],
    ["not rewritten", { traceparent, b3: [`${T}-${P}-1`] }, "conflict", "span"],
    ["sampling", { traceparent, b3: [`${T}-${S}-0`] }, "conflict", "sampling"],
    ["a bad one does not vote", { traceparent, b3: ["x"] }, "single", undefined],
  ];
  test.each(cases)("%s", (_name, headers, agreement, kind) => {
    const reading = readHeaders(headers);
    expect(reading.agreement).toBe(agreement);
    expect(reading.conflicts[0]?.kind).toBe(kind);
  });

  test("the truncated carrier comes first", () => {
    const { conflicts } = readHeaders({ traceparent, b3: [`${LOW}-${S}-1`] });
    expect(conflicts[0]!.between).toEqual(["b3", "traceparent"]);
  });

  test("a misnamed header is named", () => {
    expect(readHeaders({ "Trace-Parent": traceparent }).w3c.sentence).toContain("'trace-parent' is not read");
  });

  test("a repeated traceparent is said, with what Go does", () => {
    const [reading] = readHeaders({ traceparent: [...traceparent, ...traceparent] }).readings;
    expect(reading!.problems[0]!.sentence).toContain("received 2 times");
    expect(reading!.notes[0]!.code).toBe("go-first-of-many");
  });
});

describe("gRPC metadata", () => {
  test.each(["traceparent", "x_y-z.0", "my-bin", "grpc-trace-bin"])("key %s is legal", (key) => {
    expect(readGrpcMetadataKey(key).outcome).toBe("accept");
  });
  test.each([
    ["Traceparent", "Character 0 is 'T': a gRPC metadata key must be lower-case."],
    ["trace parent", "Character 5 is a space: a gRPC metadata key may hold a-z, 0-9, '_', '-' and '.' only."],
    ["grpc-mine", "Characters 0 to 4 are 'grpc-': keys that start with grpc- are reserved for gRPC itself."],
    ["", "The value is empty: a metadata key must have at least one character."],
  ])("key %j is not", (key, sentence) => {
    expect(readGrpcMetadataKey(key).problems[0]!.sentence).toBe(sentence);
  });
  test("values", () => {
    expect(readGrpcMetadataValue("traceparent", `00-${T}-${S}-01`).outcome).toBe("accept");
    expect(readGrpcMetadataValue("x", "tab\there").problems[0]!.at).toBe(3);
    expect(readGrpcMetadataValue("x-bin", "AA==,BB").outcome).toBe("accept");
    expect(readGrpcMetadataValue("x-bin", "A-A").problems[0]!.at).toBe(1);
  });
});

test("explain labels every field of a value", () => {
  const parts = explain("Traceparent", `00-${T}-${S}-01`);
  expect(parts.map(({ at, length, label }) => [at, length, label])).toEqual([
    [0, 2, "version"],
    [3, 32, "trace id"],
    [36, 16, "span id"],
    [53, 2, "flags"],
  ]);
  expect(explain("x-b3-spanid", S).map((part) => part.text)).toEqual([S]);
  expect(explain("accept", "*/*")).toEqual([]);
});
