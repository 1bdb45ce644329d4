// npm run screenshots: every view, light and dark, 1280x800 and 1920x1080, into screenshots/ (not kept by git), and the
// README's picture into docs/. Looks at the built page through the same server as the tests.

import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "@playwright/test";
import { ensureChromium, launchOptions } from "./chromium.mjs";
import { ensureBuilt, ensureInstalled, root } from "./ensure.mjs";

ensureInstalled();
ensureChromium();
ensureBuilt(["web"]);

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const site = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
  // Files that only these pictures need are served beside the page.
  const folder = path.startsWith("/fixtures/") ? "e2e" : "dist/web";
  const file = join(root, folder, path === "/" ? "index.html" : path);
  if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
  return response.setHeader("content-type", TYPES[extname(file)] ?? "application/json").end(readFileSync(file));
});
await new Promise((resolve) => site.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${site.address().port}`;

const shop = "src=sample/shop.otlp.json";
const lost = "src=demo/grpc-miskeyed.jsonl";
/** Right to left, emoji, markup, very long names. */
const strange = "src=fixtures/strange-names.otlp.json";
const openRow = (text) => (page) => page.getByRole("grid").getByRole("row").filter({ hasText: text }).first().click();
const inOrder =
  (...steps) =>
  async (page) => {
    for (const step of steps) {
      await step(page);
      await page.evaluate(() => window.causeway.idle());
    }
  };
const chooseSpan = (text) => (page) =>
  page.getByRole("treegrid").getByRole("row").filter({ hasText: text }).first().click();
const clickButton = (name) => (page) => page.getByRole("button", { name }).first().click();
/** The first span that a finding names. */
const openExample = clickButton(/^[0-9a-f]{8}…\//);
/** The order that the bank declines: the one row with errors. */
const openErrorTrace = async (page) => {
  await page.getByRole("search", { name: "Filter traces" }).getByRole("button", { name: "Errors" }).click();
  await page.evaluate(() => window.causeway.idle());
  await openRow("POST /checkout")(page);
};

const views = [
  { name: "start", place: "" },
  { name: "start-failed-link", place: "?src=none.json" },
  { name: "traces", place: `#/traces?${shop}` },
  { name: "traces-query-error", place: `#/traces?${shop}&q={ status = }` },
  { name: "traces-none", place: `#/traces?${shop}&text=nothing+like+this` },
  { name: "trace", place: `#/traces?${shop}`, act: openErrorTrace },
  { name: "trace-no-root", place: `#/traces?${shop}`, act: openRow("no root") },
  { name: "trace-span", place: `#/traces?${shop}`, act: inOrder(openErrorTrace, chooseSpan("/charge")) },
  {
    name: "trace-search",
    place: `#/traces?${shop}`,
    act: inOrder(openErrorTrace, (page) =>
      page.getByRole("searchbox", { name: "Search in this trace" }).fill("orders-db"),
    ),
  },
  {
    name: "trace-graph",
    place: `#/traces?${shop}`,
    act: inOrder(openErrorTrace, (page) => page.getByRole("link", { name: "Graph" }).click()),
  },
  ...["Flame", "Table"].map((view) => ({
    name: `trace-${view.toLowerCase()}`,
    place: `#/traces?${shop}`,
    act: inOrder(openErrorTrace, (page) => page.getByRole("link", { name: view }).click()),
  })),
  { name: "services", place: `#/services?${shop}` },
  {
    name: "services-selected",
    place: `#/services?${shop}&metric=errors`,
    act: (page) =>
      page
        .getByRole("option", { name: /^checkout\b/ })
        .first()
        .click(),
  },
  { name: "services-continuity", place: `#/services?${lost}&metric=continuity` },
  { name: "services-lost-edge", place: `#/findings?${lost}`, act: clickButton("Show on the map") },
  { name: "findings", place: `#/findings?${lost}` },
  { name: "findings-no-data", place: "#/findings" },
  { name: "traces-broken", place: `#/traces?${lost}` },
  {
    name: "trace-repaired",
    place: "#/traces?src=demo/id-truncated.jsonl",
    act: inOrder(clickButton("See why"), openExample, clickButton("Show repaired")),
  },
  { name: "demo", place: "#/demo" },
  { name: "demo-fault", place: "#/demo/grpc-no-metadata" },
  { name: "demo-leak", place: "#/demo/span-leak" },
  { name: "headers", place: "#/headers" },
  { name: "strange-traces", place: `#/traces?${strange}` },
  ...["waterfall", "graph", "flame", "table"].map((view) => ({
    name: `strange-${view}`,
    place: `#/trace/c0ffee00c0ffee00c0ffee00c0ffee01?${strange}&view=${view}&span=0000000000000005`,
  })),
  { name: "strange-services", place: `#/services?${strange}` },
  { name: "help", place: `#/traces?${shop}`, act: (page) => page.keyboard.press("?") },
  {
    name: "files",
    place: `#/traces?${shop}`,
    act: (page) => page.getByRole("button", { name: "What is open" }).click(),
  },
  { name: "drop-again", place: "#/trace/0af7651916cd43dd8448eb211c80319c" },
  { name: "embed", place: `embed.html?${shop}&view=traces`, size: { width: 720, height: 420 } },
  { name: "embed-narrow", place: `embed.html?${shop}`, act: openErrorTrace, size: { width: 320, height: 480 } },
];

const only = process.argv.slice(2);
const folder = join(root, "screenshots");
if (only.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch(launchOptions());
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
let written = 0;
for (const { name, place, act, size } of views) {
  if (only.length > 0 && !only.includes(name)) continue;
  for (const theme of ["light", "dark"]) {
    const [first, ...others] = size ? [size] : sizes;
    const page = await browser.newPage({ viewport: first, colorScheme: theme, locale: "en-GB", timezoneId: "UTC" });
    await page.goto(`${origin}/${place}`);
    await page.evaluate(() => window.causeway.idle());
    await act?.(page);
    for (const viewport of [first, ...others]) {
      await page.setViewportSize(viewport);
      await page.evaluate(() => window.causeway.idle());
      await page.screenshot({ path: join(folder, `${name}-${viewport.width}-${theme}.png`) });
      if (name === "trace-span" && theme === "light" && viewport === first) {
        await page.screenshot({ path: join(root, "docs/screenshot.png") });
      }
      written++;
    }
    await page.close();
  }
}
await browser.close();
site.close();
console.log(`${written} pictures in screenshots/`);
