import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FAULTS } from "./faults/table.ts";
import { KIND, keyOf, ofSide, readOtlpLines } from "./otlp-lines.ts";
import { readingOf, SHOWS, UNHEALTHY } from "./signatures.ts";
import type { RecordedTrace } from "./supervisor/record.ts";
import type { TruthFile } from "./truth-file.ts";

const traces = join(import.meta.dirname, "..", "..", "public", "demo");
const fixtures = join(import.meta.dirname, "fixtures");
const MOST_BYTES = 440_000;

const truthOf = (id: string) => JSON.parse(readFileSync(join(fixtures, `${id}.truth.json`), "utf8")) as TruthFile;

describe.each(FAULTS.map((fault) => [fault.id, fault] as const))("recorded %s", (id, fault) => {
  const file = join(traces, `${id}.jsonl`);
  const lines = readOtlpLines(file);
  const truth = truthOf(id);
  const shown = fault.kind === "fault" ? truth.faults : truth.innocents;
  const keys = new Set(shown.flatMap(({ spans }) => spans.map(keyOf)));
  const broken = ofSide(lines.spans, "broken");
  const intact = ofSide(lines.spans, "intact");

  it("is small and holds nothing of the side channel", () => {
    expect(statSync(file).size).toBeLessThan(MOST_BYTES);
    expect(readFileSync(file, "utf8")).not.toMatch(/x-demo-truth|x-budget/);
  });

  it("shows the fault's signature on every span that the truth names", () => {
    const reading = readingOf({ spans: broken, logs: [] }, truth.parents);
    const named = broken.filter((span) => keys.has(keyOf(span)));
    expect(named.length).toBe(keys.size);
    expect(named.length).toBeGreaterThanOrEqual(fault.variants?.length ?? 1);
    if (fault.signature === "bare-log") {
      expect(named.every((span) => span.resource["service.name"] === fault.edges[0].to)).toBe(true);
    } else {
      for (const span of named) expect(SHOWS[fault.signature](span, reading), `${span.name} ${span.spanId}`).toBe(true);
    }
  });

  it("names the cause and the edge of the table", () => {
    expect(shown.length).toBeGreaterThan(0);
    for (const { edge } of shown) expect(fault.edges).toContainEqual(edge);
    for (const entry of truth.faults) expect(entry.cause).toBe(fault.cause);
    expect(truth.faults.length === 0).toBe(fault.kind === "innocent");
  });

  it("shows nothing of any fault on the intact side of the same traffic", () => {
    const reading = readingOf({ spans: intact, logs: [] }, truth.parents);
    for (const name of UNHEALTHY)
      expect(
        intact.filter((span) => SHOWS[name](span, reading)),
        name,
      ).toEqual([]);
    // One trace a visit, each begun by the shop's door.
    const roots = intact.filter((span) => !span.parentSpanId);
    expect(new Set(intact.map(({ traceId }) => traceId)).size).toBe(roots.length);
    expect(new Set(roots.map(({ resource }) => resource["service.name"]))).toEqual(new Set(["storefront"]));
  });

  it("serves each call with one SERVER span", () => {
    const caller = new Map(truth.parents.map(({ child, parent }) => [keyOf(child), keyOf(parent)]));
    const served = [...broken, ...intact]
      .filter(({ kind }) => kind === KIND.server)
      .map((span) => caller.get(keyOf(span)));
    const known = served.filter((key) => key !== undefined);
    expect(new Set(known).size).toBe(known.length);
  });

  it("has the same visits on both sides", () => {
    const visits = (spans: typeof intact) =>
      new Set(spans.filter((span) => !span.parentSpanId && span.resource["service.name"] === "storefront")).size;
    const unsampled = id === "sampled-out-upstream";
    const restarted = id === "restart-with-link" ? keys.size : 0;
    if (unsampled) expect(visits(broken)).toBeLessThan(visits(intact));
    else expect(visits(broken) - restarted).toBe(visits(intact));
  });

  it("has ids on every log record, save where that is the fault", () => {
    const bare = (side: "intact" | "broken") => ofSide(lines.logs, side).filter((log) => !log.traceId || !log.spanId);
    expect(ofSide(lines.logs, "intact").length).toBeGreaterThan(0);
    expect(bare("intact")).toEqual([]);
    const services = new Set(bare("broken").map(({ resource }) => resource["service.name"]));
    expect([...services]).toEqual(id === "log-without-context" ? ["payment"] : []);
  });
});

/** What the recorded headers say, where the fault is known from them alone. */
describe("recorded headers", () => {
  const headersOf = (id: string, key: string) =>
    ofSide(readOtlpLines(join(traces, `${id}.jsonl`)).spans, "broken")
      .filter((span) => span.kind === 2)
      .flatMap((span) => span.attributes?.filter((attribute) => attribute.key === key) ?? [])
      .map(({ value }) => JSON.stringify(value));

  it("hold each malformed traceparent", () => {
    const headers = headersOf("traceparent-malformed", "http.request.header.traceparent").join("\n");
    expect(headers).toMatch(/"00-(?=[0-9A-F]*[A-F])[0-9A-F]{32}-[0-9A-F]{16}-01"/);
    expect(headers).toMatch(/"00-[0-9a-f]{32}-[0-9a-f]{15}-01"/);
    expect(headers).toMatch(/"[0-9a-f]{32}-[0-9a-f]{16}-01"/);
    expect(headers).toMatch(/"ff-[0-9a-f]{32}-[0-9a-f]{16}-01"/);
    expect(headers).toMatch(/"00-0{32}-0{16}-01"/);
  });

  it("hold the foreign format and the foreign name", () => {
    expect(headersOf("format-mismatch", "http.request.header.b3").length).toBeGreaterThan(0);
    expect(headersOf("format-mismatch", "http.request.header.uber-trace-id").length).toBeGreaterThan(0);
    expect(headersOf("custom-header", "http.request.header.x-trace-id").length).toBeGreaterThan(0);
    expect(headersOf("grpc-miskeyed", "rpc.request.metadata.trace_parent").length).toBeGreaterThan(0);
  });

  it("say that the caller was not sampled", () => {
    expect(headersOf("sampled-out-upstream", "http.request.header.traceparent").join("\n")).toMatch(/-00"/);
  });
});

it("the index lists every recording with its true figures", () => {
  const index = JSON.parse(readFileSync(join(traces, "index.json"), "utf8")) as RecordedTrace[];
  expect(index.map(({ id }) => id)).toEqual(FAULTS.map(({ id }) => id));
  for (const entry of index) {
    expect(existsSync(join(traces, entry.file))).toBe(true);
    const { spans } = readOtlpLines(join(traces, entry.file));
    expect(entry.spans).toBe(spans.length);
    expect(entry.traces).toBe(new Set(spans.map(({ traceId }) => traceId)).size);
    if (entry.kind === "innocent") expect(entry.lost).toBe(0);
    else expect(entry.lost).toBeGreaterThan(0);
  }
});
