/** The trace list with the islands of each request under one row. */
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./journey.ts";

test("requests that fell apart are grouped, opened, and kept in the link", async ({ app, page }) => {
  await app.visit("#/traces?src=demo/id-truncated.jsonl");
  const status = page.getByRole("search").getByRole("status");
  await expect(status).toHaveText(/^\d+ traces$/);
  const traces = Number((await status.textContent())!.split(" ")[0]);
  await app.click(page.getByRole("button", { name: "Group requests" }));
  await expect(status).toHaveText(new RegExp(`^\\d+ requests in ${traces} traces$`));
  const requests = Number((await status.textContent())!.split(" ")[0]);
  expect(requests).toBeLessThan(traces);
  expect(app.place().search.get("group")).toBe("1");

  const grid = page.getByRole("treegrid", { name: "Traces" });
  const fallen = grid.getByRole("row").filter({ hasText: "2 islands" }).first();
  await expect(fallen).toHaveAttribute("aria-expanded", "false");
  await app.click(fallen.getByRole("button", { name: "Show its traces" }));
  await expect(grid.locator("[aria-level='2']")).toHaveCount(2);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);

  // With the keyboard: out to the request, and closed.
  await grid.focus();
  await app.press("End", "Home", "ArrowLeft");
  const first = grid.locator("[aria-level='1']").first();
  if ((await first.getAttribute("aria-expanded")) === "false") {
    await app.press("ArrowRight");
    await expect(first).toHaveAttribute("aria-expanded", "true");
    await app.press("ArrowDown", "ArrowLeft", "ArrowLeft");
  }
  await page.reload();
  await app.idle();
  await expect(status).toHaveText(`${requests} requests in ${traces} traces`);
  await app.click(fallen);
  expect(app.place().search.get("repaired")).toBe("1");
  await page.goBack();
  await app.idle();
  await expect(status).toHaveText(`${requests} requests in ${traces} traces`);
  await app.click(page.getByRole("button", { name: "Group requests" }));
  await expect(status).toHaveText(`${traces} traces`);
  expect(app.faults).toEqual([]);
});
