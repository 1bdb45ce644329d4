import { describe, expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { matchTraces } from "./match-traces.ts";
import { parseTraceql } from "./parse-traceql.ts";

const shop = spansFromText(`
  storefront: POST /checkout | server 0..800 host=h1
    storefront: POST | client 5..700 id=aa | http.request.method=POST http.response.status_code=200
      checkout: POST /orders | server 10..600 error | http.request.method=POST http.response.status_code=503

  checkout: POST /orders | server 1000..1104 parent=dead | http.request.header.traceparent=a\u001fb
    checkout: work | internal 1010..?

  storefront: GET /cart | server 2000..2002 ok language=go | http.request.method=GET http.response.status_code=404
`);

/** Numbers of the traces that match. */
function ask(text: string): number[] {
  const { query, error } = parseTraceql(text);
  if (error) throw new Error(error.message);
  return [...matchTraces(shop, query)].flatMap((matched, trace) => (matched === 1 ? [trace] : []));
}

describe("matchTraces", () => {
  it.each<[string, number[]]>([
    ["{}", [0, 1, 2]],
    ["anything", [0, 1, 2]],
    ['{ resource.service.name = "storefront" }', [0, 2]],
    ['{ resource.service.name != "storefront" }', [0, 1]],
    ['{ .service.name = "nobody" }', []],
    ['{ resource.host.name = "h1" }', [0]],
    ["{ resource.telemetry.sdk.language = nil }", [0, 1]],
    ["{ resource.telemetry.sdk.language != nil }", [2]],
    ['{ name = "POST /orders" }', [0, 1]],
    ['{ name =~ "GET.*" }', [2]],
    ['{ name =~ "get.*" }', []],
    ['{ name !~ "(GET|POST).*" }', [1]],
    ["{ status = error }", [0]],
    ["{ status != unset }", [0, 2]],
    ["{ kind = internal }", [1]],
    ["{ duration > 700ms }", [0]],
    ["{ duration = 104ms }", [1]],
    ["{ duration != 2ms && duration < 1h }", [0, 1]],
    ["{ traceDuration <= 2ms }", [2]],
    ["{ kind = internal && duration >= 0s }", []],
    ['{ rootName = "POST /checkout" && status = error }', [0]],
    ['{ rootServiceName = "checkout" }', [1]],
    ['{ span.http.request.method = "POST" }', [0]],
    ['{ span.http.request.method != "POST" }', [2]],
    ['{ !(span.http.request.method = "POST") }', [0, 1, 2]],
    ["{ span.http.request.method = nil }", [0, 1]],
    ["{ span.http.response.status_code >= 500 }", [0]],
    ["{ span.http.response.status_code = 404 }", [2]],
    ['{ span.http.response.status_code =~ "4.." }', [2]],
    ['{ span.http.request.header.traceparent = "b" }', [1]],
    ['{ span.http.request.header.traceparent != "b" }', []],
    ['{ span:id = "AA" }', [0]],
    ['{ trace:id = "3" }', [2]],
    ["{ kind = server && status = ok || kind = internal }", [1, 2]],
    ['{ kind = client && resource.service.name = "checkout" }', []],
    ['{ kind = client } && { resource.service.name = "checkout" }', [0]],
    ["{ kind = client } || { status = ok }", [0, 2]],
    ["({ kind = client } || { status = ok }) && { duration < 10ms }", [2]],
  ])("%s", (text, expected) => {
    expect(ask(text)).toEqual(expected);
  });
});
