import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { afterEach, describe, expect, it, vi } from "vitest";
import { check } from "./check.ts";

const demo = join(import.meta.dirname, "../../public/demo");
// Certain whatever the number of hops: the captured metadata shows it.
const broken = join(demo, "grpc-miskeyed.jsonl");
const recorded = readdirSync(demo).filter((file) => file.endsWith(".jsonl"));
const require = createRequire(import.meta.url);
const sarifPackage = dirname(require.resolve("@microsoft/jest-sarif/package.json"));

const readJson = (path: string) => JSON.parse(readFileSync(path, "utf8"));
const isReport = new Ajv2020({ allErrors: true, strict: false }).compile(
  readJson(join(import.meta.dirname, "../../docs/report.schema.json")),
);
const draft04 = new AjvDraft04({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(draft04 as unknown as Parameters<typeof addFormats>[0]);
const isSarif = draft04.compile(readJson(join(sarifPackage, "lib/schemas/sarif-2.1.0-rtm.5.json")));

afterEach(() => vi.restoreAllMocks());

/** Runs the command in this process and keeps what it prints. */
async function run(...args: string[]) {
  vi.restoreAllMocks();
  const out = vi.spyOn(console, "log").mockImplementation(() => {});
  const err = vi.spyOn(console, "error").mockImplementation(() => {});
  const status = await check(args);
  return { status, out: out.mock.calls.join("\n"), err: err.mock.calls.join("\n") };
}

describe("causeway check", () => {
  it("fails on a lost context and says hop, cause and fix", async () => {
    const { status, out } = await run(broken);
    expect(status).toBe(1);
    expect(out).toContain("lost-context/grpc-metadata");
    expect(out).toMatch(/Fix: /);
    expect(out).not.toContain("\u001b[");
  });

  it("passes at a higher threshold, and where all is known", async () => {
    expect((await run(broken, "--fail-on", "none")).status).toBe(0);
    const baseline = join(mkdtempSync(join(tmpdir(), "causeway-check-")), "baseline.json");
    writeFileSync(baseline, (await run(broken, "--format", "json")).out);
    const { status, out } = await run(broken, "--baseline", baseline);
    expect([status, out.includes("in the baseline")]).toEqual([0, true]);
  });

  it("runs only the rules asked for", async () => {
    const report = JSON.parse((await run(broken, "--rule", "clock-skew", "--format", "json")).out);
    expect(report.findings.filter(({ rule }: { rule: string }) => rule !== "clock-skew")).toEqual([]);
  });

  it.each([
    [["--format", "xml", broken], "--format xml"],
    [["--fail-on", "never", broken], "--fail-on never"],
    [["--rule", "nonsense", broken], "--rule nonsense"],
    [["--baseline", "/does/not/exist", broken], "--baseline /does/not/exist"],
    [["--baseline", join(demo, "index.json"), broken], "index.json"],
    [["/does/not/exist.json"], "/does/not/exist.json"],
    [[], "name at least one file"],
  ])("refuses %j with status 2 and a sentence", async (args, sentence) => {
    const { status, err, out } = await run(...args);
    expect([status, err.includes(sentence), out]).toEqual([2, true, ""]);
  });

  it.each(recorded)("prints %s as JSON, SARIF and JUnit that keep to their formats", async (file) => {
    const path = join(demo, file);
    isReport(JSON.parse((await run(path, "--format", "json")).out));
    expect(isReport.errors).toBeNull();

    isSarif(JSON.parse((await run(path, "--format", "sarif")).out));
    expect(isSarif.errors).toBeNull();

    const junit = (await run(path, "--format", "junit")).out;
    expect(junit).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites /);
    expect(junit.match(/<testcase /g)?.length).toBe(Number(/tests="(\d+)"/.exec(junit)?.[1]));
  });

  it("prints names of strangers so that no viewer takes them for links, places or marks of direction", async () => {
    const evil = "a[x](javascript:1){0}\u0085\u202eb";
    const path = join(mkdtempSync(join(tmpdir(), "causeway-check-")), "evil.jsonl");
    writeFileSync(path, readFileSync(broken, "utf8").replaceAll('"inventory"', JSON.stringify(evil)));
    const unseen = /[\u0080-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

    const json = (await run(path, "--format", "json")).out;
    expect(json).not.toMatch(unseen);
    expect(Object.keys(JSON.parse(json).input.services)).toContain(evil);

    const sarif = (await run(path, "--format", "sarif")).out;
    const texts = (JSON.parse(sarif).runs[0].results as { message: { text: string } }[]).map(
      ({ message }) => message.text,
    );
    expect(texts.join()).toContain("a\\[x\\](javascript:1){{0}}  b");
    expect(texts.join()).not.toMatch(/(?<!\\)[[\]]|(?<!\{)\{(?!\{)/);
    expect(sarif).not.toMatch(unseen);

    const junit = (await run(path, "--format", "junit")).out;
    expect(junit).toContain("a[x](javascript:1){0}  b");
    expect(junit).not.toMatch(unseen);
  });
});
