/** The live view: a real collector, spans of the real OpenTelemetry SDK, and a page that watches. */
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { context, type Span, type Tracer, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { Page } from "@playwright/test";
import { kill, startProgram } from "../bench/kill-collector.ts";
import { ensureBuilt, root } from "../scripts/ensure.mjs";
import { en } from "../src/views/messages/en.ts";
import { zhCn } from "../src/views/messages/zh-cn.ts";
import { App, test as base, expect } from "./journey.ts";

const { live } = en;
const program = join(root, "dist/node/causeway.js");

/** A collector that can be killed and started again at the same addresses, over the same folder. */
class Collector {
  readonly folder = mkdtempSync(join(tmpdir(), "causeway-live-"));
  page = "";
  otlp = "";
  #child: ChildProcess | undefined;

  async start(...flags: string[]): Promise<void> {
    const ports = this.page ? ["--port", new URL(this.page).port, "--otlp-http-port", new URL(this.otlp).port] : [];
    const { child, page, otlp } = await startProgram(program, this.folder, ...ports, ...flags);
    Object.assign(this, { page, otlp });
    this.#child = child;
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.#child) await kill(this.#child, signal);
  }

  /** A service that sends what ended every tenth of a second. */
  service(name: string): Tracer {
    const exporter = new OTLPTraceExporter({ url: `${this.otlp}/v1/traces` });
    const resource = resourceFromAttributes({ "service.name": name });
    return new BasicTracerProvider({
      resource,
      spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 100 })],
    }).getTracer("e2e");
  }
}

const test = base.extend<{ collector: Collector; watching: App }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from this pattern
  collector: async ({}, use) => {
    ensureBuilt(["web", "node", "demo"]);
    const collector = new Collector();
    await use(collector);
    await collector.stop();
    rmSync(collector.folder, { recursive: true });
  },
  watching: async ({ page, collector }, use) => {
    await collector.start();
    const app = new App(page, collector.page);
    await use(app);
    expect(app.faults.filter((fault) => !/ERR_CONNECTION|ERR_INCOMPLETE|Failed to load/.test(fault))).toEqual([]);
  },
});

const strip = (page: Page) => page.locator("[data-live]");
const rows = (page: Page) =>
  page
    .getByRole("grid")
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell") });
const inBar = (page: Page, text: string) => expect(page.getByRole("banner")).toContainText(text, { timeout: 20_000 });
/** Each a trace of its own, a millisecond after the one before. */
const send = (tracer: Tracer, ...names: string[]) => {
  const beganMs = Date.now() - names.length;
  for (const [at, name] of names.entries()) {
    tracer.startSpan(name, { startTime: beganMs + at }).end(beganMs + at + 0.5);
  }
};

test("who waits for the first spans is told where to send them, and led to them", async ({
  watching,
  collector,
  page,
}) => {
  await watching.visit();
  await expect(page.getByText(live.noSpansYet)).toBeVisible();
  await expect(
    page.getByText(`OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:${new URL(collector.otlp).port}`),
  ).toBeVisible();
  send(collector.service("shop"), "GET /cart");
  await expect(rows(page)).toHaveCount(1, { timeout: 20_000 });
  await expect(rows(page)).toContainText("GET /cart");
  await expect(strip(page)).toHaveAttribute("data-live", "live");
  expect(watching.place().search.get("live")).toBe("15m");
  await inBar(page, "1 span");
  // A reload watches again; the start page, once left, is not left a second time.
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("link", { name: en.frame.start }).click();
  await expect(page.getByRole("button", { name: live.open })).toBeVisible();
  await page.getByRole("button", { name: live.open }).click();
  await expect(rows(page)).toHaveCount(1);
});

test("a collector that is killed and started again is found again, and no span is lost or doubled", async ({
  watching,
  collector,
  page,
}) => {
  const shop = collector.service("shop");
  send(shop, "one", "two");
  await watching.visit("#/live");
  await inBar(page, "2 spans · 2 traces");
  await collector.stop("SIGKILL");
  await expect(strip(page)).toHaveAttribute("data-live", "broken");
  await expect(strip(page)).toContainText(live.states.broken);
  await expect(rows(page)).toHaveCount(2);
  await collector.start();
  send(shop, "three", "four", "five");
  await expect(strip(page)).toHaveAttribute("data-live", "live", { timeout: 20_000 });
  await inBar(page, "5 spans · 5 traces");
  await expect(rows(page)).toHaveCount(5);
  for (const name of ["one", "two", "three", "four", "five"]) {
    await expect(rows(page).filter({ hasText: `shop${name}` })).toHaveCount(1);
  }
  // Once more, with nobody sending: nothing comes twice.
  await collector.stop("SIGKILL");
  await expect(strip(page)).toHaveAttribute("data-live", "broken");
  await page.getByRole("button", { name: live.tryNow }).click();
  await collector.start();
  await expect(strip(page)).toHaveAttribute("data-live", "live", { timeout: 20_000 });
  send(shop, "six");
  await inBar(page, "6 spans · 6 traces");
});

test("a collector without its earlier spans says so, and those shown stay", async ({ watching, collector, page }) => {
  await collector.stop();
  await collector.start();
  const shop = collector.service("shop");
  send(shop, "before");
  await watching.visit("#/live");
  await inBar(page, "1 span");
  await collector.stop("SIGKILL");
  rmSync(collector.folder, { recursive: true });
  await collector.start();
  send(shop, "after");
  await expect(strip(page)).toContainText(live.lostStore, { timeout: 20_000 });
  await inBar(page, "2 spans · 2 traces");
});

test("the row under the pointer stays, the newest are one click away; a pause holds what comes", async ({
  watching,
  collector,
  page,
}) => {
  const shop = collector.service("shop");
  const named = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `work ${from + at}`);
  send(shop, ...named(0, 40));
  await watching.visit("#/live");
  await inBar(page, "40 traces");
  const row = rows(page).filter({ hasText: "work 35" });
  await row.hover();
  const before = await row.boundingBox();
  send(shop, ...named(40, 47));
  await expect(page.getByRole("button", { name: live.newAbove(7) })).toBeVisible({ timeout: 20_000 });
  expect((await row.boundingBox())?.y).toBe(before?.y);
  await page.getByRole("button", { name: live.newAbove(7) }).click();
  await expect(rows(page).first()).toContainText("work 46");
  await expect(page.getByRole("button", { name: live.newAbove(7) })).toBeHidden();

  await page.getByRole("button", { name: live.pause }).click();
  await expect(strip(page)).toHaveAttribute("data-live", "paused");
  await expect(strip(page)).toContainText(live.held(0));
  send(shop, ...named(47, 50));
  await expect(strip(page)).toContainText(live.held(3), { timeout: 20_000 });
  await inBar(page, "47 traces");
  await page.getByRole("button", { name: live.resume }).click();
  await inBar(page, "50 traces");
});

test("a trace that the page does not hold is found in the collector", async ({ watching, collector, page }) => {
  const span = collector.service("shop").startSpan("GET /cart");
  span.end();
  const { traceId } = span.spanContext();
  await expect.poll(async () => (await fetch(`${collector.page}/api/v3/traces/${traceId}`)).status).toBe(200);
  await watching.visit(`#/trace/${traceId}?src=sample/shop.otlp.json`);
  await watching.click(page.getByRole("button", { name: live.lookInCollector }));
  await expect(page.getByRole("treegrid")).toContainText("GET /cart");
  expect(watching.place().search.get("src")).toBe(`api/v3/traces/${traceId}`);
});

test("a trace that still arrives is called so, is not blamed, and fills in while it is looked at", async ({
  watching,
  collector,
  page,
}) => {
  const shop = collector.service("shop");
  const parent = shop.startSpan("GET /cart");
  const inParent = (work: (span: Span) => void, name: string) => {
    const child = shop.startSpan(name, {}, trace.setSpan(context.active(), parent));
    work(child);
  };
  inParent((child) => child.end(), "load cart");
  await watching.visit("#/live");
  await expect(rows(page)).toContainText(live.rowArriving);
  await expect(strip(page)).toContainText(live.arriving(1));
  await rows(page).click();
  await expect(page.getByText(live.traceArriving)).toBeVisible();
  await page.getByRole("link", { name: en.findings.rail }).click();
  await expect(page.getByText(live.arriving(1))).toBeVisible();
  await expect(page.locator("main")).toContainText("nothing is said about them yet");
  await page.goBack();
  parent.end();
  await expect(page.getByRole("treegrid").getByRole("row")).toHaveCount(2, { timeout: 20_000 });
  // Ten seconds after its last span it is a trace like any other.
  await expect(page.getByText(live.traceArriving)).toBeHidden({ timeout: 30_000 });
});

test("the demo: within seconds both shops, their findings, and the way from one to its trace", async ({
  collector,
  page,
}) => {
  test.slow();
  await collector.start("--demo");
  const app = new App(page, collector.page);
  await page.goto(app.origin);
  // Two shops of six processes each: seconds on a machine of one's own, more on one that is shared.
  await expect(rows(page).first()).toBeVisible({ timeout: 90_000 });
  expect(app.place().path).toBe("/traces");
  const environment = page.getByLabel(en.traces.filter.environment);
  await expect(environment.getByRole("option")).toHaveText([en.traces.filter.allEnvironments, "broken", "intact"], {
    timeout: 60_000,
  });
  await environment.selectOption("intact");
  await expect.poll(() => app.place().search.get("env")).toBe("intact");
  await expect(rows(page).first()).toBeVisible();
  await page.getByRole("link", { name: en.findings.rail }).click();
  const findings = page.getByRole("option");
  await expect(findings.filter({ hasText: "in broken" }).first()).toBeVisible({ timeout: 60_000 });
  await expect(findings.filter({ hasText: "in intact" }).filter({ hasText: /context|traceparent/ })).toHaveCount(0);
  await page.getByRole("link", { name: en.frame.services }).click();
  await expect(page.locator("main")).toContainText("checkout");
  await page.getByRole("link", { name: en.frame.traces }).click();
  await rows(page).nth(3).click();
  await expect(page.getByRole("treegrid")).toBeVisible();
  expect(app.faults).toEqual([]);
});

test("in Chinese, and nothing for axe to find, light and dark", async ({ watching, collector, page }) => {
  const words = zhCn.live;
  const check = async (name: string) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect
        .soft(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          `${name}, ${colorScheme}`,
        )
        .toEqual([]);
    }
  };
  await watching.visit("?lang=zh-CN");
  await expect(page.getByText(words.noSpansYet)).toBeVisible();
  await check("start");
  await watching.visit("#/live?lang=zh-CN");
  await expect(page.getByText(words.noSpansYet)).toBeVisible();
  await check("waiting");
  send(collector.service("shop"), "GET /cart");
  await expect(strip(page)).toContainText(words.states.live, { timeout: 20_000 });
  await check("live");
  await collector.stop();
  await expect(strip(page)).toContainText(words.states.broken);
  await check("broken");
});
