/** The frame: places in the link, back, forward, reload, keys, themes, help. */
import { expect, fixture, shopFile, test } from "./journey.ts";

const oneTrace = fixture("one-trace.otlp.json");
const trace = "0af7651916cd43dd8448eb211c80319c";

test("back and forward walk the places, reload brings links back", async ({ app, page }) => {
  await app.visit();
  await app.click(page.getByRole("link", { name: "A shop with six services" }));
  await expect.poll(() => app.place().path).toBe("/traces");
  await app.idle();
  await app.click(page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Services" }));
  expect(app.place().path).toBe("/services");
  expect(app.place().search.get("src")).toBe("sample/shop.otlp.json");
  await page.goBack();
  await app.idle();
  expect(app.place().path).toBe("/traces");
  await page.goForward();
  await app.idle();
  expect(app.place().path).toBe("/services");
  await page.reload();
  await app.idle();
  expect(app.place().path).toBe("/services");
  await expect(page.getByRole("banner")).toContainText("368 spans · 24 traces");
  expect(app.faults).toEqual([]);
});

test("a link names trace, span, range and search, and back undoes a selection", async ({ app, page }) => {
  await page.route("**/one.json", (route) => route.fulfill({ path: oneTrace }));
  await app.visit(`#/trace/${trace}?src=one.json&span=53995c3f42cd8ad8`);
  await expect(page.getByRole("row", { selected: true })).toContainText("GET /items");
  await app.visit(`#/trace/${trace}?src=one.json`);
  await app.click(page.getByRole("row").filter({ hasText: "GET /items" }));
  expect(app.place().search.get("span")).toBe("53995c3f42cd8ad8");
  await page.goBack();
  await app.idle();
  expect(app.place().search.get("span")).toBeNull();
  await expect(page.getByRole("row", { selected: true })).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Search in this trace" }).fill("items");
  await app.idle();
  expect(app.place().search.get("q")).toBe("items");
  await page.reload();
  await app.idle();
  await expect(page.getByRole("searchbox", { name: "Search in this trace" })).toHaveValue("items");
});

test("a dropped file is gone after a reload; the page says so, and the same file brings the place back", async ({
  app,
  page,
}) => {
  await app.visit();
  await app.drop([oneTrace]);
  await app.click(page.getByRole("row").filter({ hasText: "GET /items" }));
  const before = page.url();
  await page.reload();
  await app.idle();
  await expect(page.getByRole("main")).toContainText("Open the file again to go on");
  await app.drop([oneTrace]);
  expect(page.url()).toBe(before);
  await expect(page.getByRole("row", { selected: true })).toContainText("GET /items");
});

test("a trace that is not in the data is said to be missing", async ({ app, page }) => {
  await app.visit("#/trace/00000000000000000000000000000abc?src=sample/shop.otlp.json");
  await expect(page.getByRole("main")).toContainText("This trace is not in the open data");
  await app.click(page.getByRole("button", { name: "Show the traces that are" }));
  expect(app.place().path).toBe("/traces");
});

test("dropping files takes src= out of the link", async ({ app }) => {
  await app.visit("?src=sample/shop.otlp.json");
  await app.drop([shopFile]);
  expect(app.place().search.get("src")).toBeNull();
});

test("the theme is kept, follows the system, and can be asked for by a link", async ({ app, page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await app.visit();
  const root = page.locator(".causeway");
  await expect(root).toHaveAttribute("data-theme", "dark");
  await app.click(page.getByRole("button", { name: "Theme" }));
  await app.click(page.getByRole("radio", { name: "Light" }));
  await expect(root).toHaveAttribute("data-theme", "light");
  // What is drawn is the theme, down to a utility class on a nested element.
  const ground = () => page.getByRole("banner").evaluate((bar) => getComputedStyle(bar).backgroundColor);
  const light = await ground();
  await app.press("Escape", "t");
  await expect(root).toHaveAttribute("data-theme", "dark");
  expect(await ground()).not.toBe(light);
  await app.press("t");
  expect(await ground()).toBe(light);
  await page.reload();
  await app.idle();
  await expect(root).toHaveAttribute("data-theme", "light");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await app.visit("?theme=dark");
  await expect(root).toHaveAttribute("data-theme", "dark");
});

test("everything by keyboard: help, query, places, skip link", async ({ app, page }) => {
  await app.visit("?src=sample/shop.otlp.json");
  await app.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard and help" });
  await expect(help).toBeVisible();
  await expect(help).toContainText("Go to the query field");
  await app.press("Escape");
  await expect(help).toHaveCount(0);
  await app.press("g", "s");
  expect(app.place().path).toBe("/services");
  await expect(page.locator("#main")).toBeFocused();
  await app.press("g", "t");
  expect(app.place().path).toBe("/traces");
  await app.press("q");
  await expect(page.getByRole("searchbox", { name: "Query all traces" })).toBeFocused();
  await page.keyboard.type("payment");
  await app.press("Enter");
  expect(app.place().search.get("q")).toBe("payment");
  await page.reload();
  await app.idle();
  await expect(page.getByRole("searchbox", { name: "Query all traces" })).toHaveValue("payment");
  await app.press("Tab");
  await expect(page.getByRole("button", { name: "Skip to content" })).toBeFocused();
  await app.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
});

test("single-key shortcuts can be turned off", async ({ app, page }) => {
  await app.visit("?src=sample/shop.otlp.json");
  await app.press("?");
  await page.getByRole("checkbox", { name: "Single-key shortcuts" }).uncheck();
  await app.press("Escape", "g", "s");
  expect(app.place().path).toBe("/traces");
  await app.click(page.getByRole("button", { name: "Keyboard and help" }));
  await expect(page.getByRole("dialog", { name: "Keyboard and help" })).toBeVisible();
});

test("the link of a view can be copied", async ({ app, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.visit("?src=sample/shop.otlp.json");
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByText("Link copied", { exact: true })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await app.choose(oneTrace);
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByText("but not to the data")).toBeVisible();
});

test("loading can be cancelled, and what was open stays", async ({ app, page }) => {
  await app.visit("?src=sample/shop.otlp.json");
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    void page.route("**/slow.json", async (route) => {
      resolve();
      await new Promise<void>((go) => {
        answer = go;
      });
      await route.abort().catch(() => {});
    });
  });
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", `${location.origin}/slow.json`);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  });
  await asked;
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  answer();
  await app.idle();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByRole("banner")).toContainText("368 spans");
});
