/** The proxy before real servers on real sockets, kind and unkind. */
import { createServer, type IncomingMessage, type RequestListener, request } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createGuard } from "../http-guard.ts";
import { startSite } from "../static-site.ts";
import { createBackendProxy } from "./answer-backends.ts";
import { type BackendSketch, buildBackends } from "./backend.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Where nothing listens any more. */
async function closedPort(): Promise<string> {
  const server = createSocketServer();
  const url = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return url;
}

async function serve(answer: RequestListener): Promise<{ url: string; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((question, response) => {
    asked.push(question);
    answer(question, response);
  });
  closers.push(() => server.closeAllConnections());
  return { url: await listen(server), asked };
}

/** A site whose backend "prod" is a jaeger at that address. */
async function siteBefore(url: string, sketch: Partial<BackendSketch> = {}, guard = createGuard([], [])) {
  const backends = buildBackends([{ name: "prod", kind: "jaeger", url, timeoutSeconds: 0.4, ...sketch }]);
  if (typeof backends === "string") throw new Error(backends);
  const proxy = createBackendProxy(backends, guard);
  const site = await startSite({
    folder: "/nowhere",
    files: [],
    host: "127.0.0.1",
    port: 0,
    answerApi: (_, question, response) => proxy(question, response),
  });
  closers.push(site.close);
  /** A raw request: fetch would tidy up the path. */
  const get = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; body: string; headers: IncomingMessage["headers"]; isWhole: boolean }>(
      (resolve, reject) => {
        request({ host: "127.0.0.1", port: site.port, path, headers }, (response) => {
          let body = "";
          response.on("data", (data) => {
            body += data;
          });
          response.on("error", () => {});
          response.on("close", () =>
            resolve({
              status: response.statusCode ?? 0,
              body,
              headers: response.headers,
              isWhole: response.complete,
            }),
          );
        })
          .on("error", reject)
          .end();
      },
    );
  return { get, port: site.port };
}

const SERVICES = "/api/backends/prod/api/v3/services";
const MOVED = "/api/services";
const json: RequestListener = (_, response) =>
  response.writeHead(200, { "content-type": "application/json" }).end('{"services":["a"]}');

describe("what is forwarded", () => {
  it("is the question, with the backend's headers and none of the page's", async () => {
    const { url, asked } = await serve((question, response) => {
      response.setHeader("set-cookie", "a=b").setHeader("www-authenticate", "Basic");
      json(question, response);
    });
    const { get } = await siteBefore(`${url}/jaeger/`, { headers: { Authorization: "Bearer secret" } });
    const { status, body, headers } = await get(`${SERVICES}?x=1%2F2`, { cookie: "c=d", "x-other": "1" });
    expect({ status, body, type: headers["content-type"] }).toEqual({
      status: 200,
      body: '{"services":["a"]}',
      type: "application/json",
    });
    expect(asked[0]!.url).toBe("/jaeger/api/v3/services?x=1%2F2");
    expect(asked[0]!.headers).toMatchObject({ authorization: "Bearer secret" });
    expect(asked[0]!.headers).not.toHaveProperty("cookie");
    expect(asked[0]!.headers).not.toHaveProperty("x-other");
    expect(headers).not.toHaveProperty("set-cookie");
    expect(headers).not.toHaveProperty("www-authenticate");
    expect(headers["content-security-policy"]).toMatch(/sandbox/);
  });

  it("is a status as it came", async () => {
    const { url } = await serve((_, response) => response.writeHead(403, { "content-type": "text/plain" }).end("no"));
    const { get } = await siteBefore(url);
    expect(await get(SERVICES)).toMatchObject({ status: 403, body: "no" });
  });

  it("is a redirect on the same host", async () => {
    const { url, asked } = await serve((question, response) =>
      question.url === MOVED ? json(question, response) : response.writeHead(307, { location: MOVED }).end(),
    );
    const { get } = await siteBefore(url);
    expect(await get(SERVICES)).toMatchObject({ status: 200 });
    expect(asked).toHaveLength(2);
  });
});

describe("what is refused", () => {
  it.each([
    "/api/backends/prod/api/v3/../../admin",
    "/api/backends/prod/api/v3/%2e%2e/%2e%2e/admin",
    "/api/backends/prod/api/services/%2e%2e/operations",
    "/api/backends/prod/api/services/..%2f..%2fadmin%2f../operations/x",
    "/api/backends/prod/api/services/a%00b/operations",
    "/api/backends/prod/api/services/%/operations",
    "/api/backends/prod/api/services/a\\b/operations",
    "/api/backends/prod//evil.example/api/v3/services",
    "/api/backends/prod/@evil.example/",
    "/api/backends/prod/api/v3/traces/not-hex",
    "/api/backends/prod/api/archive/4bf92f3577b34da6",
    "/api/backends/prod/",
    "/api/backends/prod",
    "/api/backends/other/api/v3/services",
    "/api/backends/http:/evil.example/api/v3/services",
  ])("%s", async (path) => {
    const { url, asked } = await serve(json);
    const { get } = await siteBefore(url);
    expect((await get(path)).status).toBeGreaterThanOrEqual(400);
    expect(asked).toHaveLength(0);
  });

  it("a slash inside a service's name stays in it", async () => {
    const { url, asked } = await serve(json);
    const { get } = await siteBefore(url);
    expect(await get("/api/backends/prod/api/services/a%2Fb/operations")).toMatchObject({ status: 200 });
    expect(asked[0]!.url).toBe("/api/services/a%2Fb/operations");
  });

  it("another site's page", async () => {
    const { url, asked } = await serve(json);
    const { get, port } = await siteBefore(url);
    expect(await get(SERVICES, { origin: "http://evil.example" })).toMatchObject({ status: 403 });
    expect(await get(SERVICES, { "sec-fetch-site": "cross-site" })).toMatchObject({ status: 403 });
    expect(await get(SERVICES, { "sec-fetch-site": "same-site" })).toMatchObject({ status: 403 });
    expect(await get(SERVICES, { host: "evil.example" })).toMatchObject({ status: 403 });
    expect(asked).toHaveLength(0);
    const own = { origin: `http://127.0.0.1:${port}`, "sec-fetch-site": "same-origin" };
    expect(await get(SERVICES, own)).toMatchObject({ status: 200 });
  });
});

it("lists the backends without a secret", async () => {
  const { get } = await siteBefore("http://me:secret1@tempo.example:3200/x", { headers: { "x-token": "secret2" } });
  const { body } = await get("/api/backends");
  expect(JSON.parse(body)).toEqual({
    backends: [
      {
        name: "prod",
        kind: "jaeger",
        host: "tempo.example:3200",
        path: "api/backends/prod/",
        timeoutMs: 400,
        replyLimitBytes: 256 * 2 ** 20,
      },
    ],
  });
  expect(body).not.toMatch(/secret|me:/);
});

it("lets a page of an allowed origin read, and no other", async () => {
  const { url } = await serve(json);
  const { get } = await siteBefore(url, {}, createGuard([], ["https://grafana.example"]));
  for (const path of ["/api/backends", SERVICES]) {
    const allowed = await get(path, { origin: "https://grafana.example", "sec-fetch-site": "cross-site" });
    expect([allowed.status, allowed.headers["access-control-allow-origin"]]).toEqual([200, "https://grafana.example"]);
    const other = await get(path, { origin: "https://evil.example", "sec-fetch-site": "cross-site" });
    expect([other.status, other.headers["access-control-allow-origin"]]).toEqual([403, undefined]);
  }
});

it.each([
  "/admin",
  "/jaeger/../admin",
  "/jaeger/%2e%2e/admin",
  "/jaeger/api/v3/traces/not-hex",
  "/jaegerx/api/v3/services",
  "//other.example/jaeger/api/v3/services",
])("a redirect to %s gets no credentials", async (location) => {
  const { url, asked } = await serve((_, response) => response.writeHead(302, { location }).end());
  const { get } = await siteBefore(`${url}/jaeger`, { headers: { Authorization: "Bearer secret" } });
  const { status, headers } = await get(SERVICES);
  expect([status, headers["x-causeway-problem"]]).toEqual([502, "redirect"]);
  expect(asked).toHaveLength(1);
});

describe("a backend that", () => {
  const problems: [string, string, () => Promise<string>, Partial<BackendSketch>?][] = [
    ["is not there", "refused", closedPort],
    ["has no such host", "unknown-host", async () => "http://nobody.invalid"],
    ["is silent", "timeout", async () => (await serve(() => {})).url],
    [
      "stops after its headers",
      "timeout",
      async () => (await serve((_, response) => response.writeHead(200).flushHeaders())).url,
    ],
    [
      "leads elsewhere",
      "redirect",
      async () =>
        (await serve((_, response) => response.writeHead(302, { location: "http://127.0.0.1:9/" }).end())).url,
    ],
    [
      "leads round in circles",
      "redirect",
      async () => (await serve((_, response) => response.writeHead(302, { location: "/x" }).end())).url,
    ],
    [
      "is huge, and says so",
      "too-large",
      async () => (await serve((_, response) => response.setHeader("content-length", 2e6).end("x".repeat(2e6)))).url,
      { replyLimitMb: 1 },
    ],
    [
      "hangs up",
      "cut",
      async () => listen(createSocketServer((socket) => socket.once("data", () => socket.destroy()))),
    ],
    [
      "speaks no HTTP",
      "cut",
      async () => listen(createSocketServer((socket) => socket.once("data", () => socket.end("SSH-2.0-nothing\r\n")))),
    ],
  ];
  it.each(problems)("%s: %s", async (_, problem, start, sketch) => {
    const { get } = await siteBefore(await start(), sketch);
    const { status, headers, body } = await get(SERVICES);
    expect(headers["x-causeway-problem"]).toBe(problem);
    expect(status).toBeGreaterThanOrEqual(502);
    expect(JSON.parse(body).error.message).toMatch(/^prod .*\.$/);
  });

  it("is huge without saying so is cut off there", async () => {
    const { url } = await serve((_, response) => {
      const timer = setInterval(() => response.write("x".repeat(200_000)), 1);
      response.on("close", () => clearInterval(timer));
    });
    const { get } = await siteBefore(url, { replyLimitMb: 1 });
    const { body, isWhole } = await get(SERVICES);
    expect(isWhole).toBe(false);
    expect(body.length).toBeLessThanOrEqual(9 * 2 ** 20);
  });

  it("is slow but goes on is waited for", async () => {
    const { url } = await serve((_, response) => {
      let pieces = 0;
      const timer = setInterval(() => {
        if (++pieces < 6) return void response.write("1");
        clearInterval(timer);
        response.end();
      }, 100);
    });
    const { get } = await siteBefore(url);
    expect(await get(SERVICES)).toMatchObject({ body: "11111", isWhole: true });
  });

  it("is asked no longer once the page has gone", async () => {
    let hasClosed: () => void;
    const closed = new Promise<void>((resolve) => {
      hasClosed = resolve;
    });
    const { url, asked } = await serve((_, response) => void response.on("close", () => hasClosed()));
    const { port } = await siteBefore(url, { timeoutSeconds: 60 });
    const asking = request({ host: "127.0.0.1", port, path: SERVICES }).on("error", () => {});
    asking.end();
    await expect.poll(() => asked.length).toBe(1);
    asking.destroy();
    await closed;
  });
});
