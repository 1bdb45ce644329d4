import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EDGES } from "../topology.ts";
import { chooseFaults } from "./choose.ts";
import { FAULTS } from "./table.ts";

/** What issue 3 asks for by name. */
const ASKED_FAULTS = [
  "http-no-inject",
  "http-no-extract",
  "traceparent-malformed",
  "custom-header",
  "format-mismatch",
  "grpc-no-metadata",
  "grpc-miskeyed",
  "grpc-no-extract",
  "background-context",
  "async-context-lost",
  "global-context",
  "span-leak",
  "exception-skips-end",
  "timeout-keeps-running",
  "log-without-context",
  "queue-not-carried",
  "header-reused",
  "gateway-strips",
  "id-truncated",
  "exit-without-flush",
  "sampling-mismatch",
];
const ASKED_INNOCENTS = [
  "restart-with-link",
  "batch-consumer-with-links",
  "sampled-out-upstream",
  "uninstrumented-database",
  "clock-skew",
  "double-instrumentation",
];
/** The causes of lost-context in design.md, section 4, without "unknown". */
const CAUSES_OF_LOST_CONTEXT = [
  "no-inject",
  "no-extract",
  "no-propagator",
  "background-context",
  "async-context-lost",
  "grpc-metadata",
  "malformed-header",
  "format-mismatch",
  "gateway-strips",
  "header-reused",
  "id-truncated",
  "queue-not-carried",
];

describe("the table of faults", () => {
  it("has every fault and innocent that was asked for, once", () => {
    const ids = (kind: string) => FAULTS.filter((fault) => fault.kind === kind).map(({ id }) => id);
    expect(ids("fault")).toEqual(expect.arrayContaining(ASKED_FAULTS));
    expect(ids("innocent").sort()).toEqual([...ASKED_INNOCENTS].sort());
    expect(new Set(FAULTS.map(({ id }) => id)).size).toBe(FAULTS.length);
  });

  it("has a fault for every cause of lost context", () => {
    const causes = FAULTS.filter(({ kind }) => kind === "fault").map(({ cause }) => cause);
    expect(causes).toEqual(expect.arrayContaining(CAUSES_OF_LOST_CONTEXT));
    expect(causes).not.toContain(undefined);
  });

  it.each(FAULTS.map((fault) => [fault.id, fault] as const))("%s is complete", (_id, fault) => {
    for (const text of [fault.title, fault.sentence, fault.where]) expect(text).not.toBe("");
    for (const { go, typescript } of [fault.wrong, fault.right]) {
      expect(go.trim()).not.toBe("");
      expect(typescript.trim()).not.toBe("");
    }
    expect(fault.why.match(/[.?!](\s|$|\))/g)?.length ?? 0, "three sentences").toBeGreaterThanOrEqual(3);
    expect(fault.touches.length).toBeGreaterThan(0);
    for (const edge of fault.edges) {
      if (edge.protocol === "in-process") expect(edge.from).toBe(edge.to);
      else expect(EDGES).toContainEqual(edge);
    }
  });

  it("names no API that is gone", () => {
    const code = FAULTS.flatMap(({ wrong, right }) => [wrong.go, wrong.typescript, right.go, right.typescript]).join(
      "\n",
    );
    for (const gone of [
      "otelgrpc.UnaryClientInterceptor",
      "otelgrpc.UnaryServerInterceptor",
      "otelgrpc.Interceptor",
      "WithPublicEndpoint(",
      "span.Context()",
    ]) {
      expect(code).not.toContain(gone);
    }
  });

  it("imports nothing but itself, so that a page can", () => {
    for (const name of readdirSync(import.meta.dirname).filter((name) => !name.endsWith(".test.ts"))) {
      const imports = [...readFileSync(join(import.meta.dirname, name), "utf8").matchAll(/from "(.*?)"/g)];
      for (const [, from] of imports) expect(from, name).toMatch(/^\.\//);
    }
  });
});

describe("choosing faults", () => {
  it("expands variants and keeps a chosen one", () => {
    expect(chooseFaults(["format-mismatch"], 1).switches).toEqual(["format-mismatch:b3", "format-mismatch:uber"]);
    expect(chooseFaults(["format-mismatch:uber"], 1).switches).toEqual(["format-mismatch:uber"]);
  });

  it("refuses unknown names and faults of one place", () => {
    expect(() => chooseFaults(["nonsense"], 1)).toThrow('There is no fault "nonsense"');
    expect(() => chooseFaults(["global-context:nowhere"], 1)).toThrow("has no variant");
    expect(() => chooseFaults(["header-reused", "custom-header"], 1)).toThrow("change the same place");
    expect(() => chooseFaults(["sampling-mismatch", "queue-not-carried"], 1)).toThrow("change the same place");
  });

  it("mixes faults that go together, others with another seed, and reaches all of them", () => {
    const reached = new Set<string>();
    for (let seed = 0; seed < FAULTS.length; seed++) {
      const { rows } = chooseFaults(["mixed"], seed);
      expect(rows.length).toBeGreaterThan(4);
      for (const { id } of rows) reached.add(id);
    }
    const mixable = FAULTS.filter(({ kind, touches }) => kind === "fault" && !touches.includes("*"));
    expect([...reached].sort()).toEqual(mixable.map(({ id }) => id).sort());
  });
});
