import { describe, expect, it } from "vitest";
import { checkHeaders } from "./checked-headers.ts";

const T = "4bf92f3577b34da6a3ce929d0e0e4736";
const S = "00f067aa0ba902b7";

describe("checkHeaders", () => {
  it("keeps for the link what carries a context, and no secret", () => {
    const pasted = `> GET /cart HTTP/1.1\n> Host: shop\n> Authorization: Bearer secret\n> Cookie: a=b\n> traceparent: 00-${T}-${S}-01\n> tracestate: a=1`;
    const { lines, others } = checkHeaders(pasted);
    expect(lines).toEqual([`traceparent: 00-${T}-${S}-01`, "tracestate: a=1"]);
    expect(others).toBe(3);
    expect(checkHeaders(lines.join("\n")).lines).toEqual(lines);
  });

  it("keeps a header with the wrong name too", () => {
    const { lines, reading } = checkHeaders(`Trace-Parent: 00-${T}-${S}-01`);
    expect(lines).toEqual([`Trace-Parent: 00-${T}-${S}-01`]);
    expect(reading.w3c.outcome).toBe("restart");
  });
});

describe("the contexts that headers name", () => {
  it("names each context once", () => {
    const { contexts } = checkHeaders(
      `traceparent: 00-${T}-${S}-01\nb3: ${T}-${S}-1\nsentry-trace: ${T}-${"1".repeat(16)}`,
    );
    expect(contexts).toEqual([
      { traceId: T, spanId: S },
      { traceId: T, spanId: "1".repeat(16) },
    ]);
  });

  it("reads the ids of a value that is not valid as far as they go", () => {
    const { contexts } = checkHeaders(`traceparent: 00-${T}-${S.toUpperCase()}-01`);
    expect(contexts).toEqual([{ traceId: T, spanId: S }]);
    expect(checkHeaders("traceparent: 00-4bf9-1-01").contexts).toEqual([]);
    const twice = checkHeaders(`traceparent: 00-${T}-${S}-01\ntraceparent: 00-${T}-${S}-01`);
    expect(twice.contexts).toEqual([{ traceId: T, spanId: S }]);
  });
});
