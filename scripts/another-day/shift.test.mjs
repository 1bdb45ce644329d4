import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { testsThatTouchTime } from "./files.mjs";

const shift = new URL("shift.mjs", import.meta.url).href;
/** What a Node process prints that starts another one. */
const PRINT = `console.log(JSON.stringify([
  Math.round((Date.now() - performance.timeOrigin - performance.now()) / 86_400_000),
  Math.round((new Date() - performance.timeOrigin - performance.now()) / 86_400_000),
  new Date(2026, 0, 1).getTimezoneOffset(), new Date(0).toISOString(), (1234.5).toLocaleString(), (1234.5).toLocaleString("en")
]))`;

describe("another day", () => {
  it("reaches the processes that a process starts", () => {
    const starts = `console.log(require("child_process").execFileSync(process.execPath, ["-e", ${JSON.stringify(PRINT)}]).toString())`;
    const printed = execFileSync(process.execPath, ["--import", shift, "-e", starts], { encoding: "utf8" });
    expect(JSON.parse(printed)).toEqual([400, 400, -825, "1970-01-01T00:00:00.000Z", "1.234,5", "1,234.5"]);
  });

  it("is there for tests that read the clock themselves or by what they import, and for no other", () => {
    const tests = testsThatTouchTime(`${import.meta.dirname}/../..`, ["src", "scripts"]);
    expect(tests).toContain("scripts/another-day/shift.test.mjs");
    expect(tests).toContain("src/collector/store/retention.test.ts");
    expect(tests).toContain("src/cli/start.test.ts");
    expect(tests).not.toContain("src/formats/gunzip.test.ts");
    expect(tests).not.toContain("src/cli/go-example.test.ts");
  });
});
