import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spansFromText } from "../model/spans-from-text.ts";
import { buildTraceView } from "./build-trace-view.ts";
import { buildFlameTree } from "./flame-tree.ts";

/** "name xCOUNT start+work" of each node, indented, in milliseconds. */
function drawn(text: string): string[] {
  const view = buildTraceView(spansFromText(text), 0);
  const tree = buildFlameTree(view);
  return Array.from({ length: tree.length }, (_, node) => {
    const name = view.names[tree.name[node]!] ?? "(missing)";
    const place = `${tree.startNano[node]! / 1e6}+${tree.workNano[node]! / 1e6}`;
    return `${"  ".repeat(tree.depth[node]!)}${name} x${tree.spanCount[node]} ${place}`;
  });
}

describe("the flame tree", () => {
  it("makes one node of spans of the same service and name on the same path", () => {
    expect(
      drawn(`
        a: root | server 0..100
          a: get | client 10..30
            b: query | client 15..25
          a: get | client 40..60
            b: query | client 41..59
          b: get | client 70..80
      `),
    ).toEqual(["root x1 0+100", "  get x2 0+40", "    query x2 0+28", "  get x1 40+10"]);
  });

  it("adds up calls made at the same time", () => {
    expect(
      drawn(`
        a: root | server 0..10
          a: left | client 0..10
          a: right | client 0..10
      `),
    ).toEqual(["root x1 0+20", "  left x1 0+10", "  right x1 10+10"]);
  });

  it("keeps orphans under the parent that is not in the data, and unknown times without width", () => {
    expect(
      drawn(`
        a: root | server 0..10
        b: orphan | server 20..25 parent=beef
          b: open | client 21..?
      `),
    ).toEqual(["root x1 0+10", "(missing) x0 10+5", "  orphan x1 10+5", "    open x1 10+0"]);
  });

  it("points to the longest span of a node", () => {
    const view = buildTraceView(
      spansFromText("a: r | server 0..9\n  a: x | client 0..?\n  a: x | client 1..4\n  a: x | client 5..7"),
      0,
    );
    const tree = buildFlameTree(view);
    expect(view.rows.duration[tree.longestRow[1]!]).toBe(3e6);
  });

  it("fits children into their parents side by side, whatever the tree", () => {
    const span = fc.record({
      parent: fc.nat(30),
      start: fc.nat(100),
      length: fc.nat(60),
      name: fc.constantFrom("x", "y"),
    });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 30 }), (spans) => {
        const lines = spans.map(
          ({ parent, start, length, name }, at) =>
            `a: ${name} | client ${start}..${start + length} id=${(at + 2).toString(16)} parent=${((parent % (at + 1)) + 1).toString(16)}`,
        );
        const tree = buildFlameTree(
          buildTraceView(spansFromText(["", "a: root | server 0..100 id=1", ...lines].join("\n")), 0),
        );
        const end = (node: number) => tree.startNano[node]! + tree.workNano[node]!;
        for (let node = 0; node < tree.length; node++) {
          const parent = tree.parent[node]!;
          expect(tree.selfNano[node]).toBeGreaterThanOrEqual(0);
          if (parent === -1) continue;
          expect(tree.startNano[node]).toBeGreaterThanOrEqual(tree.startNano[parent]!);
          expect(end(node)).toBeLessThanOrEqual(end(parent));
        }
      }),
    );
  });
});
