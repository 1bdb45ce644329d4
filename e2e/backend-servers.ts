/**
 * Small servers that answer as Jaeger, Tempo and Zipkin are documented to, from spans of an OTLP/JSON file whose times are moved to now.
 * Recorded replies of the real ones are held elsewhere; here the spans can be chosen, and the servers can misbehave.
 */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: string | number };
}

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind?: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  readonly attributes?: readonly Attribute[];
  readonly status?: { readonly code?: number };
}

interface Group {
  readonly resource: { readonly attributes: readonly Attribute[] };
  readonly scopeSpans: readonly { readonly scope?: object; readonly spans: readonly Span[] }[];
}

interface Placed {
  readonly group: Group;
  readonly scope: object | undefined;
  readonly service: string;
  readonly span: Span;
}

/** The spans of a file, as they would stand in a store. */
export class StoredSpans {
  readonly all: readonly Placed[];

  constructor(file: string) {
    const groups = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "")
      .flatMap((line) => (JSON.parse(line) as { resourceSpans?: Group[] }).resourceSpans ?? []);
    const all = groups.flatMap((group) =>
      group.scopeSpans.flatMap(({ scope, spans }) =>
        spans.map((span) => ({ group, scope, service: textOf(group.resource.attributes, "service.name"), span })),
      ),
    );
    const last = all.map(({ span }) => BigInt(span.endTimeUnixNano)).reduce(later, 0n);
    const moved = BigInt(Date.now() - 60_000) * 1_000_000n - last;
    for (const { span } of all) {
      span.startTimeUnixNano = String(BigInt(span.startTimeUnixNano) + moved);
      span.endTimeUnixNano = String(BigInt(span.endTimeUnixNano) + moved);
    }
    this.all = all;
  }

  get services(): string[] {
    return [...new Set(this.all.map(({ service }) => service))];
  }

  operationsOf(service: string): string[] {
    return [...new Set(this.all.filter((each) => each.service === service).map(({ span }) => span.name))];
  }

  /** Traces with a span that all conditions hold for, latest first. */
  find(holds: (placed: Placed) => boolean, limit: number): string[] {
    const newest = this.all.toSorted((a, b) =>
      BigInt(a.span.startTimeUnixNano) > BigInt(b.span.startTimeUnixNano) ? -1 : 1,
    );
    return [...new Set(newest.filter(holds).map(({ span }) => span.traceId))].slice(0, limit);
  }

  trace(traceId: string): Placed[] {
    return this.all.filter(({ span }) => span.traceId === traceId);
  }
}

// Math.max knows no bigint.
const later = (a: bigint, b: bigint) => [a, b].toSorted(ascending)[1]!;
const earlier = (a: bigint, b: bigint) => [a, b].toSorted(ascending)[0]!;
const ascending = (a: bigint, b: bigint) => Number(a - b);

export const textOf = (attributes: readonly Attribute[], key: string): string => {
  const { stringValue, intValue } = attributes.find((each) => each.key === key)?.value ?? {};
  return String(stringValue ?? intValue ?? "");
};

/** As OTLP/JSON, one resource group a span. */
const toOtlp = (spans: readonly Placed[], id: (hex: string) => string = (hex) => hex) =>
  spans.map(({ group, scope, span }) => ({
    resource: group.resource,
    scopeSpans: [
      {
        ...(scope && { scope }),
        spans: [
          {
            ...span,
            traceId: id(span.traceId),
            spanId: id(span.spanId),
            ...(span.parentSpanId && { parentSpanId: id(span.parentSpanId) }),
          },
        ],
      },
    ],
  }));

const base64 = (hex: string) => Buffer.from(hex, "hex").toString("base64");

type Answer = (path: string, query: URLSearchParams, request: IncomingMessage) => unknown;

const NOTHING = { httpCode: 404 } as const;

export interface BackendServer {
  readonly url: string;
  /** Path and query of every question. */
  readonly asked: string[];
  readonly answer: RequestListener;
  close(): Promise<void>;
}

/** What a server refuses, in its own words. */
export class Refusal {
  readonly status: number;
  readonly said: string;
  constructor(status: number, said: string) {
    this.status = status;
    this.said = said;
  }
}

/** @param answer gives JSON or a Refusal; undefined = "404 page not found", an object with httpCode = Jaeger's 404 */
export function serveAnswers(answer: Answer): Promise<BackendServer> {
  return serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const reply = answer(pathname, searchParams, request);
    if (reply === undefined) response.writeHead(404, { "content-type": "text/plain" }).end("404 page not found\n");
    else if (reply instanceof Refusal) {
      response.writeHead(reply.status, { "content-type": "text/plain" }).end(reply.said);
    } else if (reply === NOTHING) {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
      response.end('{"error":{"httpCode":404,"message":"No traces found"}}');
    } else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(reply));
  });
}

export async function serve(listener: RequestListener): Promise<BackendServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, answer: listener, close };
}

/** Jaeger 2.19 and later. */
export const serveJaeger = (spans: StoredSpans) =>
  serveAnswers((path, query) => {
    if (path === "/api/v3/services") return { services: spans.services };
    if (path === "/api/v3/operations") {
      return {
        operations: spans.operationsOf(query.get("service") ?? "").map((name) => ({ name, spanKind: "server" })),
      };
    }
    const traceId = /^\/api\/v3\/traces\/(\w+)$/.exec(path)?.[1];
    if (traceId !== undefined) {
      const found = spans.trace(traceId);
      return found.length === 0 ? NOTHING : { result: { resourceSpans: toOtlp(found) } };
    }
    const ids = spans.find(jaegerConditions(query), Number(query.get("query.searchDepth")));
    if (path === "/api/v3/traces") {
      return ids.length === 0 ? NOTHING : { result: { resourceSpans: toOtlp(ids.flatMap((id) => spans.trace(id))) } };
    }
    if (path !== "/api/v3/trace-summaries") return undefined;
    return { summaries: ids.map((id) => summaryOf(spans.trace(id))) };
  });

function jaegerConditions(query: URLSearchParams) {
  const of = (name: string) => query.get(`query.${name}`) ?? undefined;
  const [from, to] = [of("startTimeMin"), of("startTimeMax")].map(
    (time) => BigInt(Date.parse(time ?? "")) * 1_000_000n,
  );
  const attributes = Object.entries(JSON.parse(of("attributes") ?? "{}") as Record<string, string>);
  return ({ service, span }: Placed) =>
    service === of("serviceName") &&
    (of("operationName") ?? span.name) === span.name &&
    BigInt(span.startTimeUnixNano) >= from! &&
    BigInt(span.startTimeUnixNano) <= to! &&
    attributes.every(([key, value]) => textOf(span.attributes ?? [], key) === value);
}

function summaryOf(trace: readonly Placed[]) {
  const ids = new Set(trace.map(({ span }) => span.spanId));
  const root = trace.find(({ span }) => !span.parentSpanId);
  const times = trace.map(({ span }) => [BigInt(span.startTimeUnixNano), BigInt(span.endTimeUnixNano)] as const);
  const services = [...new Set(trace.map(({ service }) => service))];
  const count = (spans: readonly Placed[]) => ({
    spanCount: spans.length,
    errorSpanCount: spans.filter(({ span }) => span.status?.code === 2).length,
  });
  return {
    traceId: trace[0]!.span.traceId,
    rootServiceName: root?.service,
    rootOperationName: root?.span.name,
    minStartTimeUnixNano: String(times.map(([start]) => start).reduce(earlier)),
    maxEndTimeUnixNano: String(times.map(([, end]) => end).reduce(later)),
    ...count(trace),
    orphanSpanCount: trace.filter(({ span }) => span.parentSpanId && !ids.has(span.parentSpanId)).length,
    services: services.map((name) => ({ name, ...count(trace.filter(({ service }) => service === name)) })),
  };
}

/** Tempo 2.6 and later. Of TraceQL it knows the service's name and a status of error. */
export const serveTempo = (spans: StoredSpans) =>
  serveAnswers((path, query) => {
    const q = query.get("q") ?? "";
    const service = /resource\.service\.name = "([^"]*)"/.exec(q)?.[1];
    if (path === "/api/status/buildinfo") return { status: "success", data: { version: "2.8.1" } };
    if (path === "/api/v2/search/tag/resource.service.name/values") {
      return { tagValues: spans.services.map((value) => ({ type: "string", value })), metrics: {} };
    }
    if (path === "/api/v2/search/tag/name/values") {
      return { tagValues: spans.operationsOf(service ?? "").map((value) => ({ type: "string", value })) };
    }
    const traceId = /^\/api\/v2\/traces\/(\w+)$/.exec(path)?.[1];
    if (traceId !== undefined) {
      const found = spans.trace(traceId);
      return { trace: found.length === 0 ? {} : { resourceSpans: toOtlp(found, base64) }, metrics: {} };
    }
    if (path !== "/api/search") return undefined;
    if (!q.endsWith("}")) {
      return new Refusal(400, "invalid TraceQL query: parse error at line 1, col 11: syntax error: unexpected $end");
    }
    const onlyErrors = q.includes("status = error");
    const [from, to] = ["start", "end"].map((name) => BigInt(query.get(name) ?? 0) * 1_000_000_000n);
    const holds = ({ service: own, span }: Placed) =>
      (service ?? own) === own &&
      (!onlyErrors || span.status?.code === 2) &&
      BigInt(span.startTimeUnixNano) >= from! &&
      BigInt(span.startTimeUnixNano) <= to!;
    const ids = spans.find(holds, Number(query.get("limit") ?? 20));
    return { traces: ids.map((id) => hitOf(spans.trace(id))), metrics: { completedJobs: 1, totalJobs: 1 } };
  });

function hitOf(trace: readonly Placed[]) {
  const summary = summaryOf(trace);
  const nano = BigInt(summary.maxEndTimeUnixNano) - BigInt(summary.minStartTimeUnixNano);
  const durationMs = Number(nano / 1_000_000n);
  return {
    traceID: summary.traceId.replace(/^0+/, ""),
    rootServiceName: summary.rootServiceName ?? "<root span not yet received>",
    rootTraceName: summary.rootOperationName,
    startTimeUnixNano: summary.minStartTimeUnixNano,
    ...(durationMs > 0 && { durationMs }),
    serviceStats: Object.fromEntries(
      summary.services.map(({ name, spanCount, errorSpanCount }) => [
        name,
        { spanCount, ...(errorSpanCount > 0 && { errorCount: errorSpanCount }) },
      ]),
    ),
  };
}

const ZIPKIN_KINDS = [undefined, undefined, "SERVER", "CLIENT", "PRODUCER", "CONSUMER"];

/** Zipkin 2 and 3. */
export const serveZipkin = (spans: StoredSpans) =>
  serveAnswers((path, query) => {
    const service = query.get("serviceName") ?? undefined;
    if (path === "/info") return { zipkin: { version: "3.4.3" } };
    if (path === "/api/v2/services") return spans.services;
    if (path === "/api/v2/spans") return spans.operationsOf(service ?? "");
    const traceId = /^\/api\/v2\/trace\/(\w+)$/.exec(path)?.[1];
    if (traceId !== undefined) {
      const found = spans.trace(traceId);
      return found.length === 0 ? undefined : found.map(toZipkin);
    }
    if (path !== "/api/v2/traces") return undefined;
    const to = BigInt(query.get("endTs") ?? 0) * 1_000_000n;
    const from = to - BigInt(query.get("lookback") ?? 0) * 1_000_000n;
    const holds = ({ service: own, span }: Placed) =>
      (service ?? own) === own && BigInt(span.startTimeUnixNano) >= from && BigInt(span.startTimeUnixNano) <= to;
    return spans.find(holds, Number(query.get("limit") ?? 10)).map((id) => spans.trace(id).map(toZipkin));
  });

const toZipkin = ({ service, span }: Placed) => ({
  traceId: span.traceId,
  id: span.spanId,
  ...(span.parentSpanId && { parentId: span.parentSpanId }),
  ...(ZIPKIN_KINDS[span.kind ?? 0] && { kind: ZIPKIN_KINDS[span.kind ?? 0] }),
  name: span.name.toLowerCase(),
  timestamp: Number(BigInt(span.startTimeUnixNano) / 1_000n),
  duration: Number((BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1_000n),
  localEndpoint: { serviceName: service },
  tags: Object.fromEntries([
    ...(span.attributes ?? []).map(({ key }) => [key, textOf(span.attributes ?? [], key)]),
    ...(span.status?.code === 2 ? [["error", "failed"]] : []),
  ]),
});
