/** The worker's entry: the shop of the Demo page. One run is asked for at a time and answered under its number. */
import type { RunRequest, RunResult } from "./run.ts";
import { runShop } from "./run-shop.ts";

export interface Asked {
  readonly id: number;
  readonly request: RunRequest;
}

export type Answered =
  | { readonly id: number; readonly result: RunResult }
  | { readonly id: number; readonly error: string };

/** The part of a worker's global scope that is needed here, whichever world compiles it. */
interface Door {
  onmessage: ((event: { readonly data: Asked }) => void) | null;
  postMessage(message: Answered): void;
}

const door = globalThis as unknown as Door;
let before: Promise<unknown> = Promise.resolve();

door.onmessage = ({ data: { id, request } }) => {
  // Runs share the worker's clock: one after another.
  before = before
    .then(() => runShop(request))
    .then(
      (result) => door.postMessage({ id, result }),
      (error: unknown) => door.postMessage({ id, error: error instanceof Error ? error.message : String(error) }),
    );
};
