/** Traces are data from strangers: nothing in them runs, breaks the page or loads anything. */
import { expect, test } from "./journey.ts";

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
  for (const place of ["traces", "services"]) {
    await app.press("g", place === "traces" ? "t" : "s");
    await expect(page.getByRole("alert")).toHaveCount(0);
  }
  expect(await page.evaluate(() => (window as { pwned?: unknown }).pwned)).toBeUndefined();
  expect(await page.evaluate(() => ({}) as { polluted?: unknown })).toEqual({});
  expect(left).toEqual([]);
  expect(app.faults).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});
