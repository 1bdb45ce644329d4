import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { FAULTS } from "../../demo/faults/table.ts";
import { ALL_RULES } from "./all-rules.ts";
import { buildRulesDoc } from "./rules-doc.ts";

const file = fileURLToPath(new URL("../../../docs/rules.md", import.meta.url));

describe("docs/rules.md", () => {
  it("is what the rules say (UPDATE_DOCS=1 writes it)", () => {
    if (process.env.UPDATE_DOCS) writeFileSync(file, buildRulesDoc());
    expect(existsSync(file) && readFileSync(file, "utf8")).toBe(buildRulesDoc());
  });

  it("names every fault of the demo under the rule that must find it, and nothing else", () => {
    const causes = new Map(FAULTS.map(({ id, cause }) => [id, cause]));
    for (const { id, demo } of ALL_RULES) {
      for (const each of [...demo.faults, ...demo.innocents]) expect(causes.has(each), each).toBe(true);
      if (id !== "lost-context") for (const fault of demo.faults) expect(causes.get(fault)).toBe(id);
    }
    const documented = ALL_RULES.flatMap(({ demo }) => demo.faults).sort();
    expect(documented).toEqual(FAULTS.flatMap(({ id, kind }) => (kind === "fault" ? [id] : [])).sort());
  });
});
