/** The Demo page, from the static files alone: every mistake can be made and is seen. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { FAULTS } from "../src/demo/faults/table.ts";
import { en } from "../src/views/messages/en.ts";
import { expect, test } from "./journey.ts";

const { demo } = en;
const side = (page: Page, name: "intact" | "broken") => page.locator(`td[data-side=${name}]`);
const blamed = (page: Page) => page.locator("td[data-side=broken][data-blamed=true]");
const switchOf = (page: Page, id: string) => page.locator(`[data-fault="${id}"]`);

test("every mistake breaks the broken side, and the intact one never", async ({ app, page }) => {
  test.slow();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).origin));
  await app.visit("#/demo");
  for (const fault of FAULTS) {
    await app.click(switchOf(page, fault.id));
    expect(app.place().path).toBe(`/demo/${fault.id}`);
    await expect(switchOf(page, fault.id)).toBeChecked();
    await expect(page.getByRole("switch", { checked: true })).toHaveCount(1);
    await expect(page.getByRole("heading", { level: 2 })).toHaveText(fault.title);
    const sign = demo.signs[fault.signature] ?? "";
    await expect(blamed(page).getByRole("img", { name: sign }).first()).toBeAttached();
    await expect(side(page, "intact").first()).toBeVisible();
    await expect(page.locator("td[data-side=intact] [role=img]")).toHaveCount(0);
  }
  expect(app.faults).toEqual([]);
  expect([...new Set(asked)].filter((origin) => origin.startsWith("http"))).toEqual([app.origin]);
});

test("a mistake has a link of its own, with its settings", async ({ app, page }) => {
  await app.visit("#/demo/traceparent-malformed?variant=version-ff&seed=3&requests=9&visit=2&code=ts");
  await expect(page).toHaveTitle(/traceparent is malformed · Demo/);
  await expect(page.getByLabel(demo.seed)).toHaveValue("3");
  await expect(page.getByLabel(demo.requests, { exact: true })).toHaveValue("9");
  await expect(page.getByLabel(demo.variant)).toHaveValue("version-ff");
  await expect(page.getByLabel(demo.visit, { exact: true })).toHaveValue("1");
  await expect(page.getByRole("tab", { name: "TypeScript" })).toHaveAttribute("aria-selected", "true");
  await page.getByLabel(demo.seed).fill("4");
  await page.getByLabel(demo.seed).blur();
  await app.idle();
  expect(app.place().search.get("seed")).toBe("4");
  await app.click(switchOf(page, "traceparent-malformed"));
  expect(app.place().path).toBe("/demo");
  await expect(page.getByRole("heading", { name: demo.chooseTitle })).toBeVisible();
});

test("an edge of the shop lists its mistakes", async ({ app, page }) => {
  await app.visit("#/demo");
  await app.click(page.getByRole("button", { name: /checkout → notifier, queue/ }));
  await expect(page.getByRole("switch")).toHaveCount(2);
  await app.click(page.getByRole("button", { name: demo.showAll }));
  await expect(page.getByRole("switch")).toHaveCount(FAULTS.length);
});

test("both sides open in Causeway", async ({ app, page }) => {
  await app.visit("#/demo/grpc-no-metadata");
  await app.click(page.getByRole("button", { name: demo.takeMore(60) }));
  await expect(page.getByLabel(demo.requests, { exact: true })).toHaveValue("60");
  await app.click(page.getByRole("button", { name: demo.openBoth }));
  expect(app.place().path).toBe("/traces");
  await expect(page.getByRole("banner")).toContainText("grpc-no-metadata.jsonl");
  await app.click(page.getByRole("link", { name: "Demo" }));
  await expect(page.getByRole("heading", { name: demo.chooseTitle })).toBeVisible();
  expect(app.faults).toEqual([]);
});

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing, ${theme}`, async ({ app, page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const place of ["#/demo", "#/demo/span-leak", "#/demo/log-without-context", "#/demo/clock-skew"]) {
      await page.goto("about:blank");
      await app.visit(place);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
      );
      expect.soft(found, place).toEqual([]);
    }
  });
}
