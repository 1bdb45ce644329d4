import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildTraceView } from "../../analysis/build-trace-view.ts";
import { spansFromText } from "../../model/spans-from-text.ts";
import {
  foldAll,
  foldDeepestLevel,
  foldNone,
  reveal,
  setFolded,
  setSubtreeFolded,
  unfoldHighestLevel,
} from "./fold.ts";
import { nextRow, ordinalOf, rowsOfSpans } from "./match-navigation.ts";
import { buildRowIndex, errorsBelow } from "./row-index.ts";
import { computeVisibleRows, markShown, nearestPosition, Shown } from "./visible-rows.ts";

/*  row 0 root, 1 left, 2 leftmost error, 3 right, 4 deep, 5 deeper, 6 (missing), 7 orphan */
const view = buildTraceView(
  spansFromText(`
    a: root | server 0..100
      a: left | internal 1..10
        a: leftmost | internal 2..9 error
      b: right | server 20..90
        b: deep | internal 30..40
          b: deeper | internal 35..120 error
    c: orphan | server 50..60 parent=beef
  `),
  0,
);
const { rows } = view;
const index = buildRowIndex(view);
const visible = (folded: Uint8Array, shown?: Uint8Array) => [...computeVisibleRows(rows, folded, shown).row];

describe("row index", () => {
  it("knows the times of subtrees, errors and rows of spans", () => {
    expect([index.subtreeFrom[3], index.subtreeTo[3], index.subtreeTo[0], index.subtreeTo[1]]).toEqual([
      20e6, 120e6, 120e6, 10e6,
    ]);
    expect([...index.errorRows]).toEqual([2, 5]);
    expect([0, 1, 2, 3, 5].map((row) => errorsBelow(index, rows, row))).toEqual([2, 1, 0, 1, 0]);
    expect(Array.from(rows.span, (span) => (span === -1 ? 6 : index.rowOfSpan(span)))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7,
    ]);
    expect([index.rowOfSpan(-1), index.rowOfSpan(99), index.maxDepth]).toEqual([-1, -1, 3]);
  });
});

describe("folding", () => {
  it("hides what is below", () => {
    expect(visible(foldNone(rows))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(visible(foldAll(rows))).toEqual([0, 6]);
    expect(visible(setFolded(rows, foldNone(rows), 1, true))).toEqual([0, 1, 3, 4, 5, 6, 7]);
    expect(visible(setFolded(rows, foldAll(rows), 0, false))).toEqual([0, 1, 3, 6]);
  });

  it("leaves rows without children as they are", () => {
    const none = foldNone(rows);
    expect(setFolded(rows, none, 2, true)).toBe(none);
  });

  it("folds and unfolds subtrees", () => {
    const folded = setSubtreeFolded(rows, foldNone(rows), 3, true);
    expect(visible(setFolded(rows, folded, 3, false))).toEqual([0, 1, 2, 3, 4, 6, 7]);
    expect(visible(setSubtreeFolded(rows, foldAll(rows), 0, false))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it("goes level by level, and back", () => {
    let folded = foldNone(rows);
    const steps = [1, 2, 3].map(() => {
      folded = foldDeepestLevel(rows, folded);
      return visible(folded);
    });
    expect(steps).toEqual([
      [0, 1, 2, 3, 4, 6, 7],
      [0, 1, 3, 6, 7],
      [0, 6],
    ]);
    expect(foldDeepestLevel(rows, folded)).toBe(folded);
    expect(visible(unfoldHighestLevel(rows, folded))).toEqual([0, 1, 3, 6, 7]);
    expect(unfoldHighestLevel(rows, foldNone(rows))).toEqual(foldNone(rows));
  });

  it("reveals a row and nothing beside it", () => {
    expect(visible(reveal(rows, foldAll(rows), 5))).toEqual([0, 1, 3, 4, 5, 6]);
    const none = foldNone(rows);
    expect(reveal(rows, none, 5)).toBe(none);
  });

  it("gives every visible row its position, and hidden rows their ancestor's", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: rows.length, maxLength: rows.length, max: 1 }), (folded) => {
        const seen = computeVisibleRows(rows, folded);
        expect(seen.row.every((row, position) => seen.positionOf[row] === position)).toBe(true);
        for (let row = 0; row < rows.length; row++) {
          const nearest = seen.row[nearestPosition(seen, rows, row)]!;
          expect(nearest <= row && row < rows.subtreeEnd[nearest]!).toBe(true);
        }
      }),
    );
  });
});

describe("matches", () => {
  const matches = rowsOfSpans(index, Int32Array.from([rows.span[5]!, rows.span[1]!, 999]));

  it("become rows in order", () => {
    expect([...matches]).toEqual([1, 5]);
  });

  it("keep their ancestors, faint", () => {
    const shown = markShown(rows, matches);
    expect([...shown]).toEqual([1, 2, 0, 1, 1, 2, 0, 0]);
    expect(visible(foldNone(rows), shown)).toEqual([0, 1, 3, 4, 5]);
    expect(markShown(rows, Int32Array.of(0, 5))[0]).toBe(Shown.match);
    expect(markShown(rows, Int32Array.of(5, 0))[0]).toBe(Shown.match);
  });

  it("are visited round and round", () => {
    expect([-1, 0, 1, 3, 5, 7].map((row) => nextRow(matches, row, 1))).toEqual([1, 1, 5, 5, 1, 1]);
    expect([-1, 1, 3, 5, 7].map((row) => nextRow(matches, row, -1))).toEqual([5, 5, 1, 1, 5]);
    expect(nextRow(new Int32Array(0), 3, 1)).toBe(-1);
    expect([ordinalOf(matches, 5), ordinalOf(matches, 4)]).toEqual([2, 0]);
  });
});
