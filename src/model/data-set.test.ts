import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataSetBuilder } from "./data-set-builder.ts";
import { Repair } from "./enums.ts";
import { traceIdToHex } from "./ids.ts";
import { spansFromText } from "./spans-from-text.ts";
import { StringTableBuilder } from "./string-table.ts";
import type { DataSet } from "./tables.ts";

/** The parent of each span by name, as drawn. */
const parents = ({ spans, strings }: DataSet) =>
  Object.fromEntries(
    Array.from(spans.name, (name, row) => [
      strings.get(name),
      spans.parent[row] === -1 ? "" : strings.get(spans.name[spans.parent[row]!]!),
    ]),
  );

describe("a data set drawn as text", () => {
  it("sorts spans by trace and start, and finds parents whatever their order", () => {
    const set = spansFromText(`
      b: late | server 5..9
        b: inner | internal 6..7

      a: early | server 0..4 error
    `);
    expect([...set.spans.name].map((name) => set.strings.get(name))).toEqual(["early", "late", "inner"]);
    expect(parents(set)).toEqual({ early: "", late: "", inner: "late" });
    expect([...set.traces.count]).toEqual([1, 2]);
    expect([...set.traces.errorCount]).toEqual([1, 0]);
    expect(set.traces.duration[1]).toBe(4e6);
  });

  it("tells roots from orphans", () => {
    const { traces } = spansFromText(`
      a: root | server 0..9
        a: child | internal 1..2
      b: orphan | server 3..4 parent=abcd
      c: second | server 5..6
    `);
    expect([traces.length, traces.rootCount[0], traces.orphanCount[0]]).toEqual([1, 2, 1]);
  });

  it("cuts cycles at their earliest span and self parents, and marks both", () => {
    const set = spansFromText(`
      a: first | internal 0..9 id=a parent=c
      a: second | internal 1..8 id=b parent=a
      a: third | internal 2..7 id=c parent=b
      a: own | internal 3..4 id=d parent=d
    `);
    expect(parents(set)).toEqual({ first: "", second: "first", third: "second", own: "" });
    expect([...set.spans.repairs]).toEqual([Repair.cycleCut, 0, 0, Repair.selfParent]);
    expect([set.traces.rootCount[0], set.traces.orphanCount[0]]).toEqual([0, 0]);
  });

  it("makes the server half of a shared span the child of its client half", () => {
    const set = spansFromText(`
      a: call | client 0..9 id=5
      b: serve | server 1..8 id=5
      b: work | internal 2..3 id=6 parent=5
      a: copy | internal 2..4 id=6
    `);
    expect(parents(set)).toEqual({ call: "", serve: "call", work: "serve", copy: "" });
    expect(set.spans.repairs[3]).toBe(Repair.duplicateId);
  });

  it("resolves links into other traces", () => {
    const set = spansFromText(`
      a: send | producer 0..1 id=7

      b: receive | consumer 2..3 link=1/7
      b: stray | consumer 4..5 link=99/7
    `);
    expect([...set.links.target]).toEqual([0, -1]);
    expect(traceIdToHex(0, 0, 0, 0x99)).toBe(`${"0".repeat(30)}99`);
  });

  it("keeps unknown times unknown and sorts them last", () => {
    const set = spansFromText(`
      a: unknown | internal ?..?
      a: known | internal 1..?
    `);
    expect([...set.spans.start].map(Number.isNaN)).toEqual([false, true]);
    expect(set.traces.duration[0]).toBe(0);
  });

  it("keeps side tables with their spans, and can go on after finish", () => {
    const builder = new DataSetBuilder();
    for (const second of [30, 10, 20]) {
      const row = builder.beginSpan();
      builder.spans.columns.trace[row] = builder.traceIds.add(0, 0, 0, 1);
      builder.spans.columns.spanIdLow[row] = second;
      builder.spans.columns.start[row] = builder.timeOffset(second, 0);
      for (let event = 0; event < second / 10; event++) builder.addEvent(second, builder.strings.intern(`e${second}`));
      builder.finish();
    }
    const dropped = builder.beginSpan();
    builder.addEvent(1, 0);
    builder.dropSpan(dropped);
    const { spans, events, strings } = builder.finish();
    expect([...spans.eventFirst]).toEqual([0, 1, 3, 6]);
    expect([...events.name].map((name) => strings.get(name))).toEqual(["e10", "e20", "e20", "e30", "e30", "e30"]);
  });
});

describe("StringTable", () => {
  it("gives equal strings one number and gives them back", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" })), (texts) => {
        const builder = new StringTableBuilder();
        const indexes = texts.map((text) => builder.intern(text));
        const table = builder.finish();
        expect(indexes.map((index) => table.get(index))).toEqual(texts);
        expect(new Set(indexes).size).toBe(new Set(texts).size);
      }),
    );
  });

  it("survives growing past its first capacity", () => {
    const builder = new StringTableBuilder();
    const indexes = Array.from({ length: 20_000 }, (_, number) => builder.intern(`string ${number}`));
    const table = builder.finish();
    expect(indexes.every((index, number) => table.get(index) === `string ${number}`)).toBe(true);
    expect(builder.intern("string 5")).toBe(indexes[5]);
  });
});
