/** Generated span details for property tests of the formats. */
import fc from "fast-check";
import type { Attribute, AttributeValue, SpanDetail } from "../model/span-detail.ts";

const hex = (digits: number) =>
  fc.array(fc.constantFrom(..."0123456789abcdef"), { minLength: digits, maxLength: digits }).map((all) => all.join(""));
const id = (digits: number) => hex(digits).filter((text) => !/^0+$/.test(text));
// Lone surrogates cannot be UTF-8.
const plainText = fc.string({ unit: "binary" }).map((value) => value.replace(/\p{Surrogate}/gu, "?"));
// A byte-order mark at the beginning is a letter like any other, which decoders like to swallow.
const text = fc.oneof(
  { arbitrary: plainText, weight: 9 },
  { arbitrary: plainText.map((value) => `\ufeff${value}`), weight: 1 },
);
export const { value: anyValue } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.record({ type: fc.constant("string" as const), value: text }),
    fc.record({ type: fc.constant("bool" as const), value: fc.boolean() }),
    fc.record({ type: fc.constant("int" as const), value: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) }),
    fc.record({ type: fc.constant("double" as const), value: fc.double() }),
    fc.record({ type: fc.constant("bytes" as const), value: fc.uint8Array({ maxLength: 20 }) }),
    fc.record({ type: fc.constant("empty" as const) }),
    fc.record({ type: fc.constant("array" as const), value: fc.array(tie("value"), { maxLength: 3 }) }),
    fc.record({
      type: fc.constant("kvlist" as const),
      value: fc.array(fc.record({ key: text, value: tie("value") }), { maxLength: 3 }),
    }),
  ),
}));
const attributes: fc.Arbitrary<Attribute[]> = fc.array(
  fc.record({
    key: fc.oneof(text, fc.constantFrom("http.route", "service.name", "__proto__", "url.full")),
    value: anyValue,
  }),
  { maxLength: 5 },
);
const count = fc.nat(1_000);
const seconds = fc.bigInt({ min: 1_700_000_000n, max: 1_700_008_000n });
const unixNano = fc.tuple(seconds, fc.bigInt({ min: 0n, max: 999_999_999n })).map(([s, n]) => s * 1_000_000_000n + n);
/** A span with everything in it: undamaged ids and times, any text, any values. */
export const anySpanDetail: fc.Arbitrary<SpanDetail> = fc
  .record({
    traceId: id(32),
    spanId: id(16),
    parentSpanId: fc.oneof(fc.constant(""), id(16)),
    traceState: text,
    flags: fc.nat(0x3ff),
    name: text,
    kind: fc.nat(5),
    startTimeUnixNano: unixNano,
    lengthNano: fc.bigInt({ min: 0n, max: 100_000_000_000n }),
    statusCode: fc.nat(2),
    statusMessage: text,
    attributes,
    events: fc.array(fc.record({ name: text, timeUnixNano: unixNano, attributes, droppedAttributesCount: count }), {
      maxLength: 3,
    }),
    links: fc.array(
      fc.record({
        traceId: id(32),
        spanId: id(16),
        traceState: text,
        flags: fc.nat(0x3ff),
        attributes,
        droppedAttributesCount: count,
      }),
      { maxLength: 3 },
    ),
    droppedAttributesCount: count,
    droppedEventsCount: count,
    droppedLinksCount: count,
    resource: fc.record({ attributes, droppedAttributesCount: count }),
    scope: fc.record({
      name: text.filter((name) => name !== ""),
      version: text,
      attributes,
      droppedAttributesCount: count,
    }),
  })
  .map(({ lengthNano, ...span }) => ({ ...span, endTimeUnixNano: span.startTimeUnixNano + lengthNano }));
