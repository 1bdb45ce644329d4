/** Runs the decode benchmark inside a worker of a browser and posts what it measured. */

import { measureDecode } from "./decode-ratio.ts";
import type { GeneratedShape } from "./generate-traces.ts";

self.addEventListener("message", async ({ data }: MessageEvent<{ shape: GeneratedShape; rounds: number }>) => {
  self.postMessage(await measureDecode(data.shape, data.rounds, () => performance.now()));
});
