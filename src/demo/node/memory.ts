import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const MB = 2 ** 20;

export interface MemoryInUse {
  readonly rssMB: number;
  readonly usedMB: number;
}

/** This process's memory: resident whenever it is asked, and without garbage as of the last measure(). */
export class Memory {
  #usedMB = 0;

  measure(): void {
    setFlagsFromString("--expose-gc");
    (runInNewContext("gc") as () => void)();
    const { heapUsed, external } = process.memoryUsage();
    this.#usedMB = (heapUsed + external) / MB;
  }

  get inUse(): MemoryInUse {
    return { rssMB: process.memoryUsage.rss() / MB, usedMB: this.#usedMB };
  }
}
