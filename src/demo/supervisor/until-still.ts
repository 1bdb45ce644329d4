import { setTimeout as sleep } from "node:timers/promises";
import type { Fleet } from "./fleet.ts";

/** Queued messages and slow cards finish after the last visit: the shop is still when no count has moved for a while. */
const STILL_MS = 4000;
/** With no span open only a message in the queue can come, and that comes soon. */
const STILL_AND_CLOSED_MS = 1000;
const LOOK_EVERY_MS = 250;
const LONGEST_WAIT_MS = 20_000;

export async function untilStill(fleets: readonly Fleet[]): Promise<void> {
  let seen = "";
  let movedAt = performance.now();
  const giveUpAt = movedAt + LONGEST_WAIT_MS;
  for (;;) {
    const counts = fleets.flatMap((fleet) => fleet.counts());
    const now = JSON.stringify(counts);
    if (now !== seen) movedAt = performance.now();
    seen = now;
    const closed = counts.every(({ started, ended }) => started === ended);
    const still = performance.now() - movedAt;
    if (still >= (closed ? STILL_AND_CLOSED_MS : STILL_MS) || performance.now() >= giveUpAt) return;
    await sleep(LOOK_EVERY_MS);
  }
}
