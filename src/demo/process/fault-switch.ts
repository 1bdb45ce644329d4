import type { FaultSwitch } from "../shop/world.ts";
import type { ProcessConfig } from "./config.ts";

/** Which faults are on in this process; several variants of one fault take turns. */
export function createFaultSwitch({ faults, side }: Pick<ProcessConfig, "faults" | "side">): FaultSwitch {
  const inRun = new Map<string, string[]>();
  for (const fault of faults) {
    const [id = "", variant] = fault.split(":");
    const variants = inRun.get(id) ?? [];
    if (variant) variants.push(variant);
    inRun.set(id, variants);
  }
  const turns = new Map<string, number>();
  const broken = side === "broken";
  return {
    has: (id) => broken && inRun.has(id),
    inRun: (id) => inRun.has(id),
    variant(id) {
      const variants = broken ? inRun.get(id) : undefined;
      if (!variants) return undefined;
      const turn = turns.get(id) ?? 0;
      turns.set(id, turn + 1);
      return variants[turn % variants.length];
    },
  };
}
