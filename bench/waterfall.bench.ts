/**
 * One big trace in a real browser: from choosing the file to its first row on screen, and to all of it, against JSON.parse of the
 * same bytes; and the frames while scrolling, against a static page of the same rows. Ratios of one run; software drawing makes
 * single times worthless. JSON.parse is timed in the same page, once for all bytes as one text (what a viewer must do that keeps
 * what it parsed) and once line by line, each line's value dropped at once (the least that can be asked of it); its text is
 * ready beforehand in both.
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
  const rounds: OpenTimes[] = [];
  let page: Page | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    await page?.close();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`http://127.0.0.1:${site.port}/`);
    await page.evaluate(() => window.causeway?.idle());
    rounds.push(await openInPage(page, path));
  }
  const of = (which: keyof OpenTimes) => median(rounds.map((times) => times[which]));
  console.log(
    `one trace of ${spans} spans, medians of ${ROUNDS} fresh pages: JSON.parse ${of("parsed").toFixed(0)} ms`,
  );
  for (const which of ["firstRow", "allRows"] as const) {
    const [whole, byLine] = [of(which) / of("parsed"), of(which) / of("parsedByLine")];
    console.log(
      `drop to ${which === "firstRow" ? "first row" : "all rows "}: ${whole.toFixed(2)} of JSON.parse; ${byLine.toFixed(2)} of it line by line, dropped at once; ${(of(which) / (of("parsed") + of("read"))).toFixed(2)} of reading the text and JSON.parse`,
    );
  }
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
  readonly firstRow: number;
  readonly allRows: number;
  readonly read: number;
  readonly parsed: number;
  readonly parsedByLine: number;
}

async function openInPage(page: Page, file: string): Promise<OpenTimes> {
  const measured = page.evaluate(
    () =>
      new Promise<OpenTimes>((resolve, reject) => {
        const timed = <Result>(work: () => Result): [Result, number] => {
          const begun = performance.now();
          const result = work();
          return [result, performance.now() - begun];
        };
        const finish = async (chosen: File, firstRow: number, allRows: number) => {
          await window.causeway?.idle();
          const reading = performance.now();
          const text = await chosen.text();
          const read = performance.now() - reading;
          const lines = text.split("\n").filter((line) => line !== "");
          // What is parsed is looked at, so that the work cannot be left out.
          const [kept, parsedByLine] = timed(() =>
            lines.reduce((sum, line) => sum + JSON.parse(line).resourceSpans.length, 0),
          );
          const asOne = `[${lines.join(",")}]`;
          const [values, parsed] = timed(() => JSON.parse(asOne) as unknown[]);
          if (kept > 0 && values.length > 0) resolve({ firstRow, allRows, read, parsed, parsedByLine });
          else reject(new Error("nothing was parsed"));
        };
        document.addEventListener(
          "change",
          ({ target }) => {
            const chosen = (target as HTMLInputElement).files![0]!;
            const begun = performance.now();
            // After the frame that shows it has been drawn.
            const once = (isThere: () => boolean, then: (after: number) => void) => {
              if (!isThere()) requestAnimationFrame(() => once(isThere, then));
              else requestAnimationFrame(() => setTimeout(() => then(performance.now() - begun)));
            };
            const hasRow = () => document.querySelector("[role=treegrid] [role=row]") !== null;
            const isRead = () => document.querySelector("[role=progressbar]") === null;
            once(hasRow, (firstRow) =>
              once(
                () => hasRow() && isRead(),
                (allRows) => void finish(chosen, firstRow, allRows),
              ),
            );
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
