import { describe, expect, it } from "vitest";
import { buildTraceView } from "../../analysis/build-trace-view.ts";
import { buildFlameTree } from "../../analysis/flame-tree.ts";
import { spansFromText } from "../../model/spans-from-text.ts";
import {
  BAR_HEIGHT_CSS_PX,
  barsInView,
  type FlameKey,
  indexFlame,
  nodeAt,
  nodeInDirection,
  rangeOf,
} from "./flame-layout.ts";
import { findFlameNodes } from "./flame-search.ts";

/*  0 root 0+100, 1 get 0+40, 2 query 0+10, 3 put 40+40 */
const view = buildTraceView(
  spansFromText(`
    a: root | server 0..100
      a: get | client 0..40
        b: query | client 5..15
      a: put | client 50..90
  `),
  0,
);
const tree = buildFlameTree(view);
const index = indexFlame(tree);
const nameOf = (node: number) => view.names[tree.name[node]!]!;
const bars = (zoomed: number | undefined, top = 0, bottom = 100) =>
  barsInView(index, rangeOf(tree, zoomed), 200, top, bottom).map(
    ({ node, xCssPx, yCssPx, widthCssPx }) => `${nameOf(node)} ${xCssPx}+${Math.round(widthCssPx)} at ${yCssPx}`,
  );

describe("the bars of a flame graph", () => {
  it("are as wide as their work", () => {
    expect(bars(undefined)).toEqual(["root 0+200 at 0", "get 0+80 at 20", "put 80+80 at 20", "query 0+20 at 40"]);
  });

  it("fill the width when zoomed to, with their callers above and nothing beside", () => {
    expect(bars(1)).toEqual(["root 0+200 at 0", "get 0+200 at 20", "query 0+50 at 40"]);
  });

  it("are left out above and below the view, and where they are too narrow", () => {
    expect(bars(undefined, BAR_HEIGHT_CSS_PX, 2 * BAR_HEIGHT_CSS_PX)).toEqual(["get 0+80 at 20", "put 80+80 at 20"]);
    expect(barsInView(index, rangeOf(tree, undefined), 3, 0, 100).map(({ node }) => nameOf(node))).toEqual([
      "root",
      "get",
      "put",
    ]);
  });

  it("are found by a point", () => {
    const at = (x: number, y: number) => {
      const node = nodeAt(index, rangeOf(tree, undefined), 200, x, y);
      return node === undefined ? undefined : nameOf(node);
    };
    expect([at(10, 5), at(79, 25), at(81, 25), at(170, 25), at(10, 45), at(30, 45), at(10, 65), at(10, -1)]).toEqual([
      "root",
      "get",
      "put",
      undefined,
      "query",
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("are walked with arrow keys", () => {
    const go = (node: number, key: FlameKey) => nameOf(nodeInDirection(index, node, key));
    expect([go(0, "ArrowDown"), go(1, "ArrowRight"), go(3, "ArrowLeft"), go(2, "ArrowUp")]).toEqual([
      "get",
      "put",
      "get",
      "get",
    ]);
    expect([go(0, "ArrowUp"), go(0, "ArrowLeft"), go(3, "ArrowRight"), go(2, "ArrowDown")]).toEqual([
      "root",
      "root",
      "put",
      "query",
    ]);
  });

  it("are found by a text, and work below a match is counted once", () => {
    const found = findFlameNodes(view, tree, "ET")!;
    expect([[...found.isFound], found.count, found.workNano]).toEqual([[0, 1, 0, 0], 1, 40e6]);
    const service = findFlameNodes(view, tree, "a")!;
    expect([service.count, service.workNano]).toEqual([3, 100e6]);
    expect(findFlameNodes(view, tree, " ")).toBeUndefined();
  });
});
