/** The section "Diagnosis" of docs/accuracy.md: the confusion matrix, every miss, every false alarm. */
import type { RunScore } from "./diagnosis-score.ts";

export interface ScoredRun extends RunScore {
  readonly fault: string;
  readonly seed: number;
  readonly concurrency: number;
  readonly requests: number;
}

interface Asked {
  readonly command: string;
  readonly shop: string;
  readonly seeds: readonly number[];
  readonly concurrencies: readonly number[];
  readonly faults: readonly string[];
}

export function tableOf(runs: readonly ScoredRun[], { command, shop, seeds, concurrencies, faults }: Asked): string[] {
  const scores = runs.flatMap((run) => run.faults.map((score) => ({ ...run, ...score })));
  const right = scores.filter((score) => score.right).length;
  const alarms = runs.flatMap((run) => run.falseAlarms.map((finding) => ({ run, finding })));
  const innocent = runs.filter((run) => run.faults.length === 0).length;
  const visits = concurrencies.map(
    (each) => `${runs.find((run) => run.concurrency === each)?.requests} visits at ${each} at once`,
  );
  const lines = [
    `\`${command}\`: ${runs.length} runs of ${shop} (${visits.join(", ")}), each an intact and a broken side`,
    `in one file. ${right} of ${scores.length} injected faults (${percent(right, scores.length)}) have their own cause as the first finding on the right edge.`,
    `${innocent} runs hold no fault but an innocent or none that struck; with the intact sides of the others they gave ${alarms.length} findings at or above warning.`,
    ...seedsMade(runs, { seeds, concurrencies, faults }),
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

/** Which seeds were run with every fault, and how many runs of other seeds are among them. */
function seedsMade(
  runs: readonly ScoredRun[],
  { seeds, concurrencies, faults }: Pick<Asked, "seeds" | "concurrencies" | "faults">,
): string[] {
  const made = concurrencies.map((concurrency) => {
    const at = runs.filter((run) => run.concurrency === concurrency);
    const whole = seeds.filter((seed) => at.filter((run) => run.seed === seed).length === faults.length);
    const others = at.filter(({ seed }) => !whole.includes(seed)).length;
    const parts = [whole.length > 0 ? `seeds ${inRanges(whole)}` : "no seed whole"];
    if (others > 0) parts.push(`${others} runs of other seeds`);
    return { concurrency, said: parts.join(" and ") };
  });
  const same = made.every(({ said }) => said === made[0]?.said);
  if (same) return [`All faults: ${made[0]?.said}.`];
  return [`All faults: ${made.map(({ concurrency, said }) => `${said} at ${concurrency} at once`).join("; ")}.`];
}

/** 1, 2, 3, 7 as "1-3, 7". */
function inRanges(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(", ");
}

const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
