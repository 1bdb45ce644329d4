/** What a newcomer opens first: each recorded demo must be told its own fault, and its intact side none. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diagnose } from "../diagnosis/report.ts";
import { memorySource } from "../formats/memory-source.ts";
import { decodeFiles } from "../formats/open-files.ts";

const recordings = new URL("../../public/demo/", import.meta.url);
const truths = new URL("../demo/fixtures/", import.meta.url);
const ids = readdirSync(recordings)
  .filter((file) => file.endsWith(".jsonl"))
  .map((file) => file.replace(".jsonl", ""));

interface Truth {
  readonly faults: readonly { readonly cause: string; readonly edge: { readonly from: string; readonly to: string } }[];
}

describe.each(ids)("recorded %s", (id) => {
  it("is told what its truth names, and nothing else", async () => {
    const bytes = new Uint8Array(readFileSync(new URL(`${id}.jsonl`, recordings)));
    const { dataSet } = await decodeFiles([memorySource(id, bytes)], {});
    const { faults } = JSON.parse(readFileSync(new URL(`${id}.truth.json`, truths), "utf8")) as Truth;
    const found = diagnose(dataSet).findings.filter(({ severity }) => severity !== "info");
    expect(found.filter(({ environment }) => environment !== "broken")).toEqual([]);
    const causes = [...new Set(found.map(({ cause }) => cause))].sort();
    expect(causes).toEqual([...new Set(faults.map(({ cause }) => cause))].sort());
  });
});
