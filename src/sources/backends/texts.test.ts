import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseBackendAddress, stringifyBackendAddress } from "./backend-address.ts";
import { idOf, microsToNano, nanoOf } from "./json-values.ts";
import { sketchSpans, summariseSketches } from "./sketch-spans.ts";
import { goDuration, rfc3339Nano, unixSecondsDown, unixSecondsUp } from "./time-text.ts";
import { buildTraceql } from "./traceql-text.ts";

const hexId = fc.stringMatching(/^[0-9a-f]{32}$/);

describe("addresses of traces in a backend", () => {
  it("are read as they were written", () => {
    const address = fc.record({
      backend: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
      traceIds: fc.uniqueArray(hexId, { minLength: 1, maxLength: 200 }),
      aroundSeconds: fc.option(fc.integer({ min: 0, max: 99_999 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(address, (one) => {
        expect(parseBackendAddress(stringifyBackendAddress(one))).toEqual(one);
      }),
    );
  });

  it("are nothing else", () => {
    for (const text of [
      "backend:",
      "backend:a/",
      "backend:a/xyz",
      "backend:../a/1",
      "backend:a/1?around=x",
      "a/1",
      "backend:a/1,",
    ]) {
      expect(parseBackendAddress(text), text).toBeUndefined();
    }
    expect(parseBackendAddress("backend:a/1F,1f")?.traceIds).toEqual(["1f".padStart(32, "0")]);
    const many = Array.from({ length: 201 }, (_, n) => n.toString(16)).join(",");
    expect(parseBackendAddress(`backend:a/${many}`)).toBeUndefined();
  });
});

describe("what strangers send", () => {
  it("never breaks a list", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(Array.isArray(summariseSketches(sketchSpans(value)))).toBe(true);
      }),
    );
    for (const broken of [
      { data: [null, { spans: [null, { traceID: 1 }], processes: 7 }] },
      { result: { resourceSpans: [null, { scopeSpans: [{ spans: [{ traceId: "zz", spanId: "1" }] }] }] } },
      [[null, { traceId: "1" }]],
    ]) {
      expect(sketchSpans(broken)).toEqual([]);
    }
  });

  it("has ids in hex or base64, of any width", () => {
    const bytes = Uint8Array.from({ length: 16 }, (_, at) => at * 16 + 15);
    const hex = Buffer.from(bytes).toString("hex");
    expect(idOf(Buffer.from(bytes).toString("base64"), 32)).toBe(hex);
    expect(idOf(Buffer.from(bytes).toString("base64url"), 32)).toBe(hex);
    expect(idOf("ABC", 16)).toBe("0000000000000abc");
    for (const none of ["", "x y", 12, null, "a".repeat(33)]) expect(idOf(none, 32)).toBeUndefined();
  });

  it("has times whose last digits count", () => {
    expect(microsToNano(1_795_361_885_236_999)).toBe(1_795_361_885_236_999_000n);
    expect(nanoOf("1684778327699392724")).toBe(1_684_778_327_699_392_724n);
    for (const none of [-1, Number.NaN, "x", null, undefined]) expect(nanoOf(none)).toBe(0n);
  });

  it("is summarised by trace: root, times, errors, spans without their parent", () => {
    const span = (id: string, parentId: string | undefined, timestamp: number, error = false) => ({
      traceId: "1",
      id,
      ...(parentId && { parentId }),
      name: `work ${id}`,
      timestamp,
      duration: 10,
      localEndpoint: { serviceName: id === "a" ? "shop" : "cart" },
      tags: error ? { error: "" } : {},
    });
    const [found] = summariseSketches(
      sketchSpans([[span("b", "a", 5, true), span("a", undefined, 2), span("c", "9", 7)]]),
    );
    expect(found).toEqual({
      traceId: "1".padStart(32, "0"),
      service: "shop",
      name: "work a",
      startUnixNano: 2_000n,
      durationNano: 15_000,
      spans: 3,
      errors: 1,
      orphans: 1,
      services: ["shop", "cart"],
      isRootMissing: false,
    });
  });
});

describe("what backends are asked", () => {
  it("has its times in their spelling", () => {
    expect(rfc3339Nano(1_795_361_885_236_999_001n)).toBe("2026-11-22T15:38:05.236999001Z");
    expect(goDuration(1.5e6)).toBe("1500000ns");
    expect([unixSecondsDown(1_500_000_000n), unixSecondsUp(1_500_000_000n), unixSecondsUp(1_000_000_000n)]).toEqual([
      "1",
      "2",
      "1",
    ]);
  });

  it("is TraceQL that keeps what was typed in its quotes", () => {
    const none = { service: undefined, operation: undefined, attributes: {}, durationMinNano: undefined };
    const rest = { durationMaxNano: undefined, startUnixNano: 0n, endUnixNano: 1n, limit: 20, traceql: undefined };
    expect(buildTraceql({ ...none, ...rest })).toBe("{}");
    expect(
      buildTraceql({
        ...rest,
        service: 'a" } || { true',
        operation: "GET /x",
        attributes: { "http.status_code": "500", "span.a b": "x", "resource.k8s.pod.name": "p-1" },
        durationMinNano: 1e6,
      }),
    ).toBe(
      '{ resource.service.name = "a\\" } || { true" && name = "GET /x" && (.http.status_code = 500 || .http.status_code = "500")' +
        ' && span."a b" = "x" && resource.k8s.pod.name = "p-1" && duration >= 1000000ns }',
    );
  });
});
