/** While report and bridges are being made, the page is not held up: here they are not even begun until the test says so. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { expect, test } from "./journey.ts";

test("the list sorts and a span opens while the report is made", async ({ app, page }) => {
  // A nested worker's script is out of reach of the test's own routes: a server in between holds it back.
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const between = createServer(async ({ url = "/" }, answer) => {
    if (/diagnosis-worker-.*\.js/.test(url)) await held;
    const { status, headers, body } = await fetch(app.origin + url);
    answer.writeHead(status, { "content-type": headers.get("content-type") ?? "" });
    if (body) Readable.fromWeb(body as ReadableStream).pipe(answer);
    else answer.end();
  });
  await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
  await page.goto(`http://127.0.0.1:${(between.address() as AddressInfo).port}/#/traces?src=demo/id-truncated.jsonl`);
  const list = page.getByRole("grid", { name: "Traces" });
  await list.getByRole("button", { name: "Duration" }).click();
  await expect(list.getByRole("columnheader", { name: "Duration" })).toHaveAttribute("aria-sort", "descending");
  // The rail asks for the report once the list is there; then the findings page waits for it too.
  await page.getByRole("link", { name: "Findings" }).click();
  await expect(page.getByRole("main")).toContainText("Looking at every hop");
  await page.getByRole("link", { name: "Traces", exact: true }).click();
  await list.getByRole("row").nth(1).click();
  const rows = page.getByRole("treegrid");
  await rows.getByRole("row").nth(1).click();
  await expect(page.getByRole("complementary", { name: "Selected span" })).toContainText("Attributes");
  await expect(page.getByRole("link", { name: "Findings", exact: true })).toBeVisible();
  release();
  await app.idle();
  await expect(page.getByRole("link", { name: "Findings 1 to look at" })).toBeVisible();
  expect(app.faults).toEqual([]);
  between.close();
});
