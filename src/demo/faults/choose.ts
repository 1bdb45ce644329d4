import type { Fault } from "./fault.ts";
import { FAULTS } from "./table.ts";

export interface ChosenFaults {
  /** `id` or `id:variant`, as the services are told. */
  readonly switches: readonly string[];
  readonly rows: readonly Fault[];
}

/**
 * What `--fault` asks for. "mixed" is as many faults as go together, a different choice for each seed.
 * @throws Error with a sentence for the user: an unknown name, or two faults that change the same place.
 */
export function chooseFaults(asked: readonly string[], seed: number): ChosenFaults {
  const names = asked.flatMap((name) => (name === "mixed" ? mixed(seed) : [name]));
  const rows: Fault[] = [];
  const switches = new Set<string>();
  for (const name of names) {
    const [id, variant] = name.split(":");
    const row = FAULTS.find((fault) => fault.id === id);
    if (!row) throw new Error(`There is no fault "${id}". --list names them all.`);
    if (variant !== undefined && !row.variants?.includes(variant)) {
      throw new Error(`"${id}" has no variant "${variant}"; it has ${row.variants?.join(", ") ?? "none"}.`);
    }
    const clash = rows.find((other) => other !== row && touchSamePlace(row, other));
    if (clash)
      throw new Error(`"${row.id}" and "${clash.id}" change the same place: one run can have only one of them.`);
    if (!rows.includes(row)) rows.push(row);
    if (variant !== undefined || !row.variants) switches.add(name);
    else for (const each of row.variants) switches.add(`${id}:${each}`);
  }
  return { switches: [...switches], rows };
}

function touchSamePlace(a: Fault, b: Fault): boolean {
  if (a.touches.includes("*") || b.touches.includes("*")) return true;
  return a.touches.some((place) => b.touches.includes(place));
}

/** Walks the faults from a place that the seed decides and takes each that still goes with the others. */
function mixed(seed: number): string[] {
  const faults = FAULTS.filter(({ kind, touches }) => kind === "fault" && !touches.includes("*"));
  const taken: Fault[] = [];
  for (let i = 0; i < faults.length; i++) {
    const fault = faults[(i * STRIDE + seed) % faults.length];
    if (fault && !taken.includes(fault) && !taken.some((other) => touchSamePlace(fault, other))) taken.push(fault);
  }
  return taken.map(({ id }) => id);
}

/** Prime, so that the walk reaches every fault. */
const STRIDE = 7;
