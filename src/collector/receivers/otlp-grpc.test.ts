/** The receiver as gRPC's own client sees it, and as a sender that keeps to no rule does. */
import { type ClientHttp2Session, type ClientHttp2Stream, connect } from "node:http2";
import { connect as connectSocket } from "node:net";
import { Client, type ClientOptions, credentials, type ServiceError, status } from "@grpc/grpc-js";
import { afterEach, expect, it } from "vitest";
import type { IngestLimits } from "../ingest/ingest.ts";
import { spanIdOf, startTestCollector, type TestCollector, traceIdOf } from "../test-collector.ts";

const TRACES = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
const METRICS = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";

const varint = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(Math.floor(value / 128))];
const message = (field: number, ...bytes: Uint8Array[]): Buffer => {
  const length = bytes.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Uint8Array.from([(field << 3) | 2, ...varint(length)]), ...bytes]);
};
/** {1: {2: {2: {1: traceId, 2: spanId, 3: traceState}}}} @param filler bytes of the trace state */
function requestOf(n: number, filler = 0): Buffer {
  const ids = [message(1, Buffer.from(traceIdOf(n), "hex")), message(2, Buffer.from(spanIdOf(n), "hex"))];
  return message(1, message(2, message(2, ...ids, ...(filler > 0 ? [message(3, Buffer.alloc(filler, 97))] : []))));
}

const closers: (() => unknown)[] = [];
let running: TestCollector;
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await expect.poll(() => running.collector.ingest.budget.held).toBe(0);
  await running.stop();
});

async function start(limits: Partial<IngestLimits> = {}): Promise<void> {
  running = await startTestCollector({ limits });
}

interface Answer {
  readonly error: ServiceError | null;
  readonly bytes: Buffer | undefined;
}

function ask(path: string, bytes: Uint8Array, options: ClientOptions = {}): Promise<Answer> {
  const address = `127.0.0.1:${running.collector.grpcPort}`;
  const client = new Client(address, credentials.createInsecure(), options);
  closers.push(() => client.close());
  const asIs = (value: Buffer) => value;
  return new Promise((resolve) => {
    client.makeUnaryRequest(path, asIs, asIs, Buffer.from(bytes), (error, value) => resolve({ error, bytes: value }));
  });
}

const isStored = async (n: number) => (await running.get(`/api/v3/traces/${traceIdOf(n)}`)).status === 200;
const TAKEN: Answer = { error: null, bytes: Buffer.alloc(0) };
const hasRetryInfo = ({ error }: Answer) => {
  const [details] = error?.metadata.get("grpc-status-details-bin") ?? [];
  return Buffer.from(details ?? "").includes("type.googleapis.com/google.rpc.RetryInfo");
};

it("takes spans with an empty answer, packed and plain, and drops metrics", async () => {
  await start();
  expect(await ask(TRACES, requestOf(1, 2_000))).toEqual(TAKEN);
  for (const [n, algorithm] of [2, 1].entries()) {
    expect(await ask(TRACES, requestOf(n + 2, 2_000), { "grpc.default_compression_algorithm": algorithm })).toEqual(
      TAKEN,
    );
  }
  expect(await ask(METRICS, requestOf(9))).toEqual(TAKEN);
  expect(await Promise.all([1, 2, 3, 9].map(isStored))).toEqual([true, true, true, false]);
});

it("takes more than HTTP does: 40 MiB", async () => {
  await start();
  expect(await ask(TRACES, requestOf(1, 40 << 20))).toEqual(TAKEN);
  expect(await isStored(1)).toBe(true);
});

it("refuses bytes that are no request for good, and services that it has not", async () => {
  await start();
  expect((await ask(TRACES, Uint8Array.of(0xff))).error?.code).toBe(status.INVALID_ARGUMENT);
  const strange = await ask("/opentelemetry.proto.collector.profiles.v1.ProfilesService/Export", Uint8Array.of());
  expect([strange.error?.code, strange.error?.details]).toEqual([
    status.UNIMPLEMENTED,
    expect.stringContaining("Only Export"),
  ]);
});

it.each([
  ["as sent", {}],
  ["unpacked", { "grpc.default_compression_algorithm": 2 }],
])("answers what is too large %s with RESOURCE_EXHAUSTED, not to be sent again", async (_, options) => {
  await start({ unpackedBytes: 10_000 });
  const answer = await ask(TRACES, requestOf(1, 20_000), options);
  expect([answer.error?.code, hasRetryInfo(answer)]).toEqual([status.RESOURCE_EXHAUSTED, false]);
});

it("answers overload with RESOURCE_EXHAUSTED and when to try again", async () => {
  await start({ pendingBytes: 10 });
  const answer = await ask(TRACES, requestOf(1));
  expect([answer.error?.code, hasRetryInfo(answer)]).toEqual([status.RESOURCE_EXHAUSTED, true]);
  // retry_delay {seconds: 1}
  const [details] = answer.error?.metadata.get("grpc-status-details-bin") ?? [];
  expect((details as Buffer).subarray(-4)).toEqual(Buffer.from([0x0a, 0x02, 0x08, 0x01]));
});

/** A connection that sends what it likes. */
async function connected(): Promise<ClientHttp2Session> {
  const session = connect(`http://127.0.0.1:${running.collector.grpcPort}`);
  session.on("error", () => {});
  closers.push(() => session.destroy());
  await new Promise((resolve) => session.once("remoteSettings", resolve));
  return session;
}

/** Says that so many bytes will come, and sends some. */
function begin(session: ClientHttp2Session, says: number, sends: number) {
  const stream = session.request({ ":method": "POST", ":path": TRACES, "content-type": "application/grpc" });
  const head = Buffer.alloc(5);
  head.writeUInt32BE(says, 1);
  stream.on("error", () => {});
  stream.write(Buffer.concat([head, Buffer.alloc(sends)]));
  return { stream, code: statusOf(stream) };
}

const statusOf = (stream: ClientHttp2Stream): Promise<number> =>
  new Promise((resolve) => {
    const tell = (headers: Record<string, unknown>) => {
      if ("grpc-status" in headers) resolve(Number(headers["grpc-status"]));
    };
    stream.on("response", tell).on("trailers", tell);
  });

it("counts half-sent messages as they come, refuses what does not fit, and gives up on them in time", async () => {
  await start({ pendingBytes: 10_000, requestMs: 1_500 });
  const { budget } = running.collector.ingest;
  const sessions = await Promise.all([connected(), connected(), connected()]);
  const halves = sessions.map((session) => begin(session, 5_000, 2_995));
  await expect.poll(() => budget.held).toBe(9_000);
  const further = begin(sessions[0]!, 5_000, 2_995);
  expect(await further.code).toBe(status.RESOURCE_EXHAUSTED);
  expect(budget.held).toBe(9_000);
  expect(await Promise.all(halves.map(({ code }) => code))).toEqual(Array(3).fill(status.DEADLINE_EXCEEDED));
  await expect.poll(() => budget.held).toBe(0);
});

it("refuses a message that says it is too large before it has come", async () => {
  await start({ unpackedBytes: 10_000 });
  const { stream, code } = begin(await connected(), 10_001, 1);
  expect(await code).toBe(status.RESOURCE_EXHAUSTED);
  expect(stream.writableEnded).toBe(false);
});

it("refuses more than one message, a cut one and a head that is none", async () => {
  await start();
  const session = await connected();
  const more = begin(session, 10, 20);
  const cut = begin(session, 10, 5);
  cut.stream.end();
  const headless = session.request({ ":method": "POST", ":path": TRACES, "content-type": "application/grpc" });
  headless.end(Buffer.from("hello"));
  const codes = await Promise.all([more.code, cut.code, statusOf(headless)]);
  expect(codes).toEqual(Array(3).fill(status.INVALID_ARGUMENT));
});

it("closes connections beyond the limit, and those that say nothing", async () => {
  await start({ connections: 2, requestMs: 300 });
  const closed = Array.from({ length: 3 }, () => {
    const socket = connectSocket(running.collector.grpcPort!, "127.0.0.1")
      .on("error", () => {})
      .resume();
    closers.push(() => socket.destroy());
    return new Promise<void>((resolve) => socket.once("close", () => resolve()));
  });
  await Promise.all(closed);
  expect(await ask(TRACES, requestOf(1))).toEqual(TAKEN);
});
