/** axe finds nothing, in either theme, on any page. */
import AxeBuilder from "@axe-core/playwright";
import { expect, fixture, test } from "./journey.ts";

const trace = "0af7651916cd43dd8448eb211c80319c";
const places: [name: string, place: string][] = [
  ["start", ""],
  ["a failed link", "?src=none.json"],
  ["traces", "?src=sample/shop.otlp.json"],
  ["services", "#/services?src=sample/shop.otlp.json"],
  ["waterfall", `#/trace/${trace}?src=one.json`],
  ["waterfall with a span", `#/trace/${trace}?src=one.json&span=53995c3f42cd8ad8`],
  ["graph of a trace", `#/trace/${trace}?src=one.json&view=graph`],
  ["flame graph of a trace", `#/trace/${trace}?src=one.json&view=flame`],
  ["table of a trace", `#/trace/${trace}?src=one.json&view=table`],
  ["a broken list", "#/traces?src=demo/id-truncated.jsonl"],
  ["findings", "#/findings?src=demo/id-truncated.jsonl"],
  [
    "the continuity map",
    "#/services?src=demo/id-truncated.jsonl&metric=continuity&from=service:payment&to=service:ledger",
  ],
  ["a header", "#/headers?h=traceparent:+00-0af7651916cd43dd8448eb211c80319c-B7AD6b7169203331-01&src=one.json"],
  ["nothing open", "#/traces"],
  ["dark panel", "embed.html?src=sample/shop.otlp.json&view=traces&theme=dark"],
  ["light panel", "embed.html?src=sample/shop.otlp.json&view=services&theme=light"],
];

for (const theme of ["light", "dark"] as const) {
  test(`every page, ${theme}`, async ({ app, page }) => {
    // axe looks at every element of every page.
    test.slow();
    await page.route("**/one.json", (route) => route.fulfill({ path: fixture("one-trace.otlp.json") }));
    await page.emulateMedia({ colorScheme: theme });
    for (const [name, place] of places) {
      await page.goto("about:blank");
      await app.visit(place);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`,
      );
      expect.soft(found, name).toEqual([]);
    }
  });
}

test("help sheet and menus", async ({ app, page }) => {
  await app.visit("?src=sample/shop.otlp.json");
  for (const open of [
    () => app.press("?"),
    () => app.click(page.getByRole("button", { name: "What is open" })),
    () => app.click(page.getByRole("button", { name: "Theme" })),
  ]) {
    await open();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await app.press("Escape");
  }
});
