import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { describeInput } from "../diagnosis/report.ts";
import type { ReportInput } from "../diagnosis/report-types.ts";
import { memorySource } from "../formats/memory-source.ts";
import { decodeFiles } from "../formats/open-files.ts";
import { printInput } from "./print-input.ts";
import { sharedTraces } from "./shared-traces.ts";

const folder = sharedTraces();

type Facts = Omit<ReportInput, "files" | "warnings">;

async function inspect(...contents: readonly Uint8Array[]): Promise<ReportInput> {
  const sources = contents.map((content, index) => memorySource(`input${index}`, content));
  return describeInput((await decodeFiles(sources, {})).dataSet);
}

const factsOf = ({ files: _, warnings: __, ...facts }: ReportInput): Facts => facts;

/** The table "What each holds" of SOURCES.md, by file name. */
function expectedFacts(): Map<string, Facts> {
  const text = readFileSync(`${folder}/SOURCES.md`, "utf8");
  const facts = new Map<string, Facts>();
  for (const line of text.slice(text.indexOf("## What each holds")).split("\n")) {
    const cells = line.split("|").map((cell) => cell.trim());
    const [, name = "", spans, traces, roots, orphans = "", errors, services = ""] = cells;
    if (!/\.(json|jsonl|pb)$/.test(name)) continue;
    const [orphanCount, missingParents] = orphans.match(/\d+/g)!.map(Number);
    const logs = /^(\d+) log records?$/.exec(services);
    facts.set(name, {
      spans: Number(spans),
      traces: Number(traces),
      roots: Number(roots),
      orphans: orphanCount!,
      missingParents: missingParents!,
      errors: Number(errors),
      logs: logs ? Number(logs[1]) : 0,
      services: logs
        ? {}
        : Object.fromEntries(
            services.split(", ").map((entry) => [entry.replace(/ \d+$/, ""), Number(entry.match(/\d+$/))]),
          ),
    });
  }
  return facts;
}

describe.skipIf(!folder)("inspect of the shared traces", () => {
  const files = folder ? [...expectedFacts()] : [];
  const read = (name: string) => readFileSync(`${folder}/${name}`);

  it("covers every file of the folder", () => {
    const present = readdirSync(folder!).filter((name) => name !== "SOURCES.md");
    expect(files.map(([name]) => name).sort()).toEqual(present.sort());
  });

  it.each(files)("%s", async (name, facts) => {
    const report = await inspect(read(name));
    expect(factsOf(report)).toEqual(facts);
    expect(report.warnings.filter(({ severity }) => severity !== "note")).toEqual([]);
  });

  it.each(files)("%s with gzip, byte-order mark, Windows newlines or length frames", async (name, facts) => {
    const bytes = read(name);
    const variants: Uint8Array[] = [gzipSync(bytes)];
    if (name.endsWith(".pb")) {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      variants.push(Buffer.concat([length, bytes]));
    } else {
      const windows = Buffer.from(bytes.toString("utf8").replace(/\r?\n/g, "\r\n"));
      variants.push(windows, Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), bytes]));
    }
    for (const variant of variants) expect(factsOf(await inspect(variant))).toEqual(facts);
  });

  it("attaches a log record to a span of another file", async () => {
    const sources = ["otlp-spec-example-trace.json", "otlp-spec-example-logs.json"];
    const { dataSet } = await decodeFiles(
      sources.map((name) => memorySource(name, read(name))),
      {},
    );
    expect([...dataSet.logs.span]).toEqual([0]);
  });

  it("reads two length-framed messages", async () => {
    const bytes = read("frontend-proxy-no-root.otlp.pb");
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    const report = await inspect(Buffer.concat([length, bytes, length, bytes]));
    expect(report.spans).toBe(4);
    expect(report.warnings.map(({ code }) => code)).toEqual(["duplicate-span-id"]);
  });
});

it("names that would repaint the terminal are printed without what does so", async () => {
  const name = "a\u001b[31mred\u009b2J\u202eb\r\nc";
  const span = { traceId: "01", spanId: "02", name, startTimeUnixNano: "1" };
  const resource = { attributes: [{ key: "service.name", value: { stringValue: name } }] };
  const bytes = new TextEncoder().encode(
    JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] }),
  );
  expect(printInput(await inspect(bytes))).toContain("  a [31mred 2J b  c");
});
