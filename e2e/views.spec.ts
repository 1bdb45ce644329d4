/** What each view is for, on real input: list, waterfall, span panel, graphs. */
import { join } from "node:path";
import { expect, fixture, sharedTraces, test } from "./journey.ts";

const shop = "?src=sample/shop.otlp.json";
const oneTrace = fixture("one-trace.otlp.json");

test("the list filters, sorts and opens a trace; back brings the filters back", async ({ app, page }) => {
  await app.visit(shop);
  const rows = page.getByRole("grid").getByRole("row");
  await app.click(page.getByRole("search", { name: "Filter traces" }).getByRole("button", { name: "Errors" }));
  expect(app.place().search.get("errors")).toBe("1");
  await expect(page.getByText("1 of 24 traces")).toBeVisible();
  await app.click(rows.filter({ hasText: "POST /checkout" }));
  expect(app.place().path).toMatch(/^\/trace\/[0-9a-f]{32}$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("POST /checkout");
  await page.goBack();
  await app.idle();
  await expect(page.getByText("1 of 24 traces")).toBeVisible();
  await app.click(page.getByRole("button", { name: "Clear filters" }));
  await app.click(
    page
      .getByRole("columnheader", { name: "Duration" })
      .or(page.getByRole("button", { name: "Duration" }))
      .first(),
  );
  expect(app.place().search.get("sort")).toBe("duration");
});

test("TraceQL in the query field, and what is wrong with it", async ({ app, page }) => {
  await app.visit(shop);
  const field = page.getByRole("searchbox", { name: "Query all traces" });
  await field.fill("{ status = }");
  await app.press("Enter");
  await expect(page.getByRole("alert")).toContainText("A status is one of ok, error and unset");
  await field.fill('{ resource.service.name = "payment" && status = error }');
  await app.press("Enter");
  await expect(page.getByText("1 of 24 traces")).toBeVisible();
  await page.reload();
  await app.idle();
  await expect(page.getByText("1 of 24 traces")).toBeVisible();
});

test("a trace id in the query field goes to its trace", async ({ app, page }) => {
  await app.visit();
  await app.choose(oneTrace);
  await app.press("g", "t");
  await page.getByRole("searchbox", { name: "Query all traces" }).fill("0AF7651916CD43DD8448EB211C80319C");
  await app.press("Enter");
  expect(app.place().path).toBe("/trace/0af7651916cd43dd8448eb211c80319c");
});

test("the waterfall shows a span in the panel, and Esc closes it", async ({ app, page }) => {
  await app.visit();
  await app.choose(oneTrace);
  await app.click(page.getByRole("row").filter({ hasText: "GET /items" }));
  const panel = page.getByRole("complementary");
  await expect(panel).toContainText("53995c3f42cd8ad8");
  await expect(panel).toContainText("no such cart");
  await app.press("Escape");
  await expect(panel).toHaveCount(0);
  expect(app.place().search.get("span")).toBeNull();
});

test("only by keyboard: list to trace to span to attributes and back", async ({ app, page }) => {
  await app.visit(shop);
  await page.getByRole("grid").focus();
  await app.press("ArrowDown", "Enter");
  expect(app.place().path).toMatch(/^\/trace\//);
  await app.press("ArrowDown", "ArrowDown", "Enter");
  await expect(page.getByRole("complementary")).toBeVisible();
  await app.press("/");
  await expect(page.getByRole("searchbox", { name: "Search in this trace" })).toBeFocused();
  await page.keyboard.type("SELECT");
  await app.idle();
  await app.press("Enter");
  await expect(page.getByRole("row", { selected: true })).toContainText("SELECT");
});

test("dragging the ruler zooms, the link keeps it, and double click shows all", async ({ app, page }) => {
  await app.visit();
  await app.choose(oneTrace);
  const ruler = page.locator("[data-timeline]").first();
  const box = (await ruler.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.25, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 8, { steps: 4 });
  await page.mouse.up();
  await app.idle();
  const range = app.place().search.get("range");
  expect(range).toMatch(/^[\d.]+(ms|us|ns)\.\.[\d.]+(ms|us|ns)$/);
  const link = page.url();
  await app.choose(oneTrace);
  expect(page.url()).toBe(link);
  await ruler.dblclick();
  await app.idle();
  expect(app.place().search.get("range")).toBeNull();
});

test("the graph of all services leads to the traces behind it", async ({ app, page }) => {
  await app.visit(`#/services${shop}`);
  await app.click(page.getByRole("option", { name: /^payment\b/ }));
  expect(app.place().search.get("node")).not.toBeNull();
  await page.reload();
  await app.idle();
  await app.click(page.getByRole("button", { name: /show .*traces/i }).first());
  expect(app.place()).toMatchObject({ path: "/traces" });
  expect(app.place().search.get("service")).toBe("payment");
  await expect(page.getByText(/of 24 traces/)).toBeVisible();
});

test("one trace as a graph and back, with its selection", async ({ app, page }) => {
  await app.visit();
  await app.choose(oneTrace);
  await app.click(page.getByRole("navigation", { name: "Views of this trace" }).getByRole("link", { name: "Graph" }));
  expect(app.place().search.get("view")).toBe("graph");
  await expect(page.getByRole("main")).toContainText("cart");
  await page.goBack();
  await app.idle();
  await expect(page.getByRole("treegrid")).toBeVisible();
});

test("links between traces are followed", async ({ app, page }) => {
  test.skip(sharedTraces === undefined, "the folder with the real files is not there");
  const [from, to] = ["/trace/00000000000000020000000000000000", "/trace/00000000000000010000000000000000"];
  await app.visit(`#${from}`);
  await app.choose(join(sharedTraces ?? "", "foreign-parent-links.otlp.json"));
  await expect(page.getByRole("treegrid")).toContainText("parent not in this data");
  await app.click(page.getByRole("row").filter({ hasText: "conversion-3" }));
  const panel = page.getByRole("complementary", { name: "Selected span" });
  await app.click(panel.getByRole("tab", { name: "Links" }));
  const links = panel.getByRole("listitem");
  await expect(links.filter({ hasText: "00000000000000ff" })).toContainText("Not in this data.");
  const inOtherTrace = links.filter({ hasText: "0000000000000004" });
  await app.click(inOtherTrace.getByRole("button", { name: "Go to span" }));
  expect(app.place().path).toBe(to);
  expect(app.place().search.get("span")).toBe("0000000000000004");
  await expect(panel.getByRole("heading", { name: "test-general-conversion-4" })).toBeVisible();
  await expect(page.getByRole("row", { selected: true })).toContainText("test-general-conversion-4");
  await page.goBack();
  await app.idle();
  expect(app.place().path).toBe(from);
  await expect(panel.getByRole("heading", { name: "test-general-conversion-3" })).toBeVisible();
});

test("a log file stands beside its span once both are open", async ({ app, page }) => {
  test.skip(sharedTraces === undefined, "the folder with the real files is not there");
  await app.visit();
  await app.choose(join(sharedTraces ?? "", "otlp-spec-example-logs.json"));
  await expect(page.getByRole("main")).toContainText("Only 1 log record was found.");
  await app.drop([join(sharedTraces ?? "", "otlp-spec-example-trace.json")], "add");
  await app.idle();
  await expect(page.getByRole("banner")).toContainText("1 span · 1 trace");
});
