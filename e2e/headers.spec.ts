/** The page that checks a header: what is wrong with it, at which character, and where its ids lead. */
import AxeBuilder from "@axe-core/playwright";
import { expect, fixture, test } from "./journey.ts";

const trace = "0af7651916cd43dd8448eb211c80319c";
const span = "53995c3f42cd8ad8";

test("a pasted request is judged with no data open, and its secrets stay out of the link", async ({ app, page }) => {
  await app.visit();
  await app.click(page.getByRole("link", { name: "Header", exact: true }));
  await expect(page.getByRole("heading", { name: "Check a header" })).toBeVisible();
  const field = page.getByRole("textbox", { name: "Headers or values" });
  await field.fill(
    `> GET /cart HTTP/1.1\n> Authorization: Bearer secret\n> traceparent: 00-${trace}-${span.toUpperCase()}-01\n> tracestate: rojo=1,congo=2`,
  );
  await app.idle();
  const main = page.getByRole("main");
  await expect(main).toContainText("Character 41 is 'C': the span id must be lower-case hex.");
  await expect(main.locator("mark")).toHaveText("C");
  await expect(main).toContainText("1 other header was left out.");
  expect(app.place().search.getAll("h")).toEqual([
    `traceparent: 00-${trace}-${span.toUpperCase()}-01`,
    "tracestate: rojo=1,congo=2",
  ]);
  expect(page.url()).not.toContain("secret");
  await page.reload();
  await app.idle();
  await expect(main.locator("mark")).toHaveText("C");
  await expect(main).toContainText("Open a trace file and this page says where these ids lead.");
  await app.click(page.getByRole("button", { name: "sent twice" }));
  await expect(main).toContainText("A W3C receiver starts a new trace: 2 traceparent headers were received.");
  expect(app.faults).toEqual([]);
});

test("its ids lead to the span in the open data", async ({ app, page }) => {
  await page.route("**/one.json", (route) => route.fulfill({ path: fixture("one-trace.otlp.json") }));
  await app.visit(`#/headers?src=one.json&h=traceparent:+00-${trace}-${span}-03`);
  const main = page.getByRole("main");
  await expect(main).toContainText(`A W3C receiver continues trace ${trace}.`);
  await expect(main.getByRole("row", { name: /flags/ })).toContainText("sampled · random trace id");
  await expect(main).toContainText("The parent is the span");
  await app.click(main.getByRole("button", { name: "Open the span" }));
  expect(app.place()).toMatchObject({ path: `/trace/${trace}` });
  expect(app.place().search.get("span")).toBe(span);
  expect(app.faults).toEqual([]);
});

test("it speaks Chinese, each sentence of it", async ({ app, page }) => {
  await app.visit(`#/headers?lang=zh-CN&h=traceparent:+00-${trace}-${span.toUpperCase()}-01`);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { name: "检查请求头" })).toBeVisible();
  await expect(main).toContainText("第 41 个字符是“C”：span ID 必须是小写十六进制。");
  expect(app.faults).toEqual([]);
});

test("the hop of a span shows what arrived, judged", async ({ app, page }) => {
  await app.visit("#/findings?src=demo/traceparent-malformed.jsonl");
  await app.click(page.getByRole("article").locator("button.text-accent").first());
  await app.click(page.getByRole("treegrid").getByRole("row").first());
  const panel = page.getByRole("complementary", { name: "Selected span" });
  await app.click(panel.getByRole("tab", { name: "Hop" }));
  await expect(panel).toContainText(
    "It names no parent: the request began here, or the caller's context did not arrive.",
  );
  await expect(panel).toContainText(/A W3C receiver starts a new trace\. Character/);
  await expect(panel.locator("mark").first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect(app.faults).toEqual([]);
});
