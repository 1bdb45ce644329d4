/** Each way in: drop, picker, paste, link; and what happens when what comes in is bad. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, fixture, sharedTraces, shopFile, test } from "./journey.ts";

const oneTrace = fixture("one-trace.otlp.json");

test("the start page says what to do", async ({ app, page }) => {
  await app.visit();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("See where your traces break.");
  await expect(page.getByRole("button", { name: "Open file" })).toBeVisible();
  await expect(page.getByRole("navigation").getByRole("link", { name: "Traces" })).toHaveCount(0);
  expect(app.faults).toEqual([]);
});

test("a dropped set opens its list, and the bar says what it holds", async ({ app, page }) => {
  await app.visit();
  await app.drop([shopFile]);
  expect(app.place().path).toBe("/traces");
  await expect(page.getByRole("banner")).toContainText("368 spans · 24 traces");
  await expect(page).toHaveTitle("Traces · shop.otlp.json · Causeway");
  expect(app.faults).toEqual([]);
});

test("a file of one trace opens that trace", async ({ app, page }) => {
  await app.visit();
  await app.choose(oneTrace);
  expect(app.place().path).toBe("/trace/0af7651916cd43dd8448eb211c80319c");
  await expect(page).toHaveTitle("web GET /cart · one-trace.otlp.json · Causeway");
});

test("a second drop replaces, or adds on the other half", async ({ app, page }) => {
  await app.visit();
  await app.drop([oneTrace]);
  await app.drop([shopFile], "add");
  await expect(page.getByRole("banner")).toContainText("371 spans · 25 traces");
  expect(app.place().path).toBe("/trace/0af7651916cd43dd8448eb211c80319c");
  await app.drop([shopFile]);
  await expect(page.getByRole("banner")).toContainText("368 spans · 24 traces");
  expect(app.place().path).toBe("/traces");
});

test("pasted text is data, a pasted address is a link", async ({ app, page }) => {
  await app.visit();
  await app.paste(readFileSync(oneTrace, "utf8"));
  expect(app.place().path).toBe("/trace/0af7651916cd43dd8448eb211c80319c");
  await expect(page.getByRole("banner")).toContainText("pasted text");
  await app.paste(`${app.origin}/sample/shop.otlp.json`);
  expect(app.place()).toMatchObject({ path: "/traces" });
  expect(app.place().search.get("src")).toBe(`${app.origin}/sample/shop.otlp.json`);
});

test("text pasted into a field stays text", async ({ app, page }) => {
  await app.visit("?src=sample/shop.otlp.json");
  await page.getByRole("searchbox", { name: "Query all traces" }).focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "{}");
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  });
  await app.idle();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("src= in the page's query and in the hash, one or several", async ({ app, page }) => {
  await app.visit("?src=sample/shop.otlp.json");
  expect(app.place().path).toBe("/traces");
  await expect(page.getByRole("banner")).toContainText("24 traces");
  await app.visit("index.html#/services?src=sample/shop.otlp.json&src=sample/shop.otlp.json");
  await app.idle();
  expect(app.place().path).toBe("/services");
  await expect(page.getByRole("banner")).toContainText("shop.otlp.json and 1 more");
});

test.describe("links that fail say why", () => {
  const cases: [what: string, address: string, sentence: RegExp][] = [
    ["no such file", "demo/none.json", /has no such file \(404\)/],
    ["a web page", "index.html", /sent a web page, not trace data/],
    ["a script", "javascript:alert(1)", /Only http and https addresses/],
    ["a data address", "data:application/json,{}", /Only http and https addresses/],
    ["nobody there", "http://127.0.0.1:9/x.json", /127\.0\.0\.1:9 did not answer/],
  ];
  for (const [what, address, sentence] of cases) {
    test(what, async ({ app, page }) => {
      await app.visit(`?src=${encodeURIComponent(address)}`);
      await expect(page.getByRole("alert")).toContainText(sentence);
      await expect(page.getByRole("alert")).toContainText(`Could not open ${address}`);
      await expect(page.getByRole("button", { name: "Open file" })).toBeVisible();
    });
  }

  test("another origin without permission", async ({ app, page, site }) => {
    // localhost and 127.0.0.1 are two origins of one server, which sends no Access-Control-Allow-Origin.
    const other = `http://localhost:${site.port}/sample/shop.otlp.json`;
    await app.visit(`?src=${encodeURIComponent(other)}`);
    await expect(page.getByRole("alert")).toContainText("does not let this page read it (CORS)");
  });
});

test.describe("bad files lose nothing that is open", () => {
  const cases: [name: string, bytes: Buffer][] = [
    ["empty.json", Buffer.alloc(0)],
    ["picture.png", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
    ["login.html", Buffer.from("<!doctype html><title>Sign in</title>")],
    ["noise.bin", Buffer.from([...Array(4096).keys()].map((at) => (at * 31 + 7) % 256))],
  ];
  for (const [name, buffer] of cases) {
    test(name, async ({ app, page }) => {
      await app.visit("?src=sample/shop.otlp.json");
      await app.choose({ name, mimeType: "application/octet-stream", buffer });
      await expect(page.getByRole("alert")).toContainText(`Nothing to show in ${name}`);
      await expect(page.getByRole("alert")).toContainText("shop.otlp.json is still open.");
      await expect(page.getByRole("banner")).toContainText("368 spans");
      await app.click(page.getByRole("button", { name: "Dismiss" }));
      await expect(page.getByRole("alert")).toHaveCount(0);
      expect(app.faults).toEqual([]);
    });
  }
});

test("a damaged line is named, the rest is shown", async ({ app, page }) => {
  await app.visit();
  const line = JSON.stringify(JSON.parse(readFileSync(oneTrace, "utf8")));
  const buffer = Buffer.from(
    `${line}\n{"resourceSpans": oops}\n${line.replaceAll("0af7651916cd43dd", "1af7651916cd43dd")}\n`,
  );
  await app.choose({ name: "some.jsonl", mimeType: "application/json", buffer });
  await expect(page.getByRole("banner")).toContainText("6 spans · 2 traces");
  await expect(page.getByRole("status").filter({ hasText: "6 spans opened." })).toBeVisible();
  await app.click(page.getByRole("button", { name: "Details" }));
  const dialog = page.getByRole("dialog", { name: "Remarks on what was read" });
  await expect(dialog).toContainText("some.jsonl, line 2");
  await app.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("every real file opens and counts as its description says", async ({ app, page }) => {
  test.skip(sharedTraces === undefined, "the folder with the real files is not there");
  const facts: [file: string, spans: string][] = [
    ["otlp-spec-example-trace.json", "1 span · 1 trace"],
    ["auth-error.otlp.json", "3 spans · 1 trace"],
    ["auth-error.jaeger.json", "3 spans · 1 trace"],
    ["bookinfo-tempo-batches.json", "8 spans · 1 trace"],
    ["genai-agent.jaeger.json", "57 spans · 1 trace"],
    ["one-trace-four-lines.otlp.jsonl", "4 spans · 1 trace"],
    ["foreign-parent-links.otlp.json", "4 spans · 2 traces"],
    ["messaging-missing-parents.zipkin.json", "11 spans · 1 trace"],
    ["shared-spans-skew.zipkin.json", "8 spans · 1 trace"],
    ["six-node-services.jaeger.json", "6 spans · 1 trace"],
    ["frontend-proxy-no-root.otlp.pb", "2 spans · 1 trace"],
    ["otlp-spec-example-logs.json", "0 spans · 0 traces"],
  ];
  await app.visit();
  for (const [file, spans] of facts) {
    await app.choose(join(sharedTraces ?? "", file));
    await expect(page.getByRole("banner")).toContainText(spans);
    await expect(page.getByRole("alert")).toHaveCount(0);
  }
  expect(app.faults).toEqual([]);
});

test("the clipboard by its key", async ({ app, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.visit();
  await page.evaluate((text) => navigator.clipboard.writeText(text), readFileSync(oneTrace, "utf8"));
  await app.press("v");
  await expect(page.getByRole("treegrid")).toContainText("GET /cart");
  await page.evaluate(() => navigator.clipboard.writeText(" "));
  await app.press("v");
  await expect(page.getByRole("alert")).toContainText("There is nothing to open on the clipboard");
});

test("when the reader dies, what was open is read again", async ({ app, page }) => {
  await app.visit("?src=sample/shop.otlp.json");
  const [worker] = page.workers();
  await worker?.evaluate(() => {
    setTimeout(() => {
      throw new Error("boom");
    });
  });
  await expect(page.getByRole("alert")).toContainText("The reader stopped");
  await app.idle();
  await expect(page.getByRole("alert")).toContainText("shop.otlp.json is still open.");
  await app.click(page.getByRole("grid").getByRole("row").filter({ hasText: "POST /checkout" }).first());
  await expect(page.getByRole("treegrid")).toContainText("storefront");
});

test("strange but legal traces open without a fault", async ({ app, page }) => {
  const span = (spanId: string, more: object) => ({
    traceId: "5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e",
    spanId,
    name: spanId,
    startTimeUnixNano: "1760000000000000000",
    endTimeUnixNano: "1760000000050000000",
    ...more,
  });
  const spans = [
    span("000000000000000a", { parentSpanId: "000000000000000b" }),
    span("000000000000000b", { parentSpanId: "000000000000000a" }),
    span("000000000000000c", { parentSpanId: "000000000000000c" }),
    span("000000000000000d", {}),
    span("000000000000000d", { name: "again" }),
    span("not hex at all!!", {}),
    span("000000000000000e", { startTimeUnixNano: "1760000000050000000", endTimeUnixNano: "1760000000000000000" }),
    span("000000000000000f", { startTimeUnixNano: "0", endTimeUnixNano: "0" }),
  ];
  const deep = `${"[".repeat(200_000)}1${"]".repeat(200_000)}`;
  const good = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  const buffer = Buffer.from(`${good}\n{"resourceSpans":${deep}}\n`);
  await app.visit();
  await app.choose({ name: "strange.jsonl", mimeType: "application/json", buffer });
  await expect(page.getByRole("banner")).toContainText(/[78] spans · [12] traces?/);
  await app.click(page.getByRole("button", { name: "What is open" }));
  await app.click(page.getByRole("button", { name: /remark/ }));
  await expect(page.getByRole("dialog", { name: "Remarks on what was read" })).toContainText("strange.jsonl");
  expect(app.faults).toEqual([]);
});
