/** The decode benchmark in a worker of a real Chromium. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { build } from "vite";
import { launchOptions } from "../scripts/chromium.mjs";
import type { DecodeRatio } from "./decode-ratio.ts";
import type { GeneratedShape } from "./generate-traces.ts";

/** One run for each shape; all in one worker, as in use. */
export async function measureDecodeInChromium(
  shapes: readonly GeneratedShape[],
  rounds: number,
): Promise<DecodeRatio[]> {
  const outDir = "node_modules/.cache/bench/decode-worker";
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      outDir,
      target: "es2023",
      lib: { entry: "bench/decode-worker.ts", formats: ["iife"], name: "bench", fileName: () => "worker.js" },
    },
  });
  const code = readFileSync(join(outDir, "worker.js"), "utf8");
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    const results: DecodeRatio[] = [];
    await page.evaluate((source) => {
      const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      Object.assign(globalThis, { benchWorker: new Worker(url) });
    }, code);
    for (const shape of shapes) {
      results.push(
        await page.evaluate(
          (request) =>
            new Promise<DecodeRatio>((resolve, reject) => {
              const { benchWorker } = globalThis as unknown as { benchWorker: Worker };
              benchWorker.onmessage = ({ data }) => resolve(data);
              benchWorker.onerror = (failure) => reject(new Error(failure.message));
              benchWorker.postMessage(request);
            }),
          { shape, rounds },
        ),
      );
    }
    return results;
  } finally {
    await browser.close();
  }
}
