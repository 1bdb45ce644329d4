import { expect, it } from "vitest";
import type { BackendClient, BackendQuery } from "./backend-client.ts";
import { BackendError } from "./backend-failure.ts";
import { findAround } from "./find-around.ts";
import { foundTraces } from "./found-trace.ts";

const { signal } = new AbortController();
const SECOND = 1_000_000_000n;
const START = 1_790_000_000n * SECOND;
const OWN = "a".repeat(32);

const idOf = (number: number) => number.toString(16).padStart(32, "0");

const file = (services: readonly string[]) => ({
  name: "own",
  blob: new Blob([
    JSON.stringify(
      services.map((serviceName, at) => ({
        traceId: OWN,
        id: String(at + 1),
        timestamp: Number(START / 1_000n),
        duration: 1_000,
        localEndpoint: { serviceName },
      })),
    ),
  ]),
});

/** A store in which each service begins a trace every 50 ms, from a minute before the trace to a minute after it. */
function busyStore(services: readonly string[], { fails = "", needsService = true } = {}) {
  const asked: BackendQuery[] = [];
  const search = async (query: BackendQuery) => {
    asked.push(query);
    if (query.service === fails) throw new BackendError("prod", { cause: "timeout" });
    const at = services.indexOf(query.service ?? "");
    const traces = Array.from({ length: 2_400 }, (_, number) => ({
      traceId: idOf((at + 1) * 10_000 + number),
      service: query.service ?? "",
      name: "work",
      startUnixNano: START + BigInt(number - 1_200) * (SECOND / 20n),
      durationNano: 1e6,
      spans: 1,
      errors: 0,
      orphans: 0,
      services: [],
      isRootMissing: false,
    })).filter(({ startUnixNano: start }) => start >= query.startUnixNano && start <= query.endUnixNano);
    // Like the real ones: the latest.
    return foundTraces(traces.slice(-query.limit), query.limit);
  };
  const client = { info: { name: "prod" }, needsService, services: async () => services, search };
  return { asked, client: client as unknown as BackendClient };
}

it("takes the nearest of what is there, and says that there is more", async () => {
  const { client } = busyStore(["shop"]);
  const around = await findAround(client, { traceId: OWN, file: file(["shop"]), aroundSeconds: 60 }, { signal });
  expect(around.missing).toEqual([{ part: "around", fetched: around.traceIds.length + 1 }]);
  const nearest = Array.from({ length: 20 }, (_, at) => idOf(10_000 + 1_190 + at));
  expect(around.traceIds).toEqual(expect.arrayContaining(nearest));
  expect(around.traceIds.length).toBeLessThanOrEqual(200);
});

it("asks its own services first, then the others, so many at most", async () => {
  const others = Array.from({ length: 100 }, (_, at) => `service-${at}`);
  const { client, asked } = busyStore([...others, "shop"]);
  const around = await findAround(client, { traceId: OWN, file: file(["shop"]), aroundSeconds: 1 }, { signal });
  expect(asked[0]!.service).toBe("shop");
  expect(new Set(asked.map(({ service }) => service)).size).toBe(40);
  expect(around.traceIds).toHaveLength(200);
  expect(around.missing).toMatchObject([{ part: "around" }]);
});

it("goes on where one service cannot be asked, and says so", async () => {
  const { client } = busyStore(["shop", "cart"], { fails: "cart" });
  const around = await findAround(client, { traceId: OWN, file: file(["shop"]), aroundSeconds: 1 }, { signal });
  expect(around.traceIds.length).toBeGreaterThan(0);
  expect(around.missing).toEqual([{ part: "services", services: ["cart"], failure: { cause: "timeout" } }]);
});

it("asks once for all where a service is not needed", async () => {
  const { client, asked } = busyStore(["shop"], { needsService: false });
  await findAround(client, { traceId: OWN, file: file([""]), aroundSeconds: 1 }, { signal });
  expect(asked.map(({ service }) => service)).toEqual([undefined]);
});

it("finds nothing around a reply that cannot be read", async () => {
  const { client, asked } = busyStore(["shop"]);
  const broken = { name: "own", blob: new Blob(['[{"traceId":"']) };
  const around = await findAround(client, { traceId: OWN, file: broken, aroundSeconds: 1 }, { signal });
  expect(around).toEqual({ traceIds: [], missing: [] });
  expect(asked).toEqual([]);
});
