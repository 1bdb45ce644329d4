/** From a backend to its broken hop: connect, search, open, look around it. */
import { join } from "node:path";
import { root } from "../scripts/ensure.mjs";
import { type BackendServer, StoredSpans, serve, serveJaeger, serveTempo, serveZipkin } from "./backend-servers.ts";
import { App, test as base, expect } from "./journey.ts";
import { serveBackends } from "./served-backends.ts";

const brokenShop = join(root, "public/demo/http-no-inject.jsonl");

interface Backends {
  readonly origin: string;
  readonly servers: Readonly<Record<string, BackendServer>>;
}

/** A served page with one backend of each kind, and one that is down. */
const test = base.extend<{ app: App }, { backends: Backends }>({
  backends: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from this pattern
    async ({}, use) => {
      const spans = new StoredSpans(brokenShop);
      const servers = {
        jaeger: await serveJaeger(spans),
        tempo: await serveTempo(spans),
        zipkin: await serveZipkin(spans),
        login: await serve((_, response) =>
          response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Sign in</title>"),
        ),
      };
      const site = await serveBackends(
        [
          { name: "prod", kind: "jaeger", url: servers.jaeger.url },
          { name: "tempo", kind: "tempo", url: servers.tempo.url },
          { name: "zipkin", kind: "zipkin", url: servers.zipkin.url },
          { name: "behind-login", kind: "jaeger", url: servers.login.url },
        ],
        join(root, "dist/web"),
      );
      await use({ origin: site.origin, servers });
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
  const entry = (name: string) => dialog.getByRole("listitem").filter({ hasText: name });
  await expect(entry("prod")).toContainText("Reachable: Jaeger, API v3");
  await expect(entry("tempo")).toContainText("Reachable: Tempo 2.8.1, API v2");
  await expect(entry("zipkin")).toContainText("Reachable: Zipkin 3.4.3, API v2");
  await expect(entry("behind-login")).toContainText("behind-login sent a web page, not data: often a login page.");
  await app.click(entry("tempo").getByRole("button", { name: "Search" }));
  expect(app.place()).toMatchObject({ path: "/search" });
  expect(app.place().search.get("backend")).toBe("tempo");
  expect(app.faults).toEqual([]);
});

test("search, open, and a reload brings it back", async ({ app, page }) => {
  await app.visit("#/search?backend=prod");
  await expect(page.getByRole("heading", { name: "Choose a service and search." })).toBeVisible();
  await page.getByRole("combobox", { name: "Service" }).fill("storefront");
  await app.press("Enter");
  const rows = page.getByRole("table", { name: "Traces found" }).getByRole("link");
  await expect(rows.first()).toContainText("storefront");
  await app.click(rows.first());
  expect(app.place().path).toMatch(/^\/trace\/[0-9a-f]{32}$/);
  expect(app.place().search.get("src")).toMatch(/^backend:prod\/[0-9a-f]{32}$/);
  const title = await page.title();
  await page.reload();
  await app.idle();
  expect(await page.title()).toBe(title);
  expect(title).toContain("storefront");
  expect(app.faults).toEqual([]);
});
