/** The cases: inputs with their truth beside them. Adding one touches no code: a folder in cases/ with a case.json (docs/cases.md). */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildReport } from "../src/diagnosis/report.ts";
import { memorySource } from "../src/formats/memory-source.ts";
import { decodeFiles } from "../src/formats/open-files.ts";
import { findBridges } from "../src/hops/pairs/from-spans.ts";
import { type CaseScore, scoreCase, type Truth } from "./case-score.ts";

export interface Case {
  readonly name: string;
  readonly title: string;
  readonly stack: string;
  readonly files: readonly string[];
  readonly truth: Truth;
}

export function listCases(folder: string): Case[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, ...JSON.parse(readFileSync(join(folder, name, "case.json"), "utf8")) }) as Case)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export async function runCase(folder: string, { name, files, truth }: Case): Promise<CaseScore> {
  const sources = files.map((file) => {
    const bytes = readFileSync(join(folder, name, file));
    return memorySource(file.replace(/\.gz$/, ""), file.endsWith(".gz") ? gunzipSync(bytes) : bytes);
  });
  const { dataSet } = await decodeFiles(sources, {});
  return scoreCase(truth, buildReport(dataSet, { bridges: findBridges(dataSet) }));
}

/** Names of the cases that are known to fail: the list may only shrink. */
export const knownFailures = (folder: string): string[] =>
  readFileSync(join(folder, "known-failures.txt"), "utf8").split("\n").filter(Boolean);
