/** The app before real servers: connect, search, open a trace, and find the other half of a broken request around it. */
import { join } from "node:path";
import { App, test as base, expect } from "../e2e/journey.ts";
import { type ServedBackends, serveBackends } from "../e2e/served-backends.ts";
import { root } from "../scripts/ensure.mjs";
import type { RunningBackend } from "./backend.ts";
import { demoTraces } from "./demo-traces.ts";
import { jaeger } from "./jaeger.ts";
import { decode, serviceOf, traceIdsOf } from "./spans-of.ts";
import { tempo } from "./tempo.ts";
import { zipkin } from "./zipkin.ts";

const SUBJECTS = [
  { kind: "jaeger", backend: jaeger, says: () => "Reachable: Jaeger, API v3" },
  { kind: "tempo", backend: tempo, says: (version: string) => `Reachable: Tempo ${version}, API v2` },
  { kind: "zipkin", backend: zipkin, says: (version: string) => `Reachable: Zipkin ${version}, API v2` },
] as const;

for (const { kind, backend, says } of SUBJECTS) {
  const prepared = backend.prepare();

  base.describe(backend.name, () => {
    base.skip("obstacle" in prepared, `${backend.name} cannot be had here`);
    const { file, version } = prepared as { file: string; version: string };
    let running: RunningBackend;
    let site: ServedBackends;
    let loaded: Awaited<ReturnType<typeof decode>>["details"];

    base.beforeAll(async () => {
      running = await backend.start(file);
      const lines = demoTraces("http-no-inject");
      await running.load(lines);
      loaded = (await decode(lines)).details;
      site = await serveBackends([{ name: "real", kind, url: running.url }], join(root, "dist/web"), 30);
    });
    base.afterAll(async () => {
      await site?.close();
      await running?.stop();
    });

    base("is connected, searched, opened, and diagnosed in context", async ({ page }) => {
      const app = new App(page, site.origin);
      await app.visit();
      await app.press("c");
      const dialog = page.getByRole("dialog", { name: "Connect" });
      await expect(dialog.getByRole("listitem").filter({ hasText: "real" })).toContainText(says(version));
      await app.click(dialog.getByRole("button", { name: "Search" }));

      const ofStorefront = traceIdsOf(loaded.filter((span) => serviceOf(span) === "storefront"));
      await page.getByRole("combobox", { name: "Service" }).fill("storefront");
      await app.press("Enter");
      const rows = page.getByRole("table", { name: "Traces found" }).getByRole("link");
      await expect(rows).toHaveCount(ofStorefront.length);

      // The caller's half of a purchase: two spans, whole in itself, and nothing said of the rest.
      const [half] = ofStorefront.filter((traceId) => traceId.startsWith("b73b9e6d"));
      await app.click(page.locator(`table a[href*="${half}"]`));
      expect(app.place().path).toBe(`/trace/${half}`);
      await expect(page.getByRole("treegrid").getByRole("row")).toHaveCount(2);

      await app.click(page.getByRole("button", { name: "Open in context" }));
      await expect(page.getByRole("combobox", { name: "What is open around this trace" })).toHaveValue("30");
      await app.click(page.getByRole("link", { name: /Findings/ }));
      const title = "Suspected: storefront does not send the trace context to checkout and ledger";
      await expect(page.getByRole("heading", { level: 2, name: title })).toBeVisible();
      if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, `${kind}.png`) });
      expect(app.faults).toEqual([]);
    });
  });
}
