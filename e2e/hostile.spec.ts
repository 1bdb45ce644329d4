/** Traces are data from strangers: nothing in them runs, breaks the page or loads anything. */
import type { Page } from "@playwright/test";
import { type App, expect, fixture, test } from "./journey.ts";

const text = (value: string) => ({ stringValue: value });
const hostileNames = [
  "<img src=x onerror=window.pwned=1>",
  "<script>window.pwned=1</script>",
  '"><svg onload=window.pwned=1>',
  "\u202egnirts desrever",
  "👩‍👩‍👧‍👦 família",
  "x".repeat(1_000_000),
  "",
  "\u0000\u0001\u001b[31m",
];

const span = (index: number, name: string) => ({
  traceId: "c0ffee00c0ffee00c0ffee00c0ffee00",
  spanId: (index + 1).toString(16).padStart(16, "0"),
  ...(index > 0 && { parentSpanId: "0000000000000001" }),
  name,
  kind: 2,
  startTimeUnixNano: String(1760000000000000000n + BigInt(index) * 1_000_000n),
  endTimeUnixNano: String(1760000000100000000n + BigInt(index) * 1_000_000n),
  attributes: [
    { key: "link.script", value: text("javascript:window.pwned=1") },
    { key: "link.data", value: text("data:text/html,<script>window.pwned=1</script>") },
    { key: "link.good", value: text("https://example.com/a?b=1") },
    { key: "<b>key</b>", value: text(name.slice(0, 100)) },
    { key: "__proto__", value: text("polluted") },
    { key: "constructor", value: text("polluted") },
    { key: "big", value: text("y".repeat(200_000)) },
  ],
});

const file = {
  name: "<b onclick=alert(1)>name</b>.json",
  mimeType: "application/json",
  buffer: Buffer.from(
    JSON.stringify({
      resourceSpans: hostileNames.map((name, index) => ({
        resource: { attributes: [{ key: "service.name", value: text(name.slice(0, 5_000)) }] },
        scopeSpans: [{ spans: [span(index, name)] }],
      })),
    }),
  ),
};

test("hostile names, attributes and links", async ({ app, page }) => {
  const left: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(app.origin) && !request.url().startsWith("blob:")) left.push(request.url());
  });
  await app.visit();
  await app.choose(file);
  await expect(page.getByRole("treegrid")).toContainText("<script>window.pwned=1</script>");
  const rows = page.getByRole("treegrid").getByRole("row");
  await expect(rows).toHaveCount(hostileNames.length);
  for (let row = 0; row < hostileNames.length; row++) {
    await app.click(rows.nth(row));
    const panel = page.getByRole("complementary");
    await expect(panel).toContainText("link.script");
    const links = await panel
      .getByRole("link")
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    expect(links.filter((href) => !/^https?:/.test(href))).toEqual([]);
    expect(links).toContain("https://example.com/a?b=1");
  }
  await expectUnharmed(app, page);
  for (const tab of ["Events", "Links", "Logs", "Resource", "Raw", "Attributes"]) {
    await app.click(page.getByRole("complementary").getByRole("tab", { name: tab }));
    await expectUnharmed(app, page);
  }
  await page.getByRole("searchbox", { name: "Search in this trace" }).fill("<script>");
  await app.idle();
  await expect(page.getByRole("row").filter({ hasText: "<script>window.pwned=1</script>" })).toBeVisible();
  await expectUnharmed(app, page);
  for (const view of ["Graph", "Flame", "Table"]) {
    await app.click(page.getByRole("navigation", { name: "Views of this trace" }).getByRole("link", { name: view }));
    await expectUnharmed(app, page);
  }
  for (const place of ["traces", "services", "findings"]) {
    await app.click(
      page.getByRole("navigation", { name: "Views", exact: true }).getByRole("link", { name: new RegExp(place, "i") }),
    );
    expect(app.place().path).toBe(`/${place}`);
    await expectUnharmed(app, page);
  }
  expect(left).toEqual([]);
});

test("hostile names in a host's page", async ({ app, page }) => {
  await page.route("**/hostile.json", (route) => route.fulfill({ body: file.buffer, contentType: "application/json" }));
  for (const view of ["traces", "waterfall", "graph"]) {
    await page.goto("about:blank");
    await app.visit(`embed.html?src=hostile.json&view=${view}`);
    await expectUnharmed(app, page);
  }
});

test("names in other scripts and directions stay in their places", async ({ app, page }) => {
  await app.visit();
  await app.choose(fixture("strange-names.otlp.json"));
  const trace = "#/trace/c0ffee00c0ffee00c0ffee00c0ffee01";
  for (const place of [
    "#/traces",
    "#/services",
    "#/findings",
    trace,
    ...["graph", "flame", "table"].map((view) => `${trace}?view=${view}`),
  ]) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, place);
    await app.idle();
    await expectUnharmed(app, page);
  }
  // A mark that turns writing around ends with its name: what stands beside it keeps its place.
  await page.evaluate((hash) => {
    location.hash = hash;
  }, trace);
  await app.idle();
  const turned = page.getByRole("row").filter({ hasText: "dessap eb ton tsum" });
  await expect(turned.locator("bdi").first()).toBeVisible();
});

async function expectUnharmed(app: App, page: Page): Promise<void> {
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(await page.evaluate(() => (window as { pwned?: unknown }).pwned)).toBeUndefined();
  expect(await page.evaluate(() => ({}) as { polluted?: unknown })).toEqual({});
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(app.faults).toEqual([]);
}
