/** The panel door: by address, by postMessage, in a narrow frame, and deaf to strangers. */

import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Frame, Page } from "@playwright/test";
import { test as base, expect, fixture } from "./journey.ts";

/** A host page on an origin of its own. */
const test = base.extend<object, { hostOrigin: string }>({
  hostOrigin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from this pattern
    async ({}, use) => {
      const server: Server = createServer((_, response) => {
        response.setHeader("content-type", "text/html").end(readFileSync(fixture("host.html")));
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      server.closeAllConnections();
      server.close();
    },
    { scope: "worker" },
  ],
});

async function panelOf(page: Page): Promise<Frame> {
  const element = await page.waitForSelector("iframe[src]");
  const frame = await element.contentFrame();
  if (frame === null) throw new Error("the host has no panel");
  // An element of that id is what the name stands for until the script has run.
  await frame.waitForFunction(() => window.causeway?.idle !== undefined);
  await frame.evaluate(() => window.causeway?.idle());
  return frame;
}

const saidBy = (page: Page) =>
  page
    .locator("#said li")
    .allTextContents()
    .then((lines) => lines.map((line) => JSON.parse(line) as Record<string, unknown>));

test("a host opens data by message and hears about it", async ({ page, app, hostOrigin }) => {
  await page.goto(`${hostOrigin}/?panel=${app.origin}/embed.html`);
  const panel = await panelOf(page);
  await expect(panel.getByRole("treegrid")).toBeVisible();
  await expect(panel.getByRole("banner").first()).toContainText("host given by postMessage");
  await expect
    .poll(() => saidBy(page))
    .toEqual([
      { type: "causeway:ready", version: 1 },
      { type: "causeway:opened", spans: 1, traces: 1, warnings: [] },
    ]);
  await panel.getByRole("row").first().click();
  await expect
    .poll(async () => (await saidBy(page)).at(-1))
    .toEqual({
      type: "causeway:span-selected",
      traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
      spanId: "00f067aa0ba902b7",
    });
  expect(app.faults).toEqual([]);
});

test("bad data is answered with its reason", async ({ page, app, hostOrigin }) => {
  await page.goto(`${hostOrigin}/?panel=${app.origin}/embed.html`);
  await panelOf(page);
  await page.evaluate((origin) => {
    const panel = document.querySelector("iframe")?.contentWindow;
    panel?.postMessage(
      { type: "causeway:open", name: "login.html", data: "<!doctype html><title>Sign in</title>" },
      origin,
    );
  }, app.origin);
  await expect
    .poll(async () => (await saidBy(page)).at(-1))
    .toMatchObject({
      type: "causeway:error",
      message: expect.stringContaining("Nothing to show in login.html"),
    });
});

test("strangers are not heard, and hear nothing about the data", async ({ page, app, hostOrigin }) => {
  // The panel was told another origin than the one that frames it.
  const wrong = encodeURIComponent("https://elsewhere.example");
  await page.goto(`${hostOrigin}/`);
  await page.evaluate((address) => {
    const heard: unknown[] = [];
    window.addEventListener("message", ({ data }) => heard.push(data));
    const frame = document.createElement("iframe");
    frame.src = address;
    document.body.replaceChildren(frame);
    Object.assign(window, { heard });
  }, `${app.origin}/embed.html?origin=${wrong}&src=sample/shop.otlp.json`);
  const panel = await panelOf(page);
  await expect(panel.getByText("storefront").first()).toBeVisible();
  await page.evaluate((origin) => {
    const message = { type: "causeway:open", name: "x", data: "{}" };
    document.querySelector("iframe")?.contentWindow?.postMessage(message, origin);
  }, app.origin);
  await panel.evaluate(() => window.causeway?.idle());
  await expect(panel.getByRole("alert")).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([]);
});

test("a panel opens where its parameters say, in 320 px", async ({ page, app }) => {
  await page.setViewportSize({ width: 320, height: 400 });
  const trace = "0af7651916cd43dd8448eb211c80319c";
  await page.route("**/one.json", (route) => route.fulfill({ path: fixture("one-trace.otlp.json") }));
  await page.goto(`${app.origin}/embed.html?src=one.json&trace=${trace}&span=00f067aa0ba902b7&theme=dark`);
  await app.idle();
  await expect(page.locator("[data-theme=dark]").first()).toBeVisible();
  await expect(page.getByRole("row", { selected: true })).toContainText("GET");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  const out = page.getByRole("link", { name: "Open in Causeway" });
  expect(await out.getAttribute("href")).toContain(`index.html#/trace/${trace}`);
});

test("Open in Causeway takes data along that came by message", async ({ page, app, hostOrigin, context }) => {
  await page.goto(`${hostOrigin}/?panel=${app.origin}/embed.html`);
  const panel = await panelOf(page);
  const [opened] = await Promise.all([
    context.waitForEvent("page"),
    panel.getByRole("link", { name: "Open in Causeway" }).click(),
  ]);
  await expect(opened.getByRole("treegrid")).toContainText("given by postMessage");
  await expect(opened).toHaveTitle("host given by postMessage · host.json · Causeway");
});
