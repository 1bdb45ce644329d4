import { describe, expect, it } from "vitest";
import { buildReport } from "../diagnosis/report.ts";
import { bridgeSpans } from "../hops/pairs/from-spans.ts";
import { spansFromText } from "../model/spans-from-text.ts";
import type { DataSet } from "../model/tables.ts";
import { type Diagnosis, diagnosisHere } from "./diagnosis.ts";
import { diagnosisElsewhere } from "./diagnosis-elsewhere.ts";
import { Engine } from "./engine.ts";
import type { NamedBlob } from "./engine-api.ts";
import { Caller, type Endpoint, serveCalls } from "./rpc.ts";
import { serveDiagnosis } from "./serve-diagnosis.ts";

/** Requests of storefront whose calls to checkout arrive without a parent. */
const BROKEN = Array.from({ length: 24 }, (_, i) => {
  const at = i * 1000;
  return `storefront: GET /cart     | server ${at}..${at + 100}
  storefront: POST /orders | client ${at + 10}..${at + 90} | http.request.method=POST server.address=checkout

checkout: POST /orders     | server ${at + 20}..${at + 80} | http.request.method=POST http.route=/orders

`;
}).join("");

function channel() {
  const { port1, port2 } = new MessageChannel();
  for (const port of [port1, port2]) (port as unknown as { unref(): void }).unref();
  return [port1 as unknown as Endpoint, port2 as unknown as Endpoint] as const;
}

/** As in the browser, but for the thread. */
function elsewhere(started: { ended: boolean }[] = []): Diagnosis {
  return diagnosisElsewhere(() => {
    const [near, far] = channel();
    serveDiagnosis(far);
    const worker = { ended: false };
    started.push(worker);
    const end = () => {
      worker.ended = true;
    };
    return { endpoint: near, end };
  });
}

const call = { signal: new AbortController().signal, onProgress: () => {} };

describe.each([
  ["here", diagnosisHere],
  ["elsewhere", elsewhere()],
])("a diagnosis made %s", (_, diagnosis) => {
  const dataSet = spansFromText(BROKEN);

  it("is the same report, with progress that only grows", async () => {
    const heard: number[] = [];
    const report = await diagnosis.report(dataSet, { ...call, onProgress: (share) => heard.push(share) });
    expect(report).toEqual(buildReport(spansFromText(BROKEN)));
    expect(report.findings.length).toBeGreaterThan(0);
    expect(heard.length).toBeGreaterThan(10);
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
  });

  it("finds the same bridges", async () => {
    const found = [...bridgeSpans(dataSet)].flatMap(({ bridges }) => bridges);
    const bridges = await diagnosis.bridges(dataSet, call);
    expect(bridges.length).toBe(24);
    expect(new Set(bridges.map(({ child, parent }) => `${child} ${parent}`))).toEqual(
      new Set(found.map(({ child, parent }) => `${child} ${parent}`)),
    );
  });

  it("leaves the data set whole", async () => {
    await diagnosis.report(dataSet, call);
    expect(dataSet.spans.start.length).toBe(dataSet.spans.length);
    expect(dataSet.strings.get(dataSet.spans.name[0]!)).not.toBe("");
  });

  it("stops after the step in which it is cancelled", async () => {
    const controller = new AbortController();
    const heard: number[] = [];
    const onProgress = (share: number) => {
      heard.push(share);
      controller.abort();
    };
    await expect(diagnosis.report(dataSet, { signal: controller.signal, onProgress })).rejects.toMatchObject({
      name: "AbortError",
    });
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(heard.length).toBe(1);
  });
});

describe("a diagnosis made elsewhere", () => {
  it("ends its worker when it has answered, and when it is cancelled", async () => {
    const started: { ended: boolean }[] = [];
    const diagnosis = elsewhere(started);
    await diagnosis.report(spansFromText(BROKEN), call);
    await expect(diagnosis.bridges(spansFromText(BROKEN), { ...call, signal: AbortSignal.abort() })).rejects.toThrow();
    expect(started).toEqual([{ ended: true }, { ended: true }]);
  });

  it("says so where its worker dies", async () => {
    const diagnosis = diagnosisElsewhere((onDeath) => {
      const [near, far] = channel();
      serveCalls(far, async (method) => {
        if (method === "report") onDeath(new Error("out of memory"));
        return new Promise(() => {});
      });
      far.onmessage = ((serve) => (event: MessageEvent) => {
        if (event.data.method === "take") far.postMessage({ type: "answer", id: event.data.id }, []);
        else serve?.call(far, event);
      })(far.onmessage);
      return { endpoint: near, end: () => {} };
    });
    await expect(diagnosis.report(spansFromText(BROKEN), call)).rejects.toThrow("out of memory");
  });
});

describe("an engine that makes a report", () => {
  const span = { traceId: "a".repeat(32), spanId: "b".repeat(16), name: "GET /", kind: 2 };
  const shop: NamedBlob = {
    name: "shop.json",
    blob: new Blob([JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] })]),
  };

  it.each([
    ["here", diagnosisHere],
    ["elsewhere", elsewhere()],
  ])("%s answers other calls before the report ends", async (_, diagnosis) => {
    const engine = new Engine(diagnosis);
    await engine.open([shop], { add: false });
    const [near, far] = channel();
    serveCalls(far, (method, args, context) =>
      (engine[method as "spanDetail"] as (...all: unknown[]) => Promise<unknown>).call(engine, ...args, context),
    );
    const page = new Caller(near);
    const order: string[] = [];
    const report = page.call("report", []).then(() => order.push("report"));
    const detail = page.call("spanDetail", [0]).then(() => order.push("span"));
    const list = page.call("listTraces", [{}]).then(() => order.push("list"));
    await Promise.all([report, detail, list]);
    expect(order.at(-1)).toBe("report");
    expect(order.length).toBe(3);
  });

  it("is rid of a report about data that is gone once nobody waits for it", async () => {
    const aborted: DataSet[] = [];
    const engine = new Engine({
      ...diagnosisHere,
      report: (dataSet, { signal }) =>
        new Promise((_, reject) =>
          signal.addEventListener("abort", () => {
            aborted.push(dataSet);
            reject(signal.reason);
          }),
        ),
    });
    await engine.open([shop], { add: false });
    const controller = new AbortController();
    const old = engine.report({ signal: controller.signal });
    await engine.open([shop], { add: true });
    controller.abort();
    await expect(old).rejects.toMatchObject({ name: "AbortError" });
    await Promise.resolve();
    expect(aborted.map(({ spans }) => spans.length)).toEqual([1]);
  });
});
