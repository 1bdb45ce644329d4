/** The shop of the Demo page, in a worker of its own; it is started by the first run and ends with the page. */
import type { RunRequest, RunResult } from "../../demo/browser/run.ts";
import type { Answered, Asked } from "../../demo/browser/shop-worker.ts";

export interface Shop {
  /** Rejects with a sentence for the reader. */
  run(request: RunRequest): Promise<RunResult>;
  close(): void;
}

interface Waiting {
  resolve(result: RunResult): void;
  reject(error: Error): void;
}

export function createShop(): Shop {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastId = 0;
  const giveUp = (message: string) => {
    for (const { reject } of waiting.values()) reject(new Error(message));
    waiting.clear();
    worker?.terminate();
    worker = undefined;
  };
  const start = () => {
    // The bundler finds the worker by these words, in one piece.
    const started = new Worker(new URL("../../demo/browser/shop-worker.ts", import.meta.url), {
      type: "module",
      name: "causeway-demo",
    });
    started.onmessage = ({ data }: MessageEvent<Answered>) => {
      const asked = waiting.get(data.id);
      waiting.delete(data.id);
      if ("result" in data) asked?.resolve(data.result);
      else asked?.reject(new Error(data.error));
    };
    started.onerror = ({ message }) => giveUp(message || "the shop's worker did not start");
    return started;
  };
  return {
    run: (request) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, request } satisfies Asked);
      }),
    close: () => giveUp("the page was left"),
  };
}
