/** From a backend to its broken hop: connect, search, open, look around it. */
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { root } from "../scripts/ensure.mjs";
import { StoredSpans, serve, serveJaeger, serveTempo, serveZipkin } from "./backend-servers.ts";
import { App, test as base, expect } from "./journey.ts";
import { serveBackends } from "./served-backends.ts";

const brokenShop = join(root, "public/demo/http-no-inject.jsonl");

interface Backends {
  readonly origin: string;
  /** The backend of that name refuses so many questions. */
  readonly flaky: { refusals: number };
}

/** A served page with one backend of each kind, and one that is down. */
const test = base.extend<{ app: App }, { backends: Backends }>({
  backends: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from this pattern
    async ({}, use) => {
      const spans = new StoredSpans(brokenShop);
      const kind = {
        jaeger: await serveJaeger(spans),
        tempo: await serveTempo(spans),
        zipkin: await serveZipkin(spans),
        login: await serve((_, response) =>
          response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Sign in</title>"),
        ),
      };
      const flaky = { refusals: 0 };
      const servers = {
        ...kind,
        flaky: await serve((request, response) =>
          flaky.refusals-- > 0 ? response.writeHead(503).end("starting") : kind.zipkin.answer(request, response),
        ),
        silent: await serve(() => {}),
      };
      const site = await serveBackends(
        [
          { name: "prod", kind: "jaeger", url: servers.jaeger.url },
          { name: "tempo", kind: "tempo", url: servers.tempo.url },
          { name: "zipkin", kind: "zipkin", url: servers.zipkin.url },
          { name: "behind-login", kind: "jaeger", url: servers.login.url },
          { name: "flaky", kind: "zipkin", url: servers.flaky.url },
          { name: "silent", kind: "tempo", url: servers.silent.url },
        ],
        join(root, "dist/web"),
      );
      await use({ origin: site.origin, flaky });
      await site.close();
      for (const server of Object.values(servers)) await server.close();
    },
    { scope: "worker" },
  ],
  app: async ({ page, backends }, use) => {
    await use(new App(page, backends.origin));
  },
});

test("the connect dialog says what each backend is, or what is wrong with it", async ({ app, page }) => {
  await app.visit();
  await app.press("c");
  const dialog = page.getByRole("dialog", { name: "Connect" });
  const entry = (name: string) => dialog.getByRole("listitem").filter({ hasText: new RegExp(`^${name} `) });
  await expect(entry("prod")).toContainText("Reachable: Jaeger, API v3");
  await expect(entry("tempo")).toContainText("Reachable: Tempo 2.8.1, API v2");
  await expect(entry("zipkin")).toContainText("Reachable: Zipkin 3.4.3, API v2");
  await expect(entry("behind-login")).toContainText("behind-login sent a web page, not data: often a login page.");
  await expect(entry("silent")).toContainText("silent did not answer in time.");
  await app.click(entry("tempo").getByRole("button", { name: "Search" }));
  expect(app.place()).toMatchObject({ path: "/search" });
  expect(app.place().search.get("backend")).toBe("tempo");
  // The silent one is told as 504, which a browser logs by itself.
  expect(app.faults.filter((fault) => !fault.startsWith("Failed to load resource"))).toEqual([]);
});

/** The caller's half of a purchase that fell in two, found by the form. */
async function findStorefront({ app, page }: { app: App; page: Page }): Promise<Locator> {
  await app.visit("#/search?backend=prod");
  await expect(page.getByRole("heading", { name: "Choose a service and search." })).toBeVisible();
  await page.getByRole("combobox", { name: "Service" }).fill("storefront");
  await app.press("Enter");
  const rows = page.getByRole("table", { name: "Traces found" }).getByRole("link");
  return rows.filter({ hasText: "storefront" }).first();
}

test("search, open, and a reload brings it back", async ({ app, page }) => {
  await app.click(await findStorefront({ app, page }));
  expect(app.place().path).toMatch(/^\/trace\/[0-9a-f]{32}$/);
  expect(app.place().search.get("src")).toMatch(/^backend:prod\/[0-9a-f]{32}$/);
  const title = await page.title();
  expect(title).toContain("storefront");
  await page.reload();
  await app.idle();
  expect(await page.title()).toBe(title);
  expect(app.faults).toEqual([]);
});

test("open in context brings the lost other half, and the break is named", async ({ app, page }) => {
  await app.click(await findStorefront({ app, page }));
  const { path } = app.place();
  await expect(page.getByRole("link", { name: /Findings/ })).not.toContainText(/\d/);
  await app.click(page.getByRole("button", { name: "Open in context" }));
  expect(app.place().path).toBe(path);
  expect(app.place().search.get("src")).toMatch(/\?around=30s$/);
  await expect(page.getByRole("banner")).toContainText(/\d+ traces/);
  await app.click(page.getByRole("link", { name: /Findings/ }));
  await expect(page.getByRole("main")).toContainText(/storefront does not send the trace context to checkout/);
  await page.goBack();
  await app.idle();
  await page.getByRole("combobox", { name: "What is open around this trace" }).selectOption("This trace alone");
  await app.idle();
  expect(app.place().search.get("src")).not.toContain("around");
  expect(app.faults).toEqual([]);
});

test("all that was found opens together", async ({ app, page }) => {
  await app.visit("#/search?backend=tempo&last=1h&q={+resource.service.name+%3D+%22checkout%22+}");
  const found = await page.getByRole("table", { name: "Traces found" }).getByRole("link").count();
  expect(found).toBeGreaterThan(2);
  await app.click(page.getByRole("button", { name: "Open all together" }));
  expect(app.place().path).toBe("/traces");
  await expect(page.getByRole("banner")).toContainText(`${found} traces`);
  expect(app.faults).toEqual([]);
});

test("a trace whose id is known is opened by it; a failure can be tried again", async ({ app, page, backends }) => {
  await app.visit("#/search?backend=zipkin");
  const first = page.getByRole("table", { name: "Traces found" }).getByRole("link").first();
  const traceId = /([0-9a-f]{32})/.exec((await first.getAttribute("href")) ?? "")![1]!;
  const field = page.getByRole("textbox", { name: "Trace ID" });
  await field.fill("no id");
  await expect(page.getByRole("main")).toContainText("A trace ID is up to 32 hex digits.");
  await field.fill("12");
  await app.press("Enter");
  const strip = page.getByRole("alert");
  await expect(strip).toContainText("zipkin has no trace 00000000000000000000000000000012.");
  await field.fill(traceId);
  await app.press("Enter");
  expect(app.place().path).toBe(`/trace/${traceId}`);
  await expect(strip).toBeHidden();
  backends.flaky.refusals = 3;
  await app.visit(`#/trace/${traceId}?src=backend:flaky/${traceId}`);
  await expect(strip).toContainText("flaky has a fault of its own (503): starting.");
  await app.click(strip.getByRole("button", { name: "Try again" }));
  await expect(strip).toBeHidden();
  expect(app.place().search.get("src")).toBe(`backend:flaky/${traceId}`);
});

test("other programs link to a trace by backend and id", async ({ app, page, backends }) => {
  await app.visit("#/search?backend=zipkin");
  const first = page.getByRole("table", { name: "Traces found" }).getByRole("link").first();
  const traceId = /([0-9a-f]{32})/.exec((await first.getAttribute("href")) ?? "")![1]!;
  await page.goto("about:blank");
  await page.goto(`${backends.origin}/?backend=zipkin&trace=${traceId}`);
  await app.idle();
  expect(app.place().path).toBe(`/trace/${traceId}`);
  expect(app.faults).toEqual([]);
});

test("a backend that fails says so, and the rest goes on", async ({ app, page }) => {
  const traceId = "0af7651916cd43dd8448eb211c80319c";
  await app.visit(`#/trace/${traceId}?src=backend:behind-login/${traceId}`);
  await expect(page.getByRole("alert")).toContainText("behind-login sent a web page, not data");
  await app.visit(`#/trace/${traceId}?src=backend:prod/${traceId}`);
  await expect(page.getByRole("alert")).toContainText(`prod has no trace ${traceId}`);
  await app.visit("#/search?backend=behind-login&service=storefront");
  const failed = page.getByRole("main").getByRole("alert");
  await expect(failed).toContainText("behind-login sent a web page, not data");
  await app.click(failed.getByRole("button", { name: "Try again" }));
  await expect(failed).toContainText("behind-login sent a web page, not data");
  await page.getByRole("combobox", { name: "Backend" }).selectOption("tempo");
  await app.idle();
  await expect(page.getByRole("table", { name: "Traces found" })).toBeVisible();
  await app.visit("#/search?backend=gone");
  await expect(page.getByRole("main")).toContainText("This server has no backend called gone.");
});

test("a backend that is starting is asked again", async ({ app, page, backends }) => {
  backends.flaky.refusals = 2;
  await page.goto(`${app.origin}/#/search?backend=flaky`);
  await expect(page.getByRole("main")).toContainText("flaky did not answer properly. Asking again …");
  await app.idle();
  await expect(page.getByRole("table", { name: "Traces found" })).toBeVisible();
});

test("a silent backend can be waited for, or not", async ({ app, page }) => {
  await page.goto(`${app.origin}/#/search?backend=silent`);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { name: "Stopped. Nothing was found yet." })).toBeVisible();
  await app.click(page.getByRole("button", { name: "Try again" }));
  await expect(page.getByRole("alert")).toContainText("silent did not answer in time.");
});

test("TraceQL that Tempo does not take is answered in its own words", async ({ app, page }) => {
  await app.visit("#/search?backend=tempo");
  await page.getByRole("textbox", { name: "TraceQL" }).fill("{ nonsense");
  await app.press("Control+Enter");
  await expect(page.getByRole("alert")).toContainText("parse error at line 1");
});

test("in Chinese too, and nothing for axe to find", async ({ app, page }) => {
  await app.visit("#/search?backend=prod&service=storefront&lang=zh-CN");
  await expect(page.getByRole("table", { name: "找到的调用链" })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  await app.press("c");
  const dialog = page.getByRole("dialog", { name: "连接后端" });
  await expect(dialog).toContainText("behind-login 返回的是网页");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test("a page from a plain web server says what is needed", async ({ app, page, site }) => {
  await page.goto(`${site.origin}/`);
  await app.idle();
  await app.press("c");
  await expect(page.getByRole("dialog", { name: "Connect" })).toContainText("This page comes from a plain web server.");
  await expect(page.getByRole("link", { name: "Search" })).toHaveCount(0);
  expect(app.faults).toEqual([]);
});
