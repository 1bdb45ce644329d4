/** Fingers instead of a mouse: one moves, two zoom, up and down scrolls. */
import type { CDPSession, Locator, Page } from "@playwright/test";
import { expect, test } from "./journey.ts";

test.use({ hasTouch: true });

type Point = readonly [x: number, y: number];

/** Fingers that go along a line each, in steps, and lift at the end. */
async function swipe(page: Page, ...lines: readonly (readonly [from: Point, to: Point])[]): Promise<void> {
  const STEPS = 8;
  const session: CDPSession = await page.context().newCDPSession(page);
  const at = (share: number) =>
    lines.map(([from, to], id) => ({
      id,
      x: Math.round(from[0] + (to[0] - from[0]) * share),
      y: Math.round(from[1] + (to[1] - from[1]) * share),
    }));
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) });
  for (let step = 1; step <= STEPS; step++) {
    await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(step / STEPS) });
  }
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await session.detach();
}

async function placeOf(target: Locator) {
  const box = await target.boundingBox();
  if (box === null) throw new Error("not on screen");
  return { point: (share: number, y = box.height / 2): Point => [box.x + box.width * share, box.y + y] };
}

const time = (ms: number) => String(1_767_225_600_000_000_000n + BigInt(ms) * 1_000_000n);
const id = (number: number) => (number + 1).toString(16).padStart(16, "0");
const longTrace = {
  resourceSpans: [
    {
      scopeSpans: [
        {
          spans: Array.from({ length: 200 }, (_, number) => ({
            traceId: "5b8efff798038103d269b633813fc60c",
            spanId: id(number),
            ...(number > 0 && { parentSpanId: id(0) }),
            name: `step ${number}`,
            startTimeUnixNano: time(number === 0 ? 0 : number * 5),
            endTimeUnixNano: time(number === 0 ? 1_000 : number * 5 + 4),
          })),
        },
      ],
    },
  ],
};

test("the waterfall: two fingers zoom, one moves, and up and down scrolls the rows", async ({ app, page }) => {
  await page.route("**/long.json", (route) => route.fulfill({ json: longTrace }));
  await app.visit("#/trace/5b8efff798038103d269b633813fc60c?src=long.json");
  const rows = page.getByRole("treegrid");
  const timeline = await placeOf(rows.getByRole("row").nth(4).locator("[data-timeline]"));
  const from = page.getByRole("slider", { name: "Start of what is shown" });
  const to = page.getByRole("slider", { name: "End of what is shown" });
  const shown = async () => {
    await app.idle();
    return [Number(await from.getAttribute("aria-valuenow")), Number(await to.getAttribute("aria-valuenow"))] as const;
  };
  const [start, end] = await shown();

  await swipe(page, [timeline.point(0.4), timeline.point(0.2)], [timeline.point(0.6), timeline.point(0.8)]);
  const [zoomedFrom, zoomedTo] = await shown();
  expect(zoomedFrom).toBeGreaterThan(start);
  expect(zoomedTo).toBeLessThan(end);
  expect((zoomedTo - zoomedFrom) / (end - start)).toBeCloseTo(1 / 3, 1);
  expect(app.place().search.get("range")).not.toBeNull();

  await swipe(page, [timeline.point(0.7), timeline.point(0.4)]);
  const [movedFrom, movedTo] = await shown();
  expect(movedTo - movedFrom).toBeCloseTo(zoomedTo - zoomedFrom, -3);
  expect(movedFrom).toBeGreaterThan(zoomedFrom);

  const before = await rows.evaluate((grid) => grid.scrollTop);
  const [x, y] = timeline.point(0.5);
  await swipe(page, [
    [x, y + 200],
    [x, y],
  ]);
  await expect.poll(() => rows.evaluate((grid) => grid.scrollTop)).toBeGreaterThan(before);
  expect(await shown()).toEqual([movedFrom, movedTo]);
  expect(app.faults).toEqual([]);
});

test("the minimap: two fingers move both ends, one moves the part between", async ({ app, page }) => {
  await page.route("**/long.json", (route) => route.fulfill({ json: longTrace }));
  await app.visit("#/trace/5b8efff798038103d269b633813fc60c?src=long.json");
  const map = await placeOf(page.getByRole("img", { name: "The whole trace" }));
  const from = page.getByRole("slider", { name: "Start of what is shown" });
  const to = page.getByRole("slider", { name: "End of what is shown" });
  const ms = async (end: Locator) => {
    await app.idle();
    return Number(await end.getAttribute("aria-valuenow")) / 1e6;
  };
  await swipe(page, [map.point(0.1), map.point(0.3)], [map.point(0.9), map.point(0.6)]);
  expect(await ms(from)).toBeCloseTo(200, -1);
  expect(await ms(to)).toBeCloseTo(700, -1);
  await swipe(page, [map.point(0.45), map.point(0.55)]);
  expect(await ms(from)).toBeCloseTo(300, -1);
  expect(await ms(to)).toBeCloseTo(800, -1);
});

test("the graph: one finger moves it, two zoom, a tap selects", async ({ app, page }) => {
  await app.visit("#/services?src=sample/shop.otlp.json");
  const node = page.getByRole("option", { name: /^checkout\b/ });
  const box = async () => (await node.boundingBox())!;
  const graph = await placeOf(page.locator("svg[aria-label='Service graph']"));
  const before = await box();
  await swipe(page, [graph.point(0.5, 20), graph.point(0.6, 60)]);
  await expect.poll(async () => (await box()).y).toBeGreaterThan(before.y + 20);
  const moved = await box();
  await swipe(page, [graph.point(0.45), graph.point(0.3)], [graph.point(0.55), graph.point(0.7)]);
  await expect.poll(async () => (await box()).width).toBeGreaterThan(moved.width * 1.5);
  await page.getByRole("button", { name: "Fit the whole graph" }).click();
  await node.tap();
  await app.idle();
  expect(app.place().search.get("node")).not.toBeNull();
});
