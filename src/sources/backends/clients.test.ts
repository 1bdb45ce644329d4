/** The clients through the server's proxy, against servers that answer as Jaeger, Tempo and Zipkin are documented to. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BackendServer, StoredSpans, serveJaeger, serveTempo, serveZipkin } from "../../../e2e/backend-servers.ts";
import { type ServedBackends, serveBackends } from "../../../e2e/served-backends.ts";
import { createGuard } from "../../collector/http-guard.ts";
import { createBackendProxy } from "../../collector/proxy/answer-backends.ts";
import { startSite } from "../../collector/static-site.ts";
import { startTestCollector } from "../../collector/test-collector.ts";
import { memorySource } from "../../formats/memory-source.ts";
import { decodeFiles } from "../../formats/open-files.ts";
import type { BackendClient, BackendQuery } from "./backend-client.ts";
import type { BackendKind } from "./backend-info.ts";
import { listBackends } from "./backend-info.ts";
import { connectBackend } from "./connect-backend.ts";
import { readBackendAddress } from "./read-backend-address.ts";

const { signal } = new AbortController();
const spans = new StoredSpans(join(process.cwd(), "public/demo/http-no-inject.jsonl"));
const servers: Partial<Record<BackendKind, BackendServer>> = {};
let served: ServedBackends;

beforeAll(async () => {
  servers.jaeger = await serveJaeger(spans);
  servers.tempo = await serveTempo(spans);
  servers.zipkin = await serveZipkin(spans);
  served = await serveBackends(Object.entries(servers).map(([kind, { url }]) => ({ name: kind, kind, url })));
});
afterAll(async () => {
  await served.close();
  for (const server of Object.values(servers)) await server.close();
});

const base = () => `${served.origin}/index.html`;

async function connected(kind: BackendKind): Promise<BackendClient> {
  const info = (await listBackends({ base: base() }, signal)).find(({ name }) => name === kind)!;
  return connectBackend(info, { base: base() }, { signal });
}

const anHour = (): Pick<BackendQuery, "startUnixNano" | "endUnixNano"> => {
  const now = BigInt(Date.now()) * 1_000_000n;
  return { startUnixNano: now - 3_600_000_000_000n, endUnixNano: now };
};
const query = (some: Partial<BackendQuery> = {}): BackendQuery => ({
  service: undefined,
  operation: undefined,
  attributes: {},
  durationMinNano: undefined,
  durationMaxNano: undefined,
  limit: 50,
  traceql: undefined,
  ...anHour(),
  ...some,
});

const idsOf = (service: string) => spans.find((each) => each.service === service, 1_000).toSorted();

describe.each(["jaeger", "tempo", "zipkin"] as const)("%s", (kind) => {
  it("lists services and operations", async () => {
    const client = await connected(kind);
    expect(await client.services({ signal })).toEqual(spans.services.toSorted());
    const operations = await client.operations("checkout", { signal });
    expect(operations).toEqual(spans.operationsOf("checkout").toSorted());
  });

  it("finds the traces of a service, with what a list shows of them", async () => {
    const client = await connected(kind);
    const { traces, isLimitReached, partial } = await client.search(query({ service: "payment" }), { signal });
    expect(traces.map(({ traceId }) => traceId).toSorted()).toEqual(idsOf("payment"));
    expect({ isLimitReached, partial }).toEqual({ isLimitReached: false, partial: undefined });
    for (const found of traces) {
      const trace = spans.trace(found.traceId);
      const root = trace.find(({ span }) => !span.parentSpanId)!;
      expect(found).toMatchObject({
        service: root.service,
        spans: trace.length,
        errors: trace.filter(({ span }) => span.status?.code === 2).length,
        isRootMissing: false,
      });
      expect([...found.services].toSorted()).toEqual([...new Set(trace.map(({ service }) => service))].toSorted());
      expect(found.name.toLowerCase()).toBe(root.span.name.toLowerCase());
    }
    const starts = traces.map(({ startUnixNano }) => startUnixNano);
    expect(starts).toEqual(starts.toSorted((a, b) => Number(b - a)));
  });

  it("says when there may be more", async () => {
    const client = await connected(kind);
    const { traces, isLimitReached } = await client.search(query({ service: "checkout", limit: 2 }), { signal });
    expect(traces).toHaveLength(2);
    expect(isLimitReached).toBe(true);
  });

  it("finds nothing where there is nothing", async () => {
    const client = await connected(kind);
    expect((await client.search(query({ service: "nobody" }), { signal })).traces).toEqual([]);
  });

  it("gives a trace whose bytes the decoders read whole", async () => {
    const client = await connected(kind);
    const [traceId = ""] = idsOf("checkout");
    const { file, partial } = await client.trace(traceId, { signal });
    expect(partial).toBeUndefined();
    const source = memorySource(file.name, new Uint8Array(await file.blob.arrayBuffer()));
    const { dataSet } = await decodeFiles([source], {});
    expect(dataSet.spans.length).toBe(spans.trace(traceId).length);
    expect(dataSet.warnings).toEqual([]);
  });

  it("has no trace that nobody sent", async () => {
    const client = await connected(kind);
    const traceId = "7".padStart(32, "0");
    await expect(client.trace(traceId, { signal })).rejects.toMatchObject({
      backend: kind,
      failure: { cause: "no-trace", traceId },
    });
  });

  it("stops when it is no longer wanted", async () => {
    const client = await connected(kind);
    const gone = AbortSignal.abort(new Error("left"));
    await expect(client.search(query({ service: "checkout" }), { signal: gone })).rejects.toThrow("left");
  });

  it("brings the lost other half when asked for what is around a trace", async () => {
    const [traceId = ""] = idsOf("storefront");
    const alone = await readBackendAddress(`backend:${kind}/${traceId}`, { base: base(), signal });
    expect(alone.files).toHaveLength(1);
    const { files, problems } = await readBackendAddress(`backend:${kind}/${traceId}?around=600s`, {
      base: base(),
      signal,
    });
    expect(problems).toEqual([]);
    expect(files).toHaveLength(new Set(spans.all.map(({ span }) => span.traceId)).size);
  });
});

it("hands TraceQL to Tempo as it is", async () => {
  const client = await connected("tempo");
  const traceql = '{ resource.service.name = "checkout" && status = error }';
  const { traces } = await client.search(query({ traceql, service: "ignored" }), { signal });
  expect(traces.map(({ traceId }) => traceId).toSorted()).toEqual(
    spans.find((each) => each.service === "checkout" && each.span.status?.code === 2, 1_000).toSorted(),
  );
  const asked = servers.tempo!.asked.findLast((path) => path.startsWith("/api/search?"))!;
  expect(new URLSearchParams(asked.split("?")[1]).get("q")).toBe(traceql);
});

it("finds attributes in Jaeger", async () => {
  const client = await connected("jaeger");
  const { traces } = await client.search(
    query({ service: "storefront", attributes: { "http.request.method": "POST" } }),
    { signal },
  );
  const wanted = spans.find(
    ({ service, span }) =>
      service === "storefront" &&
      span.attributes?.some(({ key, value }) => key === "http.request.method" && value.stringValue === "POST") === true,
    1_000,
  );
  expect(wanted.length).toBeGreaterThan(0);
  expect(traces.map(({ traceId }) => traceId).toSorted()).toEqual(wanted.toSorted());
});

it("asks what the server collects itself like any other, without a service too", async () => {
  const running = await startTestCollector();
  const proxy = createBackendProxy([], createGuard([], []), { hasCollector: true });
  const site = await startSite({
    folder: "/nowhere",
    files: [],
    host: "127.0.0.1",
    port: 0,
    answerApi: async (path, request, response) =>
      (await proxy(request, response)) || running.collector.answer(path, request, response),
  });
  try {
    for (const line of readFileSync(join(process.cwd(), "public/demo/http-no-inject.jsonl"), "utf8")
      .trim()
      .split("\n")) {
      if (line.includes("resourceSpans")) await running.post("/v1/traces", line);
    }
    const surroundings = { base: `http://127.0.0.1:${site.port}/` };
    const [info] = await listBackends(surroundings, signal);
    const client = await connectBackend(info!, surroundings, { signal });
    expect(client).toMatchObject({ api: "v3", needsService: false });
    expect(await client.services({ signal })).toEqual(spans.services.toSorted());
    const { traces } = await client.search(query({ startUnixNano: 0n, limit: 200 }), { signal });
    expect(traces).toHaveLength(new Set(spans.all.map(({ span }) => span.traceId)).size);
    const [first] = traces;
    const { files } = await readBackendAddress(`backend:collector/${first!.traceId}?around=600s`, {
      ...surroundings,
      signal,
    });
    expect(files).toHaveLength(traces.length);
  } finally {
    await site.close();
    await running.stop();
  }
});
