/**
 * One big trace in a real browser: from choosing the file to its first row on screen, against JSON.parse of the same bytes; and the
 * frames while scrolling, against a static page of the same rows. Ratios of one run; software drawing makes single times worthless.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { launchOptions } from "../scripts/chromium.mjs";
import { startSite } from "../src/collector/static-site.ts";
import { writeTraces } from "./write-traces.ts";

const isQuick = process.argv.includes("--quick");
const spans = isQuick ? 20_000 : 100_000;
const ROUNDS = isQuick ? 3 : 5;
const FRAMES = 150;
/** How far each frame scrolls: a slow wheel, a fast one, a dragged scrollbar. */
const STEPS_CSS_PX = [72, 240, 2_000];
/** The static page holds this many screens of rows. */
const STATIC_SCREENS = 12;

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

spawnSync(process.execPath, ["scripts/build.mjs"], { stdio: "ignore" });
const folder = mkdtempSync(join(tmpdir(), "causeway-bench-"));
const path = join(folder, "one-trace.jsonl");
await writeTraces(path, { spans, spansPerTrace: spans });
const site = await startSite({ folder: "dist/web", files: [], host: "127.0.0.1", port: 0 });
const browser = await chromium.launch(launchOptions());
try {
  const opened: number[] = [];
  const parsed: number[] = [];
  const read: number[] = [];
  let page: Page | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    await page?.close();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`http://127.0.0.1:${site.port}/`);
    await page.evaluate(() => window.causeway?.idle());
    const times = await openInPage(page, path);
    opened.push(times.opened);
    parsed.push(times.parsed);
    read.push(times.read);
  }
  const ratio = median(opened) / median(parsed);
  console.log(
    `open one trace of ${spans} spans: ${ratio.toFixed(2)} of JSON.parse (${median(opened).toFixed(0)} / ${median(parsed).toFixed(0)} ms); ${(median(opened) / (median(parsed) + median(read))).toFixed(2)} with reading its text`,
  );
  for (const step of STEPS_CSS_PX) {
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round++) ratios.push(await scrollRatio(page!, step));
    console.log(
      `scroll by ${step} px a frame: 95th percentile of frame times ${median(ratios).toFixed(2)} of a static page's`,
    );
  }
} finally {
  await browser.close();
  await site.close();
  rmSync(folder, { recursive: true });
}

interface OpenTimes {
  readonly opened: number;
  readonly read: number;
  readonly parsed: number;
}

async function openInPage(page: Page, file: string): Promise<OpenTimes> {
  const measured = page.evaluate(
    () =>
      new Promise<OpenTimes>((resolve) => {
        const finish = async (chosen: File, opened: number) => {
          await window.causeway?.idle();
          const reading = performance.now();
          const lines = (await chosen.text()).split("\n");
          const parsing = performance.now();
          let kept = 0;
          for (const line of lines) if (line !== "") kept += JSON.parse(line).resourceSpans.length;
          const done = performance.now();
          resolve({ opened, read: parsing - reading, parsed: kept > 0 ? done - parsing : 0 });
        };
        document.addEventListener(
          "change",
          ({ target }) => {
            const chosen = (target as HTMLInputElement).files![0]!;
            const begun = performance.now();
            const look = () => {
              if (document.querySelector("[role=treegrid] [role=row]") === null) requestAnimationFrame(look);
              // After the frame with the first row has been drawn.
              else requestAnimationFrame(() => setTimeout(() => finish(chosen, performance.now() - begun)));
            };
            look();
          },
          { capture: true, once: true },
        );
      }),
  );
  await page.locator("input[type=file]").setInputFiles(file);
  return measured;
}

/** 95th percentile of frame times of the rows, over that of a page that holds copies of the same rows. */
async function scrollRatio(page: Page, stepCssPx: number): Promise<number> {
  const [waterfall, still] = await page.evaluate(
    async ({ stepCssPx, frames, screens }) => {
      const scroll = (element: Element) =>
        new Promise<number>((resolve) => {
          const times: number[] = [];
          let last = performance.now();
          const next = () => {
            const now = performance.now();
            times.push(now - last);
            last = now;
            element.scrollTop = (element.scrollTop + stepCssPx) % (element.scrollHeight - element.clientHeight);
            if (times.length <= frames) requestAnimationFrame(next);
            else resolve(times.sort((a, b) => a - b)[Math.floor(frames * 0.95)]!);
          };
          requestAnimationFrame(next);
        });
      const grid = document.querySelector("[role=treegrid]")!;
      grid.scrollTop = 0;
      const ofWaterfall = await scroll(grid);
      const rows = [...grid.querySelectorAll<HTMLElement>("[role=row]")];
      const still = document.createElement("div");
      still.style.cssText = "position:fixed;inset:0;z-index:99;overflow-y:scroll;background:var(--cw-surface)";
      const content = still.appendChild(document.createElement("div"));
      const height = rows[0]!.offsetHeight;
      content.style.cssText = `position:relative;height:${rows.length * screens * height}px`;
      for (let at = 0; at < rows.length * screens; at++) {
        const copy = rows[at % rows.length]!.cloneNode(true) as HTMLElement;
        copy.style.top = `${at * height}px`;
        content.append(copy);
      }
      grid.closest("section")!.append(still);
      const ofStatic = await scroll(still);
      still.remove();
      return [ofWaterfall, ofStatic] as const;
    },
    { stepCssPx, frames: FRAMES, screens: STATIC_SCREENS },
  );
  return waterfall / still;
}
