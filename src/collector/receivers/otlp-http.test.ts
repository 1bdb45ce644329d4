import { execFileSync } from "node:child_process";
import { request } from "node:http";
import { connect } from "node:net";
import { deflateSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { requestOf, spanIdOf, startTestCollector, type TestCollector, traceIdOf } from "../test-collector.ts";

const JSON_TYPE = { "content-type": "application/json" };
const PROTOBUF_TYPE = { "content-type": "application/x-protobuf" };
const startNano = 1_790_000_000_000_000_000n;
const body = (n: number, service = "shop") =>
  requestOf(service, [{ traceId: traceIdOf(n), spanId: spanIdOf(n), startNano }]);

let running: TestCollector;
beforeAll(async () => {
  running = await startTestCollector({ limits: { bodyBytes: 100_000, unpackedBytes: 1_000_000 } });
});
afterEach(() => {
  expect(running.collector.ingest.budget.held).toBe(0);
});
afterAll(() => running.stop());

const isStored = async (n: number) => (await running.get(`/api/v3/traces/${traceIdOf(n)}`)).status === 200;
const bytesOf = (text: string) => new TextEncoder().encode(text);
const packed = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

describe("what is taken", () => {
  it.each([
    ["plain", 1, (text: string) => bytesOf(text), {}],
    ["gzip", 2, (text: string) => packed(gzipSync(text)), { "content-encoding": "gzip" }],
    ["deflate", 3, (text: string) => packed(deflateSync(text)), { "content-encoding": "deflate" }],
    ["a zstd frame", 4, (text: string) => rawZstdFrame(bytesOf(text)), { "content-encoding": "zstd" }],
  ])("%s", async (_, n, encode, headers) => {
    const response = await running.post("/v1/traces", encode(body(n)), { ...JSON_TYPE, ...headers });
    expect([response.status, await response.text()]).toEqual([200, "{}"]);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await isStored(n)).toBe(true);
  });

  it.skipIf(!hasZstd())("what the zstd program packs", async () => {
    const bytes = execFileSync("zstd", ["-19", "-c"], { input: body(5) });
    const response = await running.post("/v1/traces", packed(bytes), { ...JSON_TYPE, "content-encoding": "zstd" });
    expect([response.status, await isStored(5)]).toEqual([200, true]);
  });

  it("an empty request, in both encodings", async () => {
    expect((await running.post("/v1/traces", "{}")).status).toBe(200);
    expect(await (await running.post("/v1/traces", new Uint8Array(0), PROTOBUF_TYPE)).text()).toBe("");
  });

  it("metrics, which are dropped, and said once", async () => {
    for (let count = 0; count < 2; count++) expect((await running.post("/v1/metrics", "{}")).status).toBe(200);
    expect(running.said.filter((sentence) => sentence.startsWith("Metrics"))).toHaveLength(1);
  });

  it("logs", async () => {
    const logs = {
      resourceLogs: [{ scopeLogs: [{ logRecords: [{ timeUnixNano: "5", body: { stringValue: "hello" } }] }] }],
    };
    expect((await running.post("/v1/logs", JSON.stringify(logs))).status).toBe(200);
    await running.collector.store.catchUp();
    expect(await running.collector.store.query("SELECT time_nano FROM log")).toEqual([[5n]]);
  });
});

describe("partial success", () => {
  it("counts spans without a valid id and keeps the others", async () => {
    const spans = [
      { traceId: traceIdOf(20), spanId: spanIdOf(20), startNano },
      { traceId: traceIdOf(0), spanId: spanIdOf(1), startNano },
      { traceId: traceIdOf(20), spanId: "xyz", startNano },
    ];
    const response = await running.post("/v1/traces", requestOf("shop", spans));
    expect(await response.json()).toEqual({
      partialSuccess: { rejectedSpans: "2", errorMessage: expect.stringContaining("traceId of 16 bytes") },
    });
    const text = await (await running.get(`/api/v3/traces/${traceIdOf(20)}`)).text();
    expect(text.split('"spanId"')).toHaveLength(2);
  });

  it("says so in protobuf too, and takes no metrics for spans", async () => {
    // {1: {2: {2: metric {1: "name", 7: sum}}}}
    const metric = Uint8Array.of(0x0a, 0x0c, 0x12, 0x0a, 0x12, 0x08, 0x0a, 0x04, 0x6e, 0x61, 0x6d, 0x65, 0x3a, 0x00);
    const response = await running.post("/v1/traces", metric, PROTOBUF_TYPE);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([response.status, ...bytes.slice(0, 1), ...bytes.slice(2, 4)]).toEqual([200, 0x0a, 0x08, 1]);
  });
});

describe("what is refused", () => {
  it.each([
    ["a list", "[]", "a JSON list"],
    ["Jaeger's JSON", JSON.stringify({ data: [{ traceID: "1", spans: [] }], total: 0 }), '"data", "total"'],
    ["logs", '{"resourceLogs":[]}', "no resourceSpans"],
    ["a request whose spans are no list", '{"resourceSpans":{}}', "resourceSpans is no list"],
    ["a text", '"resourceSpans"', "Not JSON here"],
  ])("%s posted as traces", async (_, text, sentence) => {
    const response = await running.post("/v1/traces", text);
    const { message } = (await response.json()) as { message: string };
    expect([response.status, message]).toEqual([400, expect.stringContaining(sentence)]);
  });

  const bomb = gzipSync(Buffer.alloc(2_000_000));
  it.each([
    ["text that is no JSON", "/v1/traces", "hello", JSON_TYPE, 400],
    ["JSON that is cut", "/v1/traces", body(30).slice(0, 200), JSON_TYPE, 400],
    ["bytes that are no protobuf", "/v1/traces", packed(Buffer.from("\xff\xff\xff")), PROTOBUF_TYPE, 400],
    ["gzip that is none", "/v1/traces", "hello", { ...JSON_TYPE, "content-encoding": "gzip" }, 400],
    ["zstd that is none", "/v1/traces", "hello, world", { ...JSON_TYPE, "content-encoding": "zstd" }, 400],
    ["an unknown encoding", "/v1/traces", "{}", { ...JSON_TYPE, "content-encoding": "br" }, 415],
    ["another content type", "/v1/traces", "{}", { "content-type": "text/plain" }, 415],
    ["a body too large", "/v1/traces", " ".repeat(200_000), JSON_TYPE, 413],
    ["a bomb", "/v1/traces", packed(bomb), { ...JSON_TYPE, "content-encoding": "gzip" }, 413],
    ["a zstd window of a gigabyte", "/v1/traces", zstdBomb(), { ...JSON_TYPE, "content-encoding": "zstd" }, 413],
    ["another path", "/v1/spans", "{}", JSON_TYPE, 404],
  ])("%s", async (_, path, content, headers, status) => {
    const response = await running.post(path, content, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get("retry-after")).toBeNull();
  });

  it("GET", async () => {
    const response = await fetch(`http://127.0.0.1:${running.collector.httpPort}/v1/traces`);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("says why in the sender's encoding", async () => {
    const json = await (await running.post("/v1/traces", "hello")).json();
    expect(json).toEqual({ code: 3, message: expect.stringContaining("Not JSON") });
    const protobuf = await running.post("/v1/traces", packed(Buffer.from("\xff")), PROTOBUF_TYPE);
    expect(new Uint8Array(await protobuf.arrayBuffer()).slice(0, 3)).toEqual(Uint8Array.of(0x08, 3, 0x12));
  });

  it("other names for this machine", async () => {
    const status = await new Promise((resolve, reject) => {
      const options = {
        port: running.collector.httpPort,
        path: "/v1/traces",
        method: "POST",
        headers: { host: "evil.example" },
      };
      request({ host: "127.0.0.1", ...options }, (response) => resolve(response.resume().statusCode))
        .on("error", reject)
        .end("{}");
    });
    expect(status).toBe(403);
  });
});

describe("browsers", () => {
  const preflight = (origin: string) =>
    fetch(`http://127.0.0.1:${running.collector.httpPort}/v1/traces`, {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type,x-team",
      },
    });

  it("pages of this machine may send", async () => {
    const { status, headers } = await preflight("http://localhost:5173");
    expect([status, headers.get("access-control-allow-origin")]).toEqual([204, "http://localhost:5173"]);
    expect(headers.get("access-control-allow-headers")).toBe("content-type,x-team");
  });

  it("pages elsewhere may not", async () => {
    expect((await preflight("https://evil.example")).status).toBe(403);
    expect(
      (await running.post("/v1/traces", body(40), { ...JSON_TYPE, origin: "https://localhost.evil.example" })).status,
    ).toBe(403);
    expect(await isStored(40)).toBe(false);
  });
});

describe("overload", () => {
  it("is answered with 429 and Retry-After, and passes", async () => {
    const small = await startTestCollector({ folder: undefined, limits: { pendingBytes: 3_000 } });
    // A sender that holds its bytes without finishing.
    const slow = connect(small.collector.httpPort!, "127.0.0.1");
    slow.write(
      `POST /v1/traces HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 99999\r\n\r\n${" ".repeat(2_900)}`,
    );
    await expect.poll(() => small.collector.ingest.budget.held).toBe(2_900);
    const refused = await small.post("/v1/traces", body(1));
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    slow.destroy();
    await expect.poll(() => small.collector.ingest.budget.held).toBe(0);
    expect((await small.post("/v1/traces", body(1))).status).toBe(200);
    await small.stop();
  });
});

/** A frame with one raw block: RFC 8878, 3.1.1. */
function rawZstdFrame(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const size = bytes.length;
  const head = Buffer.alloc(4 + 1 + 4 + 3);
  head.writeUInt32LE(0xfd2fb528, 0);
  head[4] = 0xa0;
  head.writeUInt32LE(size, 5);
  head.writeUIntLE((size << 3) | 1, 9, 3);
  return packed(Buffer.concat([head, bytes]));
}

function zstdBomb(): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, 20 << 3, 0x01, 0x00, 0x00);
}

function hasZstd(): boolean {
  try {
    execFileSync("zstd", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
