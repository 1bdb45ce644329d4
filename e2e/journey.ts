/** The test function of all journeys: a served page, and an App that does what a person does and waits until it is idle. */
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { root } from "../scripts/ensure.mjs";
import { type Site, startSite } from "../src/collector/static-site.ts";

export { expect };

/** A file of this folder's fixtures. */
export const fixture = (name: string) => join(root, "e2e/fixtures", name);

/** The example that comes with the page: six services, 24 traces. */
export const shopFile = join(root, "public/sample/shop.otlp.json");

/** The real files, which are not part of the repository. */
export const sharedTraces = [process.env.CAUSEWAY_SHARED ?? "", join(root, "../shared"), join(root, "../../shared")]
  .filter((folder) => folder !== "")
  .map((folder) => join(folder, "traces"))
  .find((folder) => existsSync(folder));

export class App {
  readonly page: Page;
  readonly origin: string;
  /** Errors that the page threw or the browser logged. */
  readonly faults: string[] = [];

  constructor(page: Page, origin: string) {
    this.page = page;
    this.origin = origin;
    page.on("pageerror", (error) => this.faults.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") this.faults.push(message.text());
    });
  }

  async visit(place = ""): Promise<void> {
    await this.page.goto(`${this.origin}/${place}`);
    await this.idle();
  }

  async idle(): Promise<void> {
    await this.page.evaluate(() => window.causeway?.idle());
  }

  /** Through the file picker. */
  async choose(files: string | string[] | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.page.locator("input[type=file]").setInputFiles(files);
    await this.idle();
  }

  /** Drops files on whatever is in the middle of the window (or on the half that adds). */
  async drop(files: readonly string[], zone: "replace" | "add" = "replace"): Promise<void> {
    const bytes = files.map((file) => ({ name: basename(file), base64: readFileSync(file).toString("base64") }));
    const transfer = await this.page.evaluateHandle((given) => {
      const made = new DataTransfer();
      for (const { name, base64 } of given) {
        const content = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        made.items.add(new File([content], name));
      }
      return made;
    }, bytes);
    await this.page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
    const target = this.page.locator(`[data-drop=${zone}]`);
    await expect(target).toBeVisible();
    await target.dispatchEvent("dragover", { dataTransfer: transfer });
    await target.dispatchEvent("drop", { dataTransfer: transfer });
    await expect(target).toBeHidden();
    await this.idle();
  }

  async paste(text: string): Promise<void> {
    await this.page.evaluate((given) => {
      const data = new DataTransfer();
      data.setData("text/plain", given);
      document.body.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, text);
    await this.idle();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await this.idle();
    }
  }

  async click(target: Locator): Promise<void> {
    await target.click();
    await this.idle();
  }

  /** The path and parameters of the present place. */
  place(): { path: string; search: URLSearchParams } {
    const [path = "/", search = ""] = new URL(this.page.url()).hash.replace(/^#/, "").split(/\?(.*)/s);
    return { path: path || "/", search: new URLSearchParams(search) };
  }
}

export const test = base.extend<{ app: App }, { site: Site & { origin: string } }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from this pattern
    async ({}, use) => {
      const site = await startSite({ folder: join(root, "dist/web"), files: [], host: "127.0.0.1", port: 0 });
      await use({ ...site, origin: `http://127.0.0.1:${site.port}` });
      await site.close();
    },
    { scope: "worker" },
  ],
  app: async ({ page, site }, use) => {
    await use(new App(page, site.origin));
  },
});
