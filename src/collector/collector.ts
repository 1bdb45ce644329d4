/**
 * The collector: receivers, store and query API, put together.
 *
 *   :4318 OTLP/HTTP ─┐                                   ┌─► GET /api/v3/… (on the page's port)
 *                    ├─► Ingest ─► SpanStore (DuckDB) ───┤
 *   :4317 OTLP/gRPC ─┘   decode     one commit a group   └─► GET /api/live
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { LiveFeed } from "./api/live-feed.ts";
import { answerApi } from "./api/query-api.ts";
import { cursorOf } from "./api/received.ts";
import type { Door } from "./door/door.ts";
import type { TlsFiles } from "./door/tls-files.ts";
import { createGuard } from "./http-guard.ts";
import { DEFAULT_LIMITS, Ingest, type IngestLimits } from "./ingest/ingest.ts";
import { startOtlpGrpc } from "./receivers/otlp-grpc.ts";
import { type Receiver, startOtlpHttp } from "./receivers/otlp-http.ts";
import { firstLine } from "./store/open-database.ts";
import { type RetentionLimits, trim } from "./store/retention.ts";
import { HealingError, NotStoredError, SpanStore } from "./store/span-store.ts";

export interface CollectorOptions {
  /** The data folder; undefined: spans are kept in memory alone. */
  readonly folder: string | undefined;
  readonly host: string;
  /** 0 = any free port. */
  readonly httpPort: number;
  readonly grpcPort: number;
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
  /** Asks senders for a token; undefined: nobody is asked. The page has its own (static-site.ts). */
  readonly door?: Door | undefined;
  /** undefined: receivers speak plainly. */
  readonly tls?: TlsFiles | undefined;
  readonly limits?: Partial<IngestLimits>;
  /** The built ingest-worker; undefined: requests are read in this thread. */
  readonly workerFile?: string | undefined;
  /** Oldest traces are deleted beyond it; undefined: never. */
  readonly retention?: RetentionLimits;
  /** The demo shop sends to it; told to the page. */
  readonly runsDemo?: boolean;
  /** The clock of receiving, look-back and retention, in Unix milliseconds; undefined: the machine's. */
  readonly nowMs?: () => number;
  say(sentence: string): void;
}

export interface Collector {
  /** undefined where the port was taken. */
  readonly httpPort: number | undefined;
  readonly grpcPort: number | undefined;
  readonly store: SpanStore;
  readonly ingest: Ingest;
  /** Answers a request to the query API. @returns false where the path is another's */
  answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  close(): Promise<void>;
}

/** A taken port is said, and the rest starts. @throws StoreUnusableError */
export async function startCollector(options: CollectorOptions): Promise<Collector> {
  const { host, say, nowMs = Date.now } = options;
  const guard = createGuard([host, ...options.allowedHosts], options.allowedOrigins);
  const store = await SpanStore.open(options);
  const ingest = new Ingest(store, { ...DEFAULT_LIMITS, ...options.limits }, { ...options, nowMs });
  const live = new LiveFeed(() => cursorOf(store));
  store.onCommit((batches) => live.note(batches));
  const { httpPort, grpcPort, door, tls } = options;
  const http = await orSay(say, "OTLP/HTTP", httpPort, () =>
    startOtlpHttp({ ingest, guard, host, port: httpPort, door, tls, say }),
  );
  const grpc = await orSay(say, "OTLP/gRPC", grpcPort, () =>
    startOtlpGrpc({ ingest, host, port: grpcPort, door, tls, say }),
  );
  const trimming = trimAgainAndAgain(store, { ...options, nowMs });
  const { folder, runsDemo = false } = options;
  const facts = {
    otlpHttpPort: http?.port,
    otlpGrpcPort: grpc?.port,
    folder,
    runsDemo,
    hasTls: tls !== undefined,
    needsToken: door !== undefined,
  };
  const receivers = [http, grpc].filter((receiver) => receiver !== undefined);
  return {
    httpPort: http?.port,
    grpcPort: grpc?.port,
    store,
    ingest,
    answer: (path, request, response) =>
      answerApi({ store, ingest, live, guard, facts, nowMs }, path, request, response),
    close: async () => {
      clearInterval(trimming);
      live.close();
      await Promise.all(receivers.map((receiver) => receiver.close()));
      await ingest.close();
      await store.close();
    },
  };
}

const TRIM_EVERY_MS = 60_000;

function trimAgainAndAgain(
  store: SpanStore,
  { retention, say, nowMs }: CollectorOptions & { nowMs(): number },
): NodeJS.Timeout | undefined {
  if (!retention) return undefined;
  let isTrimming = false;
  const once = async () => {
    if (isTrimming) return;
    isTrimming = true;
    try {
      await trim(store, retention, BigInt(nowMs()) * 1_000_000n);
    } catch (failure) {
      const { message } = failure as Error;
      if (!(failure instanceof NotStoredError || failure instanceof HealingError))
        say(`Old spans could not be deleted: ${firstLine(message)}`);
    } finally {
      isTrimming = false;
    }
  };
  void once();
  return setInterval(once, TRIM_EVERY_MS).unref();
}

async function orSay(say: (sentence: string) => void, name: string, port: number, start: () => Promise<Receiver>) {
  try {
    return await start();
  } catch (failure) {
    const { code, message } = failure as NodeJS.ErrnoException;
    const isTaken = code === "EADDRINUSE" || /EADDRINUSE/.test(message);
    say(`${name}: ${isTaken ? `port ${port} is taken by another program` : message}. Everything else works.`);
    return undefined;
  }
}
