/**
 * The operation a span name means, comparable between client and server; "" when the name says nothing of the callee.
 *
 *   /geo.Geo/Nearby, geo.Geo/Nearby, grpc.geo.Geo/Nearby, Sent.geo.Geo.Nearby   ->  geo/geo/nearby
 *   GET /users/{id}, HTTP GET /users/{id}                                       ->  get /users/{id}
 *   HTTP POST, GET, request, GET /                                              ->  ""
 *
 * Source: names of the semantic conventions, OpenCensus' Sent./Recv. prefixes, older instrumentations' "HTTP " prefix.
 */
const METHOD = "get|head|post|put|delete|patch|options|connect|trace|query";
const GENERIC = new RegExp(
  `^(https?|rpc|grpc|fetch|call|send|receive|request|response|client|server|handler|middleware|span|_other)?([ ._:/-]*(${METHOD}|request|call|client|server|send|receive))?([ ]+/)?$`,
);
const HTTP_ROUTE = new RegExp(`^(?:https?[ ._-]+)?(${METHOD})[ ]+(/.*)$`);
const TRANSPORT_PREFIX = /^(sent|recv|grpc|rpc|http|client|server)[.:]\s*/;

export function normaliseOperation(name: string): string {
  const text = name.trim().toLowerCase();
  if (GENERIC.test(text)) return "";
  const route = HTTP_ROUTE.exec(text);
  if (route) return `${route[1]} ${route[2]!.replace(/[?#].*$/, "")}`;
  return text.replace(TRANSPORT_PREFIX, "").replace(/^\/+/, "").replace(/[./]+/g, "/");
}
