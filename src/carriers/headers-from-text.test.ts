import fc from "fast-check";
import { expect, test } from "vitest";
import { Headers } from "./header-map.ts";
import { headersFromText } from "./headers-from-text.ts";
import { readHeaders } from "./read-headers.ts";

const tp = "00-80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-01";

test.each([
  [`traceparent: ${tp}`, { traceparent: [tp] }],
  [`> Traceparent: ${tp}\n> Accept: */*`, { Traceparent: [tp], Accept: ["*/*"] }],
  [`curl example.com`, {}],
  [`-H 'traceparent: ${tp}' \\`, { traceparent: [tp] }],
  [`  --header "b3: 0"`, { b3: ["0"] }],
  [
    `curl -v -H "traceparent: ${tp}" --header='tracestate: a=1' -H b3:0 http://localhost:8080/`,
    { traceparent: [tp], tracestate: ["a=1"], b3: ["0"] },
  ],
  [
    `*   Trying 127.0.0.1:8080...\n* Connected to localhost\n> GET / HTTP/1.1\n> traceparent: ${tp}\n>\n< HTTP/1.1 200 OK\n< traceparent: none`,
    { traceparent: [tp] },
  ],
  [`GET /cart HTTP/1.1\r\nHost: shop\r\ntraceparent: ${tp}\r\n\r\n`, { Host: ["shop"], traceparent: [tp] }],
  [`{"traceparent":"${tp}","tracestate":["a=1","b=2"]}`, { traceparent: [tp], tracestate: ["a=1", "b=2"] }],
  [`{"traceparent": "${tp}", `, { traceparent: [tp] }],
  [`"traceparent": ["${tp}"],`, { traceparent: [tp] }],
  [`traceparent=${tp}`, { traceparent: [tp] }],
  [tp, { traceparent: [tp] }],
  [tp.toUpperCase(), { traceparent: [tp.toUpperCase()] }],
  [`traceparent: ${tp}\r\ntraceparent: ${tp}`, { traceparent: [tp, tp] }],
  [
    "80f198ee56343ba864fe8b2a57d3eff7:e457b5a2e4d86bd1:0:1",
    { "uber-trace-id": ["80f198ee56343ba864fe8b2a57d3eff7:e457b5a2e4d86bd1:0:1"] },
  ],
  [
    "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1",
    { "x-amzn-trace-id": ["Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1"] },
  ],
  ["64fe8b2a57d3eff7-e457b5a2e4d86bd1-1", { b3: ["64fe8b2a57d3eff7-e457b5a2e4d86bd1-1"] }],
  ["80f198ee56343ba864fe8b2a57d3eff7/1;o=1", { "x-cloud-trace-context": ["80f198ee56343ba864fe8b2a57d3eff7/1;o=1"] }],
  ["congo=t61rcWkgMzE,rojo=1", { tracestate: ["congo=t61rcWkgMzE,rojo=1"] }],
])("%j", (text, headers) => {
  expect(headersFromText(text)).toEqual(headers);
});

test("a b3 value of 128 bits is not taken for a traceparent", () => {
  const value = "80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-1";
  expect(headersFromText(value)).toEqual({ b3: [value] });
});

test("any text gives headers that can be judged", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      readHeaders(headersFromText(text));
    }),
  );
});

test("reads a header that was pasted very often", () => {
  const lines = "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\nTraceparent: 00-1\n";
  const map = headersFromText(lines.repeat(150_000));
  expect(map.traceparent).toHaveLength(150_000);
  expect(new Headers(map).all("traceparent")).toHaveLength(300_000);
});
