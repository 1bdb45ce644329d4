/** A collector with its page on free ports, for tests; and OTLP/JSON to send to it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Collector, type CollectorOptions, startCollector } from "./collector.ts";
import { createGuard } from "./http-guard.ts";
import { startSite } from "./static-site.ts";

export interface TestCollector {
  readonly collector: Collector;
  /** What was said to the user. */
  readonly said: readonly string[];
  readonly folder: string;
  /** Of the page and the query API. */
  readonly port: number;
  /** A question to the query API. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  json<T>(path: string): Promise<T>;
  /** Posts to OTLP/HTTP. */
  post(path: string, body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>): Promise<Response>;
  /** Stops, and deletes the folder unless it is kept. */
  stop(keep?: boolean): Promise<void>;
}

export async function startTestCollector(options: Partial<CollectorOptions> = {}): Promise<TestCollector> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "causeway-collector-"));
  const said: string[] = [];
  const say = (sentence: string) => void said.push(sentence);
  const ports = { host: "127.0.0.1", httpPort: 0, grpcPort: 0 };
  const collector = await startCollector({ ...ports, folder, allowedHosts: [], allowedOrigins: [], say, ...options });
  const site = await startSite({
    folder: join(folder, "web"),
    files: [],
    host: "127.0.0.1",
    port: 0,
    answerApi: collector.answer,
    guard: createGuard(options.allowedHosts ?? [], options.allowedOrigins ?? []),
    door: options.door,
    tls: options.tls,
  });
  const get: TestCollector["get"] = (path, headers = {}) => fetch(`http://127.0.0.1:${site.port}${path}`, { headers });
  return {
    collector,
    said,
    folder,
    port: site.port,
    get,
    json: async <T>(path: string) => (await (await get(path)).json()) as T,
    post: (path, body, headers = { "content-type": "application/json" }) =>
      fetch(`http://127.0.0.1:${collector.httpPort}${path}`, { method: "POST", body, headers }),
    stop: async (keep = false) => {
      await site.close();
      await collector.close();
      if (!keep) rmSync(folder, { recursive: true });
    },
  };
}

export interface SpanSketch {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name?: string;
  readonly kind?: number;
  readonly startNano: bigint;
  readonly durationNano?: bigint;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly isError?: boolean;
}

/** One export request of one service. */
export function requestOf(service: string, spans: readonly SpanSketch[]): string {
  const texts = (attributes: Readonly<Record<string, string>>) =>
    Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }));
  return JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: texts({ "service.name": service }) },
        scopeSpans: [
          {
            scope: { name: "test" },
            spans: spans.map((span) => ({
              traceId: span.traceId,
              spanId: span.spanId,
              parentSpanId: span.parentSpanId ?? "",
              name: span.name ?? "work",
              kind: span.kind ?? 2,
              startTimeUnixNano: String(span.startNano),
              endTimeUnixNano: String(span.startNano + (span.durationNano ?? 1_000_000n)),
              attributes: texts(span.attributes ?? {}),
              status: span.isError ? { code: 2 } : {},
            })),
          },
        ],
      },
    ],
  });
}

/** The id of number n. */
export const traceIdOf = (n: number): string => n.toString(16).padStart(32, "0");
export const spanIdOf = (n: number): string => n.toString(16).padStart(16, "0");
