/** The cases: inputs with their truth beside them. Adding one touches no code: a folder in cases/ with a case.json (docs/cases.md). */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildReport } from "../src/diagnosis/report.ts";
import type { Report } from "../src/diagnosis/report-types.ts";
import { memorySource } from "../src/formats/memory-source.ts";
import { decodeFiles } from "../src/formats/open-files.ts";
import { findBridges } from "../src/hops/pairs/from-spans.ts";
import { wrongBridges } from "./case-bridges.ts";
import { type CaseScore, scoreCase, type Truth } from "./case-score.ts";

export interface Case {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly stack: string;
  /** real: an SDK wrote it; rebuilt: span by span after a report or a plan. */
  readonly sdk: "real" | "rebuilt";
  readonly files: readonly string[];
  readonly truth: Truth;
}

export function listCases(folder: string): Case[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, ...JSON.parse(readFileSync(join(folder, name, "case.json"), "utf8")) }) as Case)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function readSources(folder: string, { name, files }: Case) {
  return files.map((file) => {
    const bytes = readFileSync(join(folder, name, file));
    return memorySource(file.replace(/\.gz$/, ""), file.endsWith(".gz") ? gunzipSync(bytes) : bytes);
  });
}

export interface CaseResult extends CaseScore {
  /** Certain bridges that are wrong. */
  readonly wrongBridges: readonly string[];
}

export async function runCase(folder: string, each: Case): Promise<{ report: Report; result: CaseResult }> {
  const { dataSet } = await decodeFiles(readSources(folder, each), {});
  const report = buildReport(dataSet, { bridges: findBridges(dataSet) });
  const score = scoreCase(each.truth, report);
  return { report, result: { ...score, wrongBridges: wrongBridges(each.truth, dataSet, report) } };
}

/** Right, with nothing said beside it that is not true. */
export const isGood = ({ outcome, wrongErrors, falseWarnings, forbidden, wrongBridges }: CaseResult): boolean =>
  (outcome === "right" || outcome === "healthy") &&
  [wrongErrors, falseWarnings, forbidden, wrongBridges].every((list) => list.length === 0);

/** Names of the cases that are known to fail: the list may only shrink. */
export const knownFailures = (folder: string): string[] =>
  readFileSync(join(folder, "known-failures.txt"), "utf8").split("\n").filter(Boolean);
