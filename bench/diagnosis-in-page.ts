/**
 * The same measure without a process or a socket: the shop's services in this process, as a page runs them, over header maps and in
 * a time that does not wait. No machine's haste is in it, which is what the real shop is for; a run costs a fraction of a second.
 */
import { runShop } from "../src/demo/browser/run-shop.ts";
import { diagnose } from "../src/diagnosis/report.ts";
import { memorySource } from "../src/formats/memory-source.ts";
import { decodeFiles } from "../src/formats/open-files.ts";
import type { WantedRun } from "./diagnosis-runs.ts";
import { scoreRun } from "./diagnosis-score.ts";
import type { ScoredRun } from "./diagnosis-table.ts";

const EPOCH_UNIX_MS = Date.UTC(2026, 0, 1, 12);

export async function runInPage(run: WantedRun): Promise<ScoredRun> {
  const { fault, seed, requests, concurrency } = run;
  const asked = { fault, seed, requests, concurrency, epochUnixMs: EPOCH_UNIX_MS, traffic: "mixed" as const };
  const { intact, broken } = await runShop(asked);
  const bytes = new TextEncoder().encode(`${intact.otlp}\n${broken.otlp}`);
  const { dataSet } = await decodeFiles([memorySource(`${fault}.jsonl`, bytes)], {});
  return { ...run, ...scoreRun(diagnose(dataSet).findings, broken.truth as Parameters<typeof scoreRun>[1]) };
}
