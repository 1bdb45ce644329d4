import { describe, expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { hotAttribute } from "./hot-attributes.ts";
import { protocolOf } from "./protocol.ts";
import { PROTOCOLS } from "./trace-view.ts";

const protocol = (kind: string, attributes: string) =>
  PROTOCOLS[protocolOf(spansFromText(`a: call | ${kind} 0..1 | ${attributes}`), 0)];

describe("protocolOf", () => {
  it.each([
    ["client", "http.request.method=GET url.full=http://b/", "http"],
    ["server", "http.method=GET http.target=/", "http"],
    ["client", "rpc.system=grpc rpc.service=pkg.S", "grpc"],
    ["client", "rpc.service=pkg.S rpc.system.name=grpc", "grpc"],
    ["client", "rpc.system=connect_rpc http.request.method=POST", "rpc"],
    ["client", "rpc.grpc.status_code=0", "grpc"],
    ["client", "rpc.system=aws-api db.system=dynamodb http.status_code=200", "db"],
    ["client", "db.system.name=postgresql", "db"],
    ["producer", "messaging.system=kafka", "messaging"],
    ["client", "rpc.system=aws-api messaging.system=aws_sqs", "messaging"],
    ["server", "component=gRPC", "grpc"],
    ["client", "component=net/http", "http"],
    ["client", "http.method=POST user_agent.original=grpc-go/1.60.0", "grpc"],
    ["consumer", "", "messaging"],
    ["internal", "thread.id=4", ""],
    ["client", "peer.service=payment", ""],
  ])("%s with %s is %s", (kind, attributes, expected) => {
    expect(protocol(kind, attributes)).toBe(expected);
  });
});

describe("hotAttribute", () => {
  const set = spansFromText(`
    a: call | client 0..1 | http.method=GET http.request.method=POST
    a: bare | internal 1..2
  `);

  it("gives the first key that the span has, in the order asked for", () => {
    expect(hotAttribute(set, 0, "http.request.method", "http.method")).toBe("POST");
    expect(hotAttribute(set, 0, "http.method", "http.request.method")).toBe("GET");
    expect(hotAttribute(set, 0, "url.full", "http.method")).toBe("GET");
  });

  it("is undefined where the span has none of them", () => {
    expect(hotAttribute(set, 0, "url.full")).toBeUndefined();
    expect(hotAttribute(set, 1, "http.method")).toBeUndefined();
  });
});
