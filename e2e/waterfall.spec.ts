/** One trace on screen: rows, folding, zoom, search, errors, links, the panel, all by mouse and by key. */
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./journey.ts";

const START_NANO = 1_767_225_600_000_000_000n;
const TRACE = "5b8efff798038103d269b633813fc60c";
const OTHER = "0af7651916cd43dd8448eb211c80319c";
const id = (number: number) => number.toString(16).padStart(16, "0");
const time = (ms: number) => String(START_NANO + BigInt(ms) * 1_000_000n);

interface Drawn {
  readonly traceId?: string;
  readonly number: number;
  readonly parent?: number;
  readonly name: string;
  readonly ms: readonly [from: number, to: number];
  readonly more?: object;
}

const span = ({ traceId = TRACE, number, parent, name, ms, more }: Drawn) => ({
  traceId,
  spanId: id(number),
  ...(parent !== undefined && { parentSpanId: id(parent) }),
  name,
  kind: 2,
  startTimeUnixNano: time(ms[0]),
  endTimeUnixNano: time(ms[1]),
  ...more,
});
const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });

const file = {
  resourceSpans: [
    {
      resource: { attributes: [text("service.name", "shop"), text("host.name", "node-7")] },
      scopeSpans: [
        {
          scope: { name: "hand-written", version: "1.2" },
          spans: [
            span({ number: 1, name: "POST /checkout", ms: [0, 1000] }),
            span({ number: 2, parent: 1, name: "reserve", ms: [100, 300] }),
            span({
              number: 3,
              parent: 2,
              name: "SELECT stock",
              ms: [120, 200],
              more: {
                status: { code: 2, message: "deadlock found" },
                attributes: [
                  text("url.full", "https://shop.example/stock"),
                  text("note", "javascript:alert(1)"),
                  text("payload", '{"sku":"A-1","id":12345678901234567890}'),
                  { key: "rows", value: { intValue: "9007199254740993" } },
                ],
                events: [{ name: "retry", timeUnixNano: time(150), attributes: [text("attempt", "second")] }],
              },
            }),
            span({
              number: 4,
              parent: 1,
              name: "charge",
              ms: [400, 900],
              more: { links: [{ traceId: OTHER, spanId: id(9) }] },
            }),
            span({ number: 5, parent: 0xbeef, name: "SELECT ledger", ms: [500, 600] }),
            span({ traceId: OTHER, number: 9, name: "nightly batch", ms: [2000, 2500] }),
          ],
        },
      ],
    },
  ],
};

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const widthOf = async (bar: Locator) => (await bar.boundingBox())?.width ?? 0;

test.beforeEach(async ({ app, page }) => {
  await page.route("**/drawn.json", (route) => route.fulfill({ json: file }));
  await app.visit(`#/trace/${TRACE}?src=drawn.json`);
});

test("draws every span, the orphan below its missing parent", async ({ page }) => {
  await expect(page.getByRole("row")).toHaveCount(6);
  await expect(page.getByRole("row").nth(4)).toContainText("parent not in this data");
  await expect(page.getByRole("row").nth(4)).toContainText(id(0xbeef));
  await expect(page.getByRole("row").nth(5)).toContainText("SELECT ledger");
  await expect(page.getByRole("row").nth(5)).toHaveAttribute("aria-level", "2");
  await expect(row(page, "SELECT stock")).toContainText("80 ms");
});

test("folds by mouse and by key, a level, a subtree and all", async ({ app, page }) => {
  await app.click(row(page, "POST /checkout").getByRole("button", { name: "Fold" }));
  await expect(page.getByRole("row")).toHaveCount(3);
  await expect(row(page, "POST /checkout")).toContainText("+3");
  await page.getByRole("treegrid").focus();
  await app.press("}", "[");
  await expect(page.getByRole("row")).toHaveCount(5);
  await app.press("{");
  await expect(page.getByRole("row")).toHaveCount(2);
  await app.press("]");
  await expect(page.getByRole("row")).toHaveCount(5);
  await row(page, "POST /checkout")
    .getByRole("button", { name: "Fold" })
    .click({ modifiers: ["Alt"] });
  await row(page, "POST /checkout").getByRole("button", { name: "Unfold" }).click();
  await expect(row(page, "reserve")).toHaveAttribute("aria-expanded", "false");
});

test("walks by keys, and the panel follows", async ({ app, page }) => {
  await page.getByRole("treegrid").focus();
  await app.press("j", "ArrowDown", "j");
  const panel = page.getByRole("complementary", { name: "Selected span" });
  await expect(panel.getByRole("heading", { name: "SELECT stock" })).toBeVisible();
  expect(app.place().search.get("span")).toBe(id(3));
  await app.press("ArrowLeft");
  await expect(panel.getByRole("heading", { name: "reserve" })).toBeVisible();
  await app.press("ArrowLeft");
  await expect(row(page, "reserve")).toHaveAttribute("aria-expanded", "false");
  await app.press("End");
  await expect(panel.getByRole("heading", { name: "SELECT ledger" })).toBeVisible();
  await expect(panel).toContainText("which is not in this data");
  await app.press("Escape");
  await expect(panel).toBeHidden();
});

test("zooms by dragging, by wheel and by keys, once each in the link", async ({ app, page }) => {
  const bar = row(page, "charge").locator("[data-timeline] div");
  const before = await widthOf(bar);
  const box = await bar.boundingBox();
  if (box === null) throw new Error("no bar");
  await page.mouse.move(box.x - 20, box.y + 6);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 6);
  await page.mouse.move(box.x + box.width + 20, box.y + 8);
  await page.mouse.up();
  await app.idle();
  expect(await widthOf(bar)).toBeGreaterThan(before * 1.3);
  const range = app.place().search.get("range");
  expect(range).toBeTruthy();
  await page.getByRole("treegrid").focus();
  await app.press("0");
  expect(await widthOf(bar)).toBeCloseTo(before, 0);
  expect(app.place().search.has("range")).toBe(false);
  await app.press("+");
  await expect.poll(() => app.place().search.has("range")).toBe(true);
  await app.press("Escape");
  await expect.poll(() => app.place().search.has("range")).toBe(false);
  await page.mouse.move(box.x + 40, box.y + 6);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -400);
  await page.keyboard.up("Control");
  await expect.poll(() => app.place().search.has("range")).toBe(true);
  await row(page, "charge").locator("[data-timeline]").dblclick();
  await expect.poll(() => app.place().search.has("range")).toBe(false);
});

test("the minimap chooses a part, by mouse and by key; the span column can be widened", async ({ app, page }) => {
  const map = page.getByRole("img", { name: "The whole trace" });
  const box = await map.boundingBox();
  if (box === null) throw new Error("no minimap");
  await page.mouse.move(box.x + box.width * 0.25, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.4, box.y + 10);
  await page.mouse.move(box.x + box.width * 0.5, box.y + 10);
  await page.mouse.up();
  await app.idle();
  const from = page.getByRole("slider", { name: "Start of what is shown" });
  await expect(from).toHaveAttribute("aria-valuetext", "250 ms");
  await expect(page.getByRole("slider", { name: "End of what is shown" })).toHaveAttribute("aria-valuetext", "500 ms");
  await from.focus();
  await app.press("ArrowRight");
  await expect(from).toHaveAttribute("aria-valuetext", /^26\d ms$/);
  await expect(row(page, "SELECT stock")).toContainText("◂ 80 ms");
  const tree = page.getByRole("separator", { name: "Width of the span column" });
  const width = Number(await tree.getAttribute("aria-valuenow"));
  await tree.focus();
  await app.press("ArrowRight", "ArrowRight");
  await expect(tree).toHaveAttribute("aria-valuenow", String(width + 32));
});

test("searches: count, next, previous, matches only", async ({ app, page }) => {
  await page.getByRole("treegrid").focus();
  await app.press("/");
  await page.keyboard.type("select");
  await app.idle();
  const box = page.getByRole("searchbox", { name: "Search in this trace" });
  await expect(box).toHaveValue("select");
  await expect(page.getByRole("status").filter({ hasText: /^2$/ })).toBeVisible();
  await app.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "1 of 2" })).toBeVisible();
  await expect(row(page, "SELECT stock")).toHaveAttribute("aria-selected", "true");
  await app.press("Enter");
  await expect(row(page, "SELECT ledger")).toHaveAttribute("aria-selected", "true");
  await app.press("Shift+Enter");
  await expect(row(page, "SELECT stock")).toHaveAttribute("aria-selected", "true");
  await app.click(page.getByRole("button", { name: "Show matches and their ancestors only" }));
  await expect(page.getByRole("row")).toHaveCount(5);
  await expect(row(page, "charge")).toHaveCount(0);
  await box.fill("node-7");
  await app.idle();
  await expect(page.getByRole("status").filter({ hasText: "of 5" })).toBeVisible();
  await box.fill("nothing like it");
  await app.idle();
  await expect(page.getByText("no match", { exact: true })).toBeVisible();
});

test("goes from error to error and says why in the panel", async ({ app, page }) => {
  await app.click(row(page, "POST /checkout").getByRole("button", { name: "Fold" }));
  await app.click(page.getByRole("button", { name: "Next error" }));
  await expect(row(page, "SELECT stock")).toHaveAttribute("aria-selected", "true");
  const panel = page.getByRole("complementary", { name: "Selected span" });
  await expect(panel).toContainText("deadlock found");
  await expect(panel.getByRole("link", { name: "https://shop.example/stock" })).toHaveAttribute(
    "rel",
    "noopener noreferrer",
  );
  await expect(panel.getByRole("link")).toHaveCount(1);
  await expect(panel).toContainText("9007199254740993");
  await panel.getByRole("button", { name: "Pretty" }).click();
  await expect(panel).toContainText('"id": 12345678901234567890');
  await panel.getByRole("searchbox", { name: "Filter attributes" }).fill("ROWS");
  await expect(panel).not.toContainText("javascript");
  await panel.getByRole("tab", { name: "Events" }).click();
  await expect(panel).toContainText("second");
  await panel.getByRole("tab", { name: "Resource" }).click();
  await expect(panel).toContainText("node-7");
  await expect(panel).toContainText("hand-written");
  await panel.getByRole("tab", { name: "Raw" }).click();
  await expect(panel).toContainText('"deadlock found"');
});

test("remembers the width of the span column and pinned attributes", async ({ app, page }) => {
  const tree = page.getByRole("separator", { name: "Width of the span column" });
  await tree.focus();
  await app.press("ArrowRight", "ArrowRight");
  const width = Number(await tree.getAttribute("aria-valuenow"));
  await app.click(row(page, "SELECT stock"));
  const panel = page.getByRole("complementary", { name: "Selected span" });
  const keys = panel.getByRole("tabpanel").locator("dt");
  await expect(keys).toHaveText(["url.full", "note", "payload", "rows"]);
  await panel.locator("dl > div").filter({ hasText: "payload" }).hover();
  await app.click(panel.getByRole("button", { name: /^Pin payload/ }));
  await app.click(panel.getByRole("tab", { name: "Resource" }));
  await panel.locator("dl > div").filter({ hasText: "host.name" }).hover();
  await app.click(panel.getByRole("button", { name: /^Pin host.name/ }));
  await page.reload();
  await app.idle();
  await expect(tree).toHaveAttribute("aria-valuenow", String(width));
  await expect(keys).toHaveText(["payload", "host.name", "url.full", "note", "rows"]);
  await app.click(row(page, "reserve"));
  await expect(keys).toHaveText(["host.name"]);
  await app.click(panel.getByRole("button", { name: "Unpin host.name" }));
  await expect(panel).toContainText("No attributes.");
});

test("a link leads into another trace, and back", async ({ app, page }) => {
  await app.click(row(page, "charge").getByRole("button", { name: "Go to the linked span" }));
  expect(app.place().path).toBe(`/trace/${OTHER}`);
  const panel = page.getByRole("complementary", { name: "Selected span" });
  await expect(panel.getByRole("heading", { name: "nightly batch" })).toBeVisible();
  await app.click(panel.getByRole("tab", { name: "Links" }));
  await app.click(panel.getByRole("button", { name: "Go to span" }));
  expect(app.place().path).toBe(`/trace/${TRACE}`);
  await expect(row(page, "charge")).toHaveAttribute("aria-selected", "true");
});

test("every row says what it is while the pointer is over it", async ({ page }) => {
  await row(page, "reserve").hover();
  await expect(
    page.getByText(/^shop · reserve · SERVER · starts at 100 ms · lasts 200 ms \(20 % of the trace\)$/),
  ).toBeVisible();
  await row(page, "parent not in this data").hover();
  await expect(page.getByText(/1 span below name 000000000000beef as their parent/)).toBeVisible();
});
