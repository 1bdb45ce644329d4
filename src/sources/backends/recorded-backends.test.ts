/** The clients against what real servers answered (../fixtures), given back for the same questions. */
import { describe, expect, it } from "vitest";
import { readRecording } from "../../../backends/fixtures.ts";
import type { BackendClient, BackendQuery } from "./backend-client.ts";
import type { BackendInfo, BackendKind } from "./backend-info.ts";
import { connectBackend } from "./connect-backend.ts";

const { signal } = new AbortController();
const TRACE = "ab2401639a12de1d2b689a34fcec789b";
const ABSENT = "0123456789abcdef0123456789abcdef";

/** A server that knows what was recorded: by path, and of a search by what it is for. */
function recorded(kind: BackendKind, without: (path: string) => boolean = () => false) {
  const { replies, reply } = readRecording(kind)!;
  const asked: URL[] = [];
  const fetch = async (input: URL | RequestInfo): Promise<Response> => {
    const url = new URL(String(input));
    asked.push(url);
    const path = url.pathname.replace("/api/backends/prod", "");
    const found = without(path)
      ? undefined
      : nearest(
          replies.filter(({ headers }) => !headers),
          path,
          url.searchParams,
        );
    if (!found) return new Response("404 page not found\n", { status: 404 });
    const { status, contentType, text } = reply(found.name);
    return new Response(text, { status, headers: { "content-type": contentType } });
  };
  const info: BackendInfo = {
    name: "prod",
    kind,
    host: "",
    path: "api/backends/prod/",
    timeoutMs: 60_000,
    replyLimitBytes: 2 ** 28,
  };
  return { asked, connect: () => connectBackend(info, { base: "http://page.example/", fetch }, { signal }) };
}

/** Times apart, the recorded question with most in common and nothing that was not asked. */
function nearest<R extends { readonly path: string; readonly status: number }>(
  replies: readonly R[],
  path: string,
  asked: URLSearchParams,
): R | undefined {
  const scored = replies
    .map((reply) => {
      const recordedUrl = new URL(reply.path, "http://server.example");
      const parameters = [...recordedUrl.searchParams].filter(([name]) => !/start|end|lookback/i.test(name));
      const same = parameters.filter(([name, value]) => plain(asked.get(name)) === plain(value)).length;
      const others = parameters.length - same;
      return { reply, isPath: recordedUrl.pathname === path, score: same - 2 * others };
    })
    .filter(({ isPath }) => isPath);
  return scored.sort((a, b) => b.score - a.score)[0]?.reply;
}

/** TraceQL with or without spaces is the same, and so is an hour. */
const plain = (text: string | null) => text?.replaceAll(/\s/g, "").replace(/^3600000000000ns$/, "1h");

const query = (some: Partial<BackendQuery>): BackendQuery => ({
  service: "checkout",
  operation: undefined,
  attributes: {},
  durationMinNano: undefined,
  durationMaxNano: undefined,
  startUnixNano: 1_795_355_780_123_000_000n,
  endUnixNano: 1_795_359_380_123_000_000n,
  limit: 20,
  traceql: undefined,
  ...some,
});

const API = { jaeger: "v3", tempo: "v2", zipkin: "v2" };

describe.each(["jaeger", "tempo", "zipkin"] as const)("%s", (kind) => {
  const connect = (): Promise<BackendClient> => recorded(kind).connect();

  it("is recognised, with its services and operations", async () => {
    const client = await connect();
    expect(client.api).toBe(API[kind]);
    expect(await client.services({ signal })).toEqual(expect.arrayContaining(["checkout", "storefront"]));
    const operations = await client.operations("checkout", { signal });
    expect(operations.map((name) => name.toLowerCase())).toContain("post /orders");
  });

  it("finds traces of a service", async () => {
    const client = await connect();
    const { traces } = await client.search(query({}), { signal });
    const found = traces.find(({ traceId }) => traceId === TRACE)!;
    expect(found.service).toBe("checkout");
    expect(found.name.toLowerCase()).toBe("post /orders");
    expect(found.durationNano).toBeGreaterThan(0);
    expect(found.spans).toBeGreaterThan(1);
    expect(found.services).toContain("checkout");
  });

  it("gives a trace, and knows when there is none", async () => {
    const client = await connect();
    const { file, partial } = await client.trace(TRACE, { signal });
    expect(file.blob.size).toBeGreaterThan(1_000);
    expect(partial).toBeUndefined();
    await expect(client.trace(ABSENT, { signal })).rejects.toMatchObject({ failure: { cause: "no-trace" } });
  });
});

it("finds nothing in each of them", async () => {
  const slow = { durationMinNano: 3_600e9 };
  const jaeger = await recorded("jaeger").connect();
  const orders = query({ ...slow, operation: "POST /orders" });
  expect((await jaeger.search(orders, { signal })).traces).toEqual([]);
  const tempo = await recorded("tempo").connect();
  expect((await tempo.search(query({ traceql: "{duration>1h}" }), { signal })).traces).toEqual([]);
  const zipkin = await recorded("zipkin").connect();
  expect((await zipkin.search(query({ ...slow, service: undefined }), { signal })).traces).toEqual([]);
});

it("repeats what Tempo says of TraceQL that it cannot read", async () => {
  const tempo = await recorded("tempo").connect();
  const failing = tempo.search(query({ traceql: "{nonsense" }), { signal });
  await expect(failing).rejects.toMatchObject({ failure: { cause: "status", status: 400 } });
  await expect(failing).rejects.toMatchObject({ failure: { said: expect.stringMatching(/parse error/) } });
});

it("speaks the older APIs where the newer are not there", async () => {
  const jaeger = await recorded("jaeger", (path) => path.startsWith("/api/v3")).connect();
  expect(jaeger.api).toBe("v1");
  expect(await jaeger.services({ signal })).toContain("checkout");
  expect(await jaeger.operations("checkout", { signal })).toContain("POST /orders");
  const { traces } = await jaeger.search(query({}), { signal });
  expect(traces.find(({ traceId }) => traceId === TRACE)).toMatchObject({ service: "checkout", isRootMissing: false });
  await expect(jaeger.trace(ABSENT, { signal })).rejects.toMatchObject({ failure: { cause: "no-trace" } });

  const tempo = await recorded("tempo", (path) => path.startsWith("/api/v2")).connect();
  expect(tempo.api).toBe("v1");
  expect(await tempo.services({ signal })).toContain("checkout");
  expect((await tempo.trace(TRACE, { signal })).file.blob.size).toBeGreaterThan(1_000);
  await expect(tempo.trace(ABSENT, { signal })).rejects.toMatchObject({ failure: { cause: "no-trace" } });
});

it("looks for attributes in the older API of a Jaeger whose newer one cannot", async () => {
  const { asked, connect } = recorded("jaeger");
  const client = await connect();
  const { traces } = await client.search(query({ attributes: { "deployment.environment.name": "broken" } }), {
    signal,
  });
  expect(traces.length).toBeGreaterThan(0);
  expect(asked.at(-1)!.pathname).toBe("/api/backends/prod/api/traces");
});

it("asks Jaeger for traces as they were sent", async () => {
  const { asked, connect } = recorded("jaeger");
  await (await connect()).trace(TRACE, { signal });
  expect(asked.at(-1)!.searchParams.get("raw_traces")).toBe("true");
});
