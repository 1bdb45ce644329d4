/**
 * A long computation that several calls wait for: begun by the first, shared by those that come while it runs, kept when it is
 * done. It stops when the last of them has cancelled, and begins anew at the next call.
 */
import type { CallOptions } from "./engine-api.ts";

export type Work<Answer> = (signal: AbortSignal, onProgress: (doneShare: number) => void) => Promise<Answer>;

export class SharedWork<Answer> {
  readonly #work: Work<Answer>;
  #running: Running<Answer> | undefined;

  constructor(work: Work<Answer>) {
    this.#work = work;
  }

  run({ signal, onProgress }: CallOptions<number> = {}): Promise<Answer> {
    signal?.throwIfAborted();
    this.#running ??= this.#begin();
    const running = this.#running;
    if (running.isDone) return running.answer;
    const waiter = { onProgress };
    running.waiters.add(waiter);
    return new Promise((resolve, reject) => {
      signal?.addEventListener(
        "abort",
        () => {
          running.waiters.delete(waiter);
          if (running.waiters.size === 0 && !running.isDone) {
            if (this.#running === running) this.#running = undefined;
            running.controller.abort();
          }
          reject(signal.reason);
        },
        { once: true },
      );
      running.answer.then(resolve, reject);
    });
  }

  #begin(): Running<Answer> {
    const controller = new AbortController();
    const waiters: Running<Answer>["waiters"] = new Set();
    const tell = (doneShare: number) => {
      for (const { onProgress } of waiters) onProgress?.(doneShare);
    };
    // A turn later: those who wait are there before the first progress.
    const answer = Promise.resolve().then(() => this.#work(controller.signal, tell));
    const running: Running<Answer> = { answer, controller, waiters, isDone: false };
    const end = () => {
      running.isDone = true;
      waiters.clear();
    };
    answer.then(end, () => {
      end();
      if (this.#running === running) this.#running = undefined;
    });
    return running;
  }
}

interface Running<Answer> {
  readonly answer: Promise<Answer>;
  readonly controller: AbortController;
  readonly waiters: Set<{ readonly onProgress: CallOptions<number>["onProgress"] }>;
  isDone: boolean;
}
