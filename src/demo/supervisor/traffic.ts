import { fork } from "node:child_process";
import type { LoadConfig, LoadResult } from "../node/load-main.ts";
import type { Fleet } from "./fleet.ts";
import type { DemoOptions } from "./options.ts";

export type TrafficOptions = Pick<DemoOptions, "requests" | "durationS" | "concurrency" | "rate" | "seed" | "kinds">;

export interface Traffic {
  stop(): void;
  readonly done: Promise<LoadResult>;
}

/** Visits the doors of all sides from a process of its own. */
export function startTraffic(options: TrafficOptions, fleets: readonly Fleet[], program: string): Traffic {
  const { requests, durationS, concurrency, rate, seed, kinds } = options;
  const doors = fleets.map((fleet) => fleet.door());
  const load: LoadConfig = { doors, requests, durationS, concurrency, rate, seed, kinds };
  const child = fork(program, [], {
    env: { ...process.env, DEMO_LOAD: JSON.stringify(load) },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let result: LoadResult = { type: "load", done: false, sent: 0, statuses: {} };
  const done = new Promise<LoadResult>((resolve) => {
    const end = () => {
      if (child.connected) child.disconnect();
      resolve(result);
    };
    child.on("message", (message: LoadResult) => {
      result = message;
      if (message.done) end();
    });
    child.once("exit", end);
  });
  return { stop: () => void (child.connected && child.send("stop")), done };
}
