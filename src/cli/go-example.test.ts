/** examples/go, run for real: what the Go SDK sent is found again, and `causeway check` names its mistakes. Skipped where Go is absent. */
// Needs the machine's own clock: Go reads it, and the collector keeps no spans that are long past.
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCollector, type TestCollector } from "../collector/test-collector.ts";
import { buildReport } from "../diagnosis/report.ts";
import { memorySource } from "../formats/memory-source.ts";
import { decodeFiles } from "../formats/open-files.ts";
import { decodeSpanDetail } from "../formats/span-detail.ts";
import { findBridges } from "../hops/pairs/from-spans.ts";
import type { Attribute, AttributeValue, SpanDetail } from "../model/span-detail.ts";

const example = join(import.meta.dirname, "../../examples/go");
const folder = mkdtempSync(join(tmpdir(), "causeway-go-"));
const program = join(folder, "shop");

/** Why it cannot run here; undefined where it is built. */
function buildExample(): string | undefined {
  if (spawnSync("go", ["version"]).status !== 0) return "Go is not installed";
  const { status, stderr } = spawnSync("go", ["build", "-o", program, "."], { cwd: example, encoding: "utf8" });
  if (status === 0) return undefined;
  const isOffline = /dial tcp|no such host|toolchain not available|requires go >=/.test(stderr);
  if (!isOffline) throw new Error(stderr);
  return "Go or its modules cannot be had here";
}
const obstacle = buildExample();
if (obstacle !== undefined) console.warn(`examples/go is not tested: ${obstacle}.`);

/** A span as the example's recorder writes it. */
interface Sent {
  readonly spanId: string;
  readonly [field: string]: unknown;
}

const environmentOf = ({ resource }: SpanDetail) => {
  const value = resource.attributes.find(({ key }) => key === "deployment.environment.name")?.value;
  return value?.type === "string" ? value.value : undefined;
};

const KINDS = ["unspecified", "internal", "server", "client", "producer", "consumer"];
const STATUS = ["Unset", "Ok", "Error"];

const spoken = (attributes: readonly Attribute[]): { key: string; value: unknown }[] =>
  attributes.map(({ key, value }) => ({ key, value: spokenValue(value) }));

function spokenValue(value: AttributeValue): unknown {
  switch (value.type) {
    case "array":
      return { list: value.value.map(spokenValue) };
    case "kvlist":
      return { map: spoken(value.value) };
    case "int":
      return { int: String(value.value) };
    case "bytes":
      return { bytes: Buffer.from(value.value).toString("base64") };
    case "empty":
      return {};
    default:
      return { [value.type]: value.value };
  }
}

const spokenSpan = (span: SpanDetail): Sent => ({
  traceId: span.traceId,
  spanId: span.spanId,
  parentSpanId: span.parentSpanId,
  isParentRemote: (span.flags & 0x200) !== 0,
  traceState: span.traceState,
  name: span.name,
  kind: KINDS[span.kind],
  start: String(span.startTimeUnixNano),
  end: String(span.endTimeUnixNano),
  status: STATUS[span.statusCode],
  statusMessage: span.statusMessage,
  attributes: spoken(span.attributes),
  events: span.events.map((event) => ({
    name: event.name,
    time: String(event.timeUnixNano),
    attributes: spoken(event.attributes),
  })),
  links: span.links.map((link) => ({
    traceId: link.traceId,
    spanId: link.spanId,
    attributes: spoken(link.attributes),
  })),
  scope: {
    name: span.scope?.name ?? "",
    version: span.scope?.version ?? "",
    attributes: spoken(span.scope?.attributes ?? []),
  },
  resource: spoken(span.resource.attributes),
});

const bySpanId = (a: Sent, b: Sent) => (a.spanId < b.spanId ? -1 : 1);

describe.skipIf(obstacle !== undefined)("the Go SDK's shop in examples/go", () => {
  let running: TestCollector;
  beforeAll(async () => {
    running = await startTestCollector();
  });
  afterAll(async () => {
    await running.stop();
    rmSync(folder, { recursive: true });
  });

  /** Runs the program; gives what it says it sent, and what the collector has of the time it ran. */
  async function runShop(protocol: "http" | "grpc", ...args: string[]) {
    const file = join(folder, `sent-${protocol}.jsonl`);
    const port = protocol === "http" ? running.collector.httpPort : running.collector.grpcPort;
    const start = new Date().toISOString();
    await promisify(execFile)(program, ["-protocol", protocol, "-sent", file, ...args], {
      env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` },
    });
    const end = new Date(Date.now() + 1).toISOString();
    const text = await (await running.get(`/api/window?start=${start}&end=${end}`)).text();
    const { dataSet, retained } = await decodeFiles([memorySource("window", text)], {});
    const rows = Array.from({ length: dataSet.spans.length }, (_, row) => row);
    const found = await Promise.all(rows.map((row) => decodeSpanDetail(dataSet, retained, row)));
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    return { sent: lines.map((line) => JSON.parse(line) as Sent), found, text };
  }

  it.each(["http", "grpc"] as const)(
    "is found again span by span, attribute by attribute, over %s",
    async (protocol) => {
      const { sent, found } = await runShop(protocol, "-requests", "8");
      expect(found.map(spokenSpan).sort(bySpanId)).toEqual(sent.sort(bySpanId));
      expect(new Set(sent.map(({ kind }) => kind))).toEqual(
        new Set(["server", "client", "internal", "producer", "consumer"]),
      );
    },
  );

  it("names its faults, does one alone and writes OTLP/JSON lines", async () => {
    const listed = JSON.parse(spawnSync(program, ["-list", "-json"], { encoding: "utf8" }).stdout) as {
      name: string;
    }[];
    expect(new Set(listed.map(({ name }) => name)).size).toBe(listed.length);
    const file = join(folder, "out.jsonl");
    const args = [
      "-side",
      "broken",
      "-fault",
      "inject-forgotten",
      "-environment",
      "eu",
      "-requests",
      "40",
      "-concurrency",
      "10",
    ];
    await promisify(execFile)(program, [...args, "-out", file]);
    const { dataSet } = await decodeFiles([memorySource("out.jsonl", readFileSync(file, "utf8"))], {});
    const { findings } = buildReport(dataSet, { bridges: findBridges(dataSet) });
    expect(findings.map(({ cause, service, environment, edge }) => [environment, cause, service, edge?.to])).toEqual([
      ["eu", "no-inject", "storefront", "orders"],
    ]);
  });

  it("is formatted as Go is", () => {
    expect(spawnSync("gofmt", ["-l", "."], { cwd: example, encoding: "utf8" }).stdout).toBe("");
  });

  it("is told its four mistakes, and none on the intact side", async () => {
    const { text, found } = await runShop("http", "-requests", "40");
    const { dataSet } = await decodeFiles([memorySource("window", text)], {});
    const { findings, continuity } = buildReport(dataSet, { bridges: findBridges(dataSet) });
    const told = findings.map(({ cause, service, environment, edge }) => [environment, cause, service, edge?.to]);
    expect(told.sort()).toEqual([
      ["broken", "background-context", "orders", "orders"],
      ["broken", "grpc-metadata", "storefront", "stock"],
      ["broken", "leaked-span", "orders", "orders"],
      ["broken", "no-inject", "storefront", "orders"],
    ]);
    for (const { remedy } of findings) expect(remedy?.language).toBe("go");
    expect(continuity.hops).toBeGreaterThan(continuity.intact);
    expect(new Set(found.map(environmentOf))).toEqual(new Set(["intact", "broken"]));
  });
});
