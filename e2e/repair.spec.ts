/** From a finding to the broken request, and to the request put together again. */
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { root } from "../scripts/ensure.mjs";
import { expect, test } from "./journey.ts";

const demo = (fault: string) => join(root, "public/demo", `${fault}.jsonl`);

test("the list says what falls apart, the finding why, the map where", async ({ app, page }) => {
  await app.visit();
  await app.choose(demo("grpc-miskeyed"));
  await app.press("g", "t");
  await expect(page.getByText(/3 requests fall apart at/)).toBeVisible();
  await app.click(page.getByRole("button", { name: "See why" }));
  expect(app.place().path).toBe("/findings");
  const title = "checkout's gRPC metadata reaches inventory without traceparent";
  await expect(page.getByRole("heading", { level: 2, name: title })).toBeVisible();
  await app.click(page.getByRole("button", { name: "Show on the map" }));
  expect(app.place().search.get("metric")).toBe("continuity");
  const panel = page.getByRole("region", { name: "checkout to inventory" });
  await expect(panel).toContainText(title);
  await app.click(panel.getByRole("button", { name: "Why, and the fix" }));
  await app.click(page.getByRole("button", { name: /^[0-9a-f]{8}…\// }).first());
  expect(app.place().path).toMatch(/^\/trace\//);
  await expect(page.getByText(title)).toBeVisible();
  expect(app.faults).toEqual([]);
});

test("a broken request is shown whole, from either of its traces", async ({ app, page }) => {
  await app.visit();
  // The id itself names the parent, so this does not hang on the matcher's mood.
  await app.choose(demo("id-truncated"));
  await app.click(page.getByRole("link", { name: /Findings/ }));
  await app.click(page.getByRole("button", { name: /^[0-9a-f]{8}…\// }).first());
  const rows = page.getByRole("treegrid").getByRole("row");
  const island = await rows.count();
  await expect(page.getByText(/is a part of a request that began in trace [0-9a-f]{8}…/)).toBeVisible();
  const span = app.place().search.get("span");

  await app.click(page.getByRole("button", { name: "Show repaired" }));
  expect(app.place().search.get("repaired")).toBe("1");
  expect(app.place().search.get("span")).toBe(span);
  expect(await rows.count()).toBeGreaterThan(island);
  const joined = rows.filter({ hasText: "certain" });
  await expect(joined).toHaveCount(1);
  await expect(joined).toHaveAttribute("aria-selected", "true");
  await expect(joined).toContainText("ledger");
  await expect(page.getByRole("complementary")).toContainText("bridged (certain), not recorded");
  await expect(page.getByText("Repaired: 1 certain bridge, dashed: inferred, not recorded.")).toBeVisible();

  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await app.click(page.getByRole("link", { name: "Graph" }));
  await expect(page.getByRole("option", { name: /storefront/ }).first()).toBeVisible();
  await page.goBack();
  await page.reload();
  await app.idle();
  await app.choose(demo("id-truncated"));
  await expect(joined).toHaveCount(1);
  await app.click(page.getByRole("button", { name: "Show as recorded" }));
  expect(app.place().search.get("repaired")).toBeNull();
  await expect(rows).toHaveCount(island);
  expect(app.faults).toEqual([]);
});

test("possible bridges are joined when they are asked for", async ({ app, page }) => {
  await app.visit("#/findings?src=demo/grpc-no-metadata.jsonl");
  await app.click(page.getByRole("article").locator("button.text-accent").first());
  const tree = page.getByRole("treegrid");
  const recorded = Number(await tree.getAttribute("aria-rowcount"));
  await app.click(page.getByRole("button", { name: /^Show the whole request/ }));
  await expect(page.getByRole("main")).toContainText("No parent is likely enough");
  await app.click(page.getByRole("button", { name: /^Show \d+ possible bridge/ }));
  expect(app.place().search.get("possible")).toBe("1");
  await expect(page.getByRole("main")).toContainText(/Repaired: \d+ possible bridge/);
  expect(Number(await tree.getAttribute("aria-rowcount"))).toBeGreaterThan(recorded);
  await app.click(page.getByRole("button", { name: "Hide possible bridges" }));
  expect(Number(await tree.getAttribute("aria-rowcount"))).toBe(recorded);
  expect(app.faults).toEqual([]);
});
