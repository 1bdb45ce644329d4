/** Backends that do not answer as they should, on real sockets: each failure has a cause that can be said in a sentence. */
import type { RequestListener } from "node:http";
import { createServer as createSocketServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type BackendServer, serve, serveAnswers } from "../../../e2e/backend-servers.ts";
import { serveBackends } from "../../../e2e/served-backends.ts";
import { isPassing, withRetries } from "./backend-failure.ts";
import { type BackendKind, listBackends } from "./backend-info.ts";
import { connectBackend } from "./connect-backend.ts";
import { readBackendAddress } from "./read-backend-address.ts";

const { signal } = new AbortController();
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** @returns the page's address and the backend as the page knows it */
async function reach(url: string, kind: BackendKind, replyLimitMb = 1) {
  const served = await serveBackends([{ name: "prod", kind, url, replyLimitMb }], undefined, 0.3);
  closers.push(served.close);
  const base = `${served.origin}/index.html`;
  const [info] = await listBackends({ base }, signal);
  return { base, info: info! };
}

async function connectTo(server: BackendServer | string, kind: BackendKind = "jaeger") {
  if (typeof server !== "string") closers.push(server.close);
  const { base, info } = await reach(typeof server === "string" ? server : server.url, kind);
  return connectBackend(info, { base }, { signal });
}

const html: RequestListener = (_, response) =>
  response.writeHead(200, { "content-type": "text/html" }).end("\n<!doctype html><title>Sign in</title>");

const saying =
  (status: number, body: string, type = "application/json"): RequestListener =>
  (_, response) =>
    response.writeHead(status, { "content-type": type }).end(body);

const kinds: readonly BackendKind[] = ["jaeger", "tempo", "zipkin"];

describe.each(kinds)("a %s that", (kind) => {
  const failures: [string, object, RequestListener][] = [
    ["wants a password", { cause: "status", status: 401, said: "who are you?" }, saying(401, "who are you?")],
    ["forbids", { cause: "status", status: 403, said: "no tenant" }, saying(403, '{"error":"no tenant"}')],
    [
      "has a fault",
      { cause: "status", status: 500, said: "the disk is full" },
      saying(500, '{"error":{"httpCode":500,"message":"the disk is full"}}'),
    ],
    ["has too much to do", { cause: "status", status: 429, said: "" }, saying(429, "")],
    ["shows its login page", { cause: "html" }, html],
    ["calls a page JSON", { cause: "html" }, saying(200, "<html><body>hello", "application/json")],
    ["refuses with a page", { cause: "status", status: 502, said: "" }, saying(502, "<html>Bad gateway", "text/html")],
    ["sends half of its JSON", { cause: "not-json" }, saying(200, '{"services":["a","b')],
    ["sends text", { cause: "not-json" }, saying(200, "hello", "text/plain")],
    ["is something else", { cause: "other-api" }, saying(200, '{"status":"ok","items":[]}')],
    ["has no such address", { cause: "other-api" }, saying(404, "404 page not found", "text/plain")],
    ["is silent", { cause: "timeout" }, () => {}],
    ["hangs up", { cause: "cut" }, (request) => request.socket.destroy()],
    [
      "leads to a login elsewhere",
      { cause: "redirect" },
      (_, response) => response.writeHead(302, { location: "https://login.example/" }).end(),
    ],
    ["says too much", { cause: "too-large" }, saying(200, JSON.stringify({ services: ["x".repeat(2 ** 21)] }))],
    [
      "stops in the middle",
      { cause: "cut" },
      (_, response) => {
        response.writeHead(200, { "content-type": "application/json" }).write('{"services":["a",');
        setTimeout(() => response.destroy(), 30);
      },
    ],
  ];
  it.each(failures)("%s", async (_, failure, listener) => {
    await expect(connectTo(await serve(listener), kind)).rejects.toMatchObject({ backend: "prod", failure });
  });

  it("is not there", async () => {
    const server = createSocketServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    await expect(connectTo(`http://127.0.0.1:${port}`, kind)).rejects.toMatchObject({ failure: { cause: "refused" } });
  });
});

it("says that Causeway's own server is gone", async () => {
  const server = await serveAnswers(() => ({ services: [] }));
  closers.push(server.close);
  const served = await serveBackends([{ name: "prod", kind: "jaeger", url: server.url }]);
  const base = `${served.origin}/index.html`;
  const [info] = await listBackends({ base }, signal);
  await served.close();
  await expect(connectBackend(info!, { base }, { signal })).rejects.toMatchObject({ failure: { cause: "no-server" } });
});

const ID = "4bf92f3577b34da6a3ce929d0e0e4736";
const span = (spanId: string) => ({
  traceId: ID,
  spanId,
  name: "work",
  startTimeUnixNano: "1700000000000000000",
  endTimeUnixNano: "1700000000001000000",
});
const request = (...spans: object[]) => ({
  resourceSpans: [
    {
      resource: { attributes: [{ key: "service.name", value: { stringValue: "shop" } }] },
      scopeSpans: [{ spans }],
    },
  ],
});

describe("a trace", () => {
  it("given in part by Tempo is said to be", async () => {
    const server = await serveAnswers((path) => {
      if (path.endsWith("/values")) return { tagValues: [] };
      if (path !== `/api/v2/traces/${ID}`) return undefined;
      return {
        trace: request(span("a".repeat(16))),
        metrics: {},
        status: "PARTIAL",
        message: "trace exceeds max size of 5000000 bytes",
      };
    });
    closers.push(server.close);
    const { base } = await reach(server.url, "tempo");
    const { files, problems } = await readBackendAddress(`backend:prod/${ID}`, { base, signal });
    expect(files).toHaveLength(1);
    expect(problems).toEqual([
      {
        kind: "missing",
        backend: "prod",
        part: "spans",
        traces: 1,
        said: "trace exceeds max size of 5000000 bytes",
      },
    ]);
  });

  it("broken off by an error in Jaeger's stream is said to be", async () => {
    const server = await serve((question, response) => {
      if (question.url === "/api/v3/services") return saying(200, '{"services":["shop"]}')(question, response);
      const lines = [
        JSON.stringify({ result: request(span("a".repeat(16))) }),
        JSON.stringify({ error: { httpCode: 500, message: "storage went away" } }),
      ];
      response.writeHead(200, { "content-type": "application/json" }).end(lines.join("\n"));
      return undefined;
    });
    closers.push(server.close);
    const { base } = await reach(server.url, "jaeger");
    const { problems } = await readBackendAddress(`backend:prod/${ID}`, { base, signal });
    expect(problems).toMatchObject([{ part: "spans", said: "storage went away" }]);
  });

  it("that is there beside one that is not is opened, and the other is said", async () => {
    const other = "f".repeat(32);
    const server = await serveAnswers((path) => {
      if (path === "/api/v2/services") return ["shop"];
      if (path === `/api/v2/trace/${ID}`) return [{ traceId: ID, id: "a".repeat(16), name: "work" }];
      return undefined;
    });
    closers.push(server.close);
    const { base } = await reach(server.url, "zipkin");
    const { files, problems } = await readBackendAddress(`backend:prod/${ID},${other}`, { base, signal });
    expect(files).toHaveLength(1);
    expect(problems).toEqual([
      {
        kind: "missing",
        backend: "prod",
        part: "traces",
        traces: 1,
        failure: { cause: "no-trace", traceId: other },
      },
    ]);
  });

  it("of a backend that the server does not have is said to be", async () => {
    const served = await serveBackends([]);
    closers.push(served.close);
    const options = { base: `${served.origin}/`, signal };
    for (const address of [`backend:gone/${ID}`, "backend:", "backend:../x"]) {
      const { files, problems } = await readBackendAddress(address, options);
      expect(files).toEqual([]);
      expect(problems).toMatchObject([{ kind: "failed", failure: { cause: "no-backend" } }]);
    }
  });
});

describe("a search", () => {
  const query = {
    service: "shop",
    operation: undefined,
    attributes: {},
    durationMinNano: undefined,
    durationMaxNano: undefined,
    startUnixNano: 1n,
    endUnixNano: 2n,
    traceql: undefined,
  };
  const hit = { traceID: ID, rootServiceName: "<root span not yet received>", startTimeUnixNano: "5" };

  it.each([
    [{ traces: [hit], metrics: { completedJobs: 3, totalJobs: 3 } }, undefined],
    [{ traces: [hit], metrics: { completedJobs: 2, totalJobs: 3 } }, ""],
    [{ traces: [hit], metrics: { totalJobs: 3 } }, ""],
    [{ traces: [hit], status: "PARTIAL", message: "a block is gone" }, "a block is gone"],
  ])("that looked at a part says so: %j", async (reply, partial) => {
    const server = await serveAnswers((path) => (path === "/api/search" ? reply : { tagValues: [] }));
    const client = await connectTo(server, "tempo");
    const found = await client.search({ ...query, limit: 20 }, { signal });
    expect(found).toMatchObject({ partial, isLimitReached: false, traces: [{ service: "", isRootMissing: true }] });
    // One that found as much as was asked for stops there.
    const enough = await client.search({ ...query, limit: 1 }, { signal });
    expect(enough).toMatchObject({ partial: undefined, isLimitReached: true });
  });

  it("of a Jaeger whose storage cannot summarise falls back to whole traces", async () => {
    const server = await serve((question, response) => {
      const path = question.url!.split("?")[0];
      if (path === "/api/v3/services") return saying(200, '{"services":["shop"]}')(question, response);
      if (path === "/api/v3/trace-summaries") return saying(501, '{"error":{"message":"no"}}')(question, response);
      return saying(200, JSON.stringify({ result: request(span("a".repeat(16))) }))(question, response);
    });
    const client = await connectTo(server);
    const { traces } = await client.search({ ...query, limit: 20 }, { signal });
    expect(traces).toMatchObject([{ traceId: ID, service: "shop", spans: 1 }]);
  });
});

describe("asking again", () => {
  const pauses: number[] = [];
  const pause = async (ms: number) => void pauses.push(ms);

  it("helps with what passes, a little later each time", async () => {
    let failures = 2;
    const server = await serve((question, response) =>
      failures-- > 0 ? saying(503, "starting")(question, response) : saying(200, '{"services":[]}')(question, response),
    );
    closers.push(server.close);
    const { base, info } = await reach(server.url, "jaeger");
    const client = await withRetries(() => connectBackend(info, { base }, { signal }), signal, pause);
    expect(client.api).toBe("v3");
    expect(pauses).toEqual([500, 1_000]);
  });

  it("waits as long as the backend asks for, in seconds or until a date", async () => {
    const waits = ["7", "Thu, 01 Jan 2026 00:00:09 GMT"];
    const server = await serve((question, response) => {
      const wait = waits.shift();
      if (wait === undefined) return saying(200, '{"services":[]}')(question, response);
      response.setHeader("date", "Thu, 01 Jan 2026 00:00:00 GMT").setHeader("retry-after", wait);
      saying(429, "busy")(question, response);
    });
    closers.push(server.close);
    const { base, info } = await reach(server.url, "jaeger");
    pauses.length = 0;
    await withRetries(() => connectBackend(info, { base }, { signal }), signal, pause);
    expect(pauses).toEqual([7_000, 9_000]);
  });

  it("is not done where the backend asks for minutes", async () => {
    const server = await serve((question, response) => {
      response.setHeader("retry-after", "600");
      saying(503, "")(question, response);
    });
    closers.push(server.close);
    const { base, info } = await reach(server.url, "jaeger");
    const failing = withRetries(() => connectBackend(info, { base }, { signal }), signal, pause);
    await expect(failing).rejects.toMatchObject({ failure: { status: 503, retryAfterSeconds: 600 } });
    expect(server.asked).toHaveLength(1);
  });

  it("is not done where it cannot help", async () => {
    const server = await serve(saying(401, ""));
    closers.push(server.close);
    const { base, info } = await reach(server.url, "jaeger");
    const failing = withRetries(() => connectBackend(info, { base }, { signal }), signal, pause);
    await expect(failing).rejects.toMatchObject({ failure: { status: 401 } });
    expect(server.asked).toHaveLength(1);
    expect(isPassing(new Error("of ours"))).toBe(false);
  });
});
