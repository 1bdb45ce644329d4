/** The language: the reader's own, chosen in the menu, kept, or asked for by a link. */
import { expect, fixture, shopFile, test } from "./journey.ts";

const oneTrace = fixture("one-trace.otlp.json");
const trace = "0af7651916cd43dd8448eb211c80319c";

test("a language is chosen in the menu, seen everywhere, and kept over a reload", async ({ app, page }) => {
  await app.visit();
  await app.drop([shopFile]);
  await expect(page.getByRole("banner")).toContainText("368 spans · 24 traces");
  await app.click(page.getByRole("button", { name: "Language" }));
  await app.click(page.getByRole("radio", { name: "简体中文" }));
  await expect(page.locator(".causeway")).toHaveAttribute("lang", "zh-CN");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByRole("banner")).toContainText("368 个 span · 24 条调用链");
  await expect(page).toHaveTitle(/^调用链/);
  await page.reload();
  await app.idle();
  await expect(page.getByRole("main")).toContainText("请重新打开文件以继续");
  await app.click(page.getByRole("button", { name: "语言" }));
  await app.click(page.getByRole("radio", { name: "English" }));
  await expect(page.locator(".causeway")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("main")).toContainText("Open the file again to go on");
  expect(app.faults).toEqual([]);
});

test("a link's language wins until the reader chooses another one", async ({ app, page }) => {
  await app.visit("#/?lang=zh-CN");
  await expect(page.getByRole("main")).toContainText("看清调用链断在哪里。");
  await app.click(page.getByRole("button", { name: "语言" }));
  await app.click(page.getByRole("radio", { name: "English" }));
  await expect(page.getByRole("main")).toContainText("See where your traces break.");
  expect(app.place().search.get("lang")).toBeNull();
  expect(app.faults).toEqual([]);
});

test("a panel speaks the language that its address names", async ({ app, page }) => {
  await page.route("**/one.json", (route) => route.fulfill({ path: oneTrace }));
  await app.visit(`embed.html?src=one.json&trace=${trace}&lang=zh-CN`);
  await expect(page.locator(".causeway")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByRole("link", { name: "在 Causeway 中打开" })).toBeVisible();
  await expect(page.getByRole("treegrid", { name: "调用链的 span" })).toBeVisible();
  expect(app.faults).toEqual([]);
});

test("examples, lessons and remarks on files are Chinese for Chinese readers, and loaded for nobody else", async ({
  app,
  page,
}) => {
  const later: string[] = [];
  page.on("request", (request) => {
    const [name] = /(faults|remarks)-zh-cn/.exec(request.url()) ?? [];
    if (name) later.push(name);
  });
  const main = page.getByRole("main");
  await app.visit();
  await expect(main).toContainText("A gateway drops the header");
  await app.paste("Dear reader, there are no spans here.");
  await expect(page.getByRole("alert")).toContainText("This is not a trace file Causeway knows");
  expect(later).toEqual([]);
  await app.click(page.getByRole("button", { name: "Language" }));
  await app.click(page.getByRole("radio", { name: "简体中文" }));
  await expect(main).toContainText("网关丢弃了 header");
  await expect(main).not.toContainText("A gateway drops the header");
  await expect(page.getByRole("alert")).toContainText("这不是 Causeway 能识别的 trace 文件");
  await app.paste(
    '{"resourceSpans":[}\n{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"01","spanId":"02"}]}]}]}',
  );
  await expect(page.getByRole("status").filter({ hasText: "此处不是 JSON" })).toContainText("从下一行继续读取");
  await app.visit("#/demo/clock-skew");
  await expect(page.getByRole("switch", { name: "网关丢弃了 header" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2 })).toHaveText("某台主机的时钟偏快");
  await expect(page).toHaveTitle(/某台主机的时钟偏快/);
  expect(new Set(later)).toEqual(new Set(["faults-zh-cn", "remarks-zh-cn"]));
  expect(app.faults).toEqual([]);
});

test.describe("a Chinese browser", () => {
  test.use({ locale: "zh-CN" });

  test("is spoken to in Chinese without asking", async ({ app, page }) => {
    await app.visit();
    await expect(page.getByRole("main")).toContainText("看清调用链断在哪里。");
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  });
});
