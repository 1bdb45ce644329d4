/** What is found is said in the reader's language, down to the evidence and the fix. */
import { expect, test } from "./journey.ts";

test("findings, evidence and remedies are Chinese for Chinese readers", async ({ app, page }) => {
  await app.visit("#/findings?src=demo/id-truncated.jsonl&lang=zh-CN");
  const main = page.getByRole("main");
  await expect(main.getByRole("article").getByRole("heading", { level: 2 })).toHaveText(
    "trace ID 在 payment 与 ledger 之间被截断为 64 位",
  );
  await expect(main).toContainText("每一次的父 span 正是 payment 发出的调用，因此两条调用链可以确定地连接起来。");
  await expect(main).toContainText("一边只保留了 trace ID 的低 64 位");
  await expect(main).not.toContainText("must");
  await app.click(page.getByRole("link", { name: "调用链", exact: true }));
  await expect(page.getByRole("main")).toContainText("trace ID 在 payment 与 ledger 之间被截断为 64 位");
  await app.click(page.getByRole("button", { name: "语言" }));
  await app.click(page.getByRole("radio", { name: "English" }));
  await expect(page.getByRole("main")).toContainText("The trace id is cut to 64 bits between payment and ledger");
  expect(app.faults).toEqual([]);
});
