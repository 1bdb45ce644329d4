/** The section "Diagnosis" of docs/accuracy.md: the confusion matrix, every miss, every false alarm. */
import type { RunScore } from "./diagnosis-score.ts";

export interface ScoredRun extends RunScore {
  readonly fault: string;
  readonly seed: number;
  readonly concurrency: number;
  readonly requests: number;
}

interface Asked {
  readonly seeds: readonly number[];
  readonly concurrencies: readonly number[];
  readonly faults: readonly string[];
}

export function tableOf(runs: readonly ScoredRun[], { seeds, concurrencies, faults }: Asked): string[] {
  const scores = runs.flatMap((run) => run.faults.map((score) => ({ ...run, ...score })));
  const right = scores.filter((score) => score.right).length;
  const alarms = runs.flatMap((run) => run.falseAlarms.map((finding) => ({ run, finding })));
  const innocent = runs.filter((run) => run.faults.length === 0).length;
  const visits = concurrencies.map(
    (each) => `${runs.find((run) => run.concurrency === each)?.requests} visits at ${each} at once`,
  );
  const named = seeds.length > 3 ? `${seeds[0]} to ${seeds.at(-1)}` : seeds.join(", ");
  const lines = [
    `\`npm run bench:diagnosis\`: ${runs.length} runs of the demo shop (seeds ${named}; ${visits.join(", ")}), each an intact and a broken side`,
    `in one file. ${right} of ${scores.length} injected faults (${percent(right, scores.length)}) have their own cause as the first finding on the right edge.`,
    `${innocent} runs hold no fault but an innocent or none that struck; with the intact sides of the others they gave ${alarms.length} findings at or above warning.`,
    "",
    `| fault | cause | ${concurrencies.map((each) => `${each} at once`).join(" | ")} | taken for |`,
    `|---|---|${concurrencies.map(() => "---").join("|")}|---|`,
  ];
  for (const fault of faults) {
    const own = scores.filter((score) => score.fault === fault);
    if (own.length === 0) continue;
    const cells = concurrencies.map((concurrency) => {
      const at = own.filter((score) => score.concurrency === concurrency);
      return at.length === 0 ? "" : `${at.filter((score) => score.right).length} / ${at.length}`;
    });
    const taken = new Map<string, number>();
    for (const score of own) if (!score.right) taken.set(score.found, (taken.get(score.found) ?? 0) + 1);
    const others = [...taken].map(([cause, count]) => `${cause} ${count}`).join(", ");
    lines.push(`| ${fault} | ${own[0]!.expected} | ${cells.join(" | ")} | ${others} |`);
  }
  const misses = scores.filter((score) => !score.right);
  if (misses.length > 0) lines.push("", "Misses:", "");
  for (const { fault, concurrency, seed, edge, found, spans } of misses)
    lines.push(`- ${fault}, ${concurrency} at once, seed ${seed}: ${edge}, ${spans} spans, taken for ${found}.`);
  if (alarms.length > 0) lines.push("", "Findings at or above warning where nothing was injected:", "");
  for (const { run, finding } of alarms)
    lines.push(
      `- ${run.fault}, ${run.concurrency} at once, seed ${run.seed}, ${finding.environment} side: ${finding.cause}, ${finding.confidence}, ${finding.count} spans. ${finding.title}.`,
    );
  return lines;
}

const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
