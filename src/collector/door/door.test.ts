/** The door on real sockets: page, API and receivers with a token, plainly and over TLS. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, credentials, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requestOf, spanIdOf, startTestCollector, type TestCollector, traceIdOf } from "../test-collector.ts";
import { Door, readToken, SESSION_SECONDS } from "./door.ts";
import { makeSelfSigned } from "./self-signed.ts";
import { readTlsFiles } from "./tls-files.ts";

const TOKEN = "correct-horse-battery-staple";
const TRACES = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
const startNano = 1_790_000_000_000_000_000n;
const BEARER = { authorization: `Bearer ${TOKEN}` };
const FORM = { "content-type": "application/x-www-form-urlencoded" };

const { certFile, keyFile } = makeSelfSigned();
const ca = readFileSync(certFile);
const folder = mkdtempSync(join(tmpdir(), "causeway-door-"));
let nowMs = 1_790_000_000_000;

interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

interface Question {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

describe.each([
  ["plainly", false],
  ["over TLS", true],
])("%s", (_, hasTls) => {
  let running: TestCollector;
  beforeAll(async () => {
    const tls = hasTls ? readTlsFiles(certFile, keyFile) : undefined;
    if (typeof tls === "string") throw new Error(tls);
    const data = mkdtempSync(join(folder, "data-"));
    mkdirSync(join(data, "web"));
    writeFileSync(join(data, "web", "index.html"), "<head></head>built page");
    running = await startTestCollector({
      folder: data,
      door: new Door(TOKEN, () => nowMs),
      tls,
      allowedOrigins: ["https://grafana.example"],
    });
  });
  afterAll(() => running.stop());

  function ask(port: number, path: string, { method = "GET", headers = {}, body = "" }: Question = {}): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const options = { host: "localhost", port, path, method, headers, ...(hasTls && { ca }) };
      (hasTls ? tlsRequest : plainRequest)(options, (response) => {
        let text = "";
        response.on("data", (data) => {
          text += data;
        });
        response.on("end", () => resolve({ status: response.statusCode!, body: text, headers: response.headers }));
      })
        .on("error", reject)
        .end(body);
    });
  }
  const page = (path: string, question?: Question) => ask(running.port, path, question);

  it("answers health to everybody, and nothing else", async () => {
    expect((await page("/healthz")).status).toBe(200);
    for (const path of [
      "/metrics",
      "/api/services",
      "/api/live",
      "/api/backends",
      "/files/0/a.json",
      "/",
      "/assets/a.js",
    ]) {
      const { status: answered, headers, body } = await page(path);
      expect([answered, headers["www-authenticate"], body.includes("built page")], path).toEqual([
        401,
        "Bearer",
        false,
      ]);
    }
  });

  it.each([
    ["none", {}],
    ["another", { authorization: `Bearer ${TOKEN}x` }],
    ["a part of it", { authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
    ["an empty one", { authorization: "Bearer " }],
    ["it by another scheme", { authorization: `Basic ${TOKEN}` }],
    ["a made-up cookie", { cookie: `causeway=9999999999.${"a".repeat(43)}` }],
  ])("refuses who shows %s", async (_name, headers) => {
    expect((await page("/api/services", { headers })).status).toBe(401);
    const { httpPort } = running.collector;
    const post = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: "{}" };
    expect(await ask(httpPort!, "/v1/traces", post)).toMatchObject({
      status: 401,
      body: expect.stringContaining('"code":16'),
    });
  });

  it("takes spans with the token over HTTP, and answers programs that show it", async () => {
    const body = requestOf("shop", [{ traceId: traceIdOf(1), spanId: spanIdOf(1), startNano }]);
    const post = { method: "POST", headers: { ...BEARER, "content-type": "application/json" }, body };
    expect((await ask(running.collector.httpPort!, "/v1/traces", post)).status).toBe(200);
    expect(await page("/api/v3/services", { headers: BEARER })).toMatchObject({
      status: 200,
      body: '{"services":["shop"]}',
    });
    const described = JSON.parse((await page("/api/collector", { headers: BEARER })).body);
    expect(described).toMatchObject({ hasTls, needsToken: true });
  });

  it("takes spans over gRPC with the token, and refuses them without", async () => {
    const span = [0x0a, 16, ...Array<number>(16).fill(1), 0x12, 8, ...Array<number>(8).fill(2)];
    const bytes = Buffer.from([0x0a, 32, 0x12, 30, 0x12, 28, ...span]);
    const client = new Client(
      `localhost:${running.collector.grpcPort}`,
      hasTls ? credentials.createSsl(ca) : credentials.createInsecure(),
    );
    const asIs = (value: Buffer) => value;
    const send = (headers: Record<string, string>) => {
      const metadata = new Metadata();
      for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
      return new Promise<ServiceError | null>((resolve) => {
        client.makeUnaryRequest(TRACES, asIs, asIs, bytes, metadata, (error) => resolve(error));
      });
    };
    expect((await send({}))?.code).toBe(status.UNAUTHENTICATED);
    expect((await send({ authorization: "Bearer wrong" }))?.code).toBe(status.UNAUTHENTICATED);
    expect(await send(BEARER)).toBeNull();
    client.close();
  });

  it("asks a person for it, and keeps a cookie that holds it not and no script can read", async () => {
    const person = { accept: "text/html,*/*;q=0.8" };
    const asked = await page("/?src=a.json", { headers: person });
    expect([asked.status, asked.headers["content-type"]]).toEqual([401, "text/html; charset=utf-8"]);
    expect(asked.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect((await page("/", { headers: { ...person, "accept-language": "zh-CN,en;q=0.5" } })).body).toContain("令牌");

    const wrong = await page("/", { method: "POST", headers: FORM, body: "token=wrong" });
    expect([wrong.status, wrong.headers["set-cookie"]]).toEqual([403, undefined]);

    const right = await page("/?src=a.json", { method: "POST", headers: FORM, body: `token=${TOKEN}` });
    expect([right.status, right.headers.location]).toEqual([303, "/?src=a.json"]);
    const [cookie = ""] = right.headers["set-cookie"] as string[];
    expect(cookie).toMatch(hasTls ? /; Secure$/ : /; Max-Age=\d+$/);
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax;/);
    expect(cookie).not.toContain(TOKEN);

    const [pair = ""] = cookie.split(";");
    const headers = { cookie: `other=1; ${pair}` };
    expect((await page("/", { headers })).body).toContain("built page");
    expect((await page("/api/services", { headers })).status).toBe(200);
    // The receivers know no cookie: a page elsewhere must not send with it.
    const post = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: "{}" };
    expect((await ask(running.collector.httpPort!, "/v1/traces", post)).status).toBe(401);

    nowMs += SESSION_SECONDS * 1_000;
    expect((await page("/api/services", { headers })).status).toBe(401);
  });

  it("leads back to this server alone after a login", async () => {
    for (const path of ["//evil.example/x", "/\\evil.example/x", "///evil.example/x"]) {
      const { headers } = await page(path, { method: "POST", headers: FORM, body: `token=${TOKEN}` });
      expect(headers.location).toBe("/evil.example/x");
    }
  });

  it("lets an allowed page elsewhere ask with the token, after a preflight", async () => {
    const origin = "https://grafana.example";
    const asking = {
      origin,
      "access-control-request-headers": "authorization",
      "access-control-request-method": "GET",
    };
    const preflight = await page("/api/services", { method: "OPTIONS", headers: asking });
    expect([preflight.status, preflight.headers["access-control-allow-origin"]]).toEqual([204, origin]);
    expect(preflight.headers["access-control-allow-headers"]).toContain("authorization");
    const answer = await page("/api/services", { headers: { ...BEARER, origin } });
    expect([answer.status, answer.headers["access-control-allow-origin"]]).toEqual([200, origin]);
    const evil = await page("/api/services", {
      method: "OPTIONS",
      headers: { ...asking, origin: "https://evil.example" },
    });
    expect([evil.status, evil.headers["access-control-allow-origin"]]).toEqual([401, undefined]);
  });
});

describe("files that cannot be used are named", () => {
  const write = (text: string) => {
    const file = join(mkdtempSync(join(folder, "file-")), "file");
    writeFileSync(file, text);
    return file;
  };

  it("of a token", () => {
    expect(readToken(write(`  ${TOKEN}\n`))).toEqual({ token: TOKEN });
    expect(readToken(join(folder, "none"))).toMatch(/cannot be read/);
    expect(readToken(write("short"))).toMatch(/16 characters/);
    expect(readToken(write("two words of some length"))).toMatch(/without blanks/);
    expect(readToken(write(""))).toMatch(/one line/);
  });

  it("of TLS", () => {
    expect(readTlsFiles(join(folder, "none"), keyFile)).toMatch(/--tls-cert .*cannot be read/);
    expect(readTlsFiles(certFile, join(folder, "none"))).toMatch(/--tls-key .*cannot be read/);
    expect(readTlsFiles(write("x"), keyFile)).toMatch(/no certificate/);
    expect(readTlsFiles(certFile, write("x"))).toMatch(/no private key/);
    expect(readTlsFiles(certFile, makeSelfSigned().keyFile)).toMatch(/not that of the certificate/);
  });
});
