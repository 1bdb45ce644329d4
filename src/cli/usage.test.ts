import { expect, it } from "vitest";
import { helpAskedFor, USAGE } from "./usage.ts";

it.each([["--help"], ["-h"], ["help"], ["--port", "1", "--help"], ["nonsense", "--help"]])(
  "%s is help with every command",
  (...given) => {
    expect(helpAskedFor(given)).toBe(USAGE);
  },
);

it.each(["start", "check", "inspect", "export"])("%s --help is that command's own", (command) => {
  for (const given of [
    [command, "--help"],
    [command, "a.json", "-h"],
    ["help", command],
  ]) {
    expect(helpAskedFor(given)).toMatch(new RegExp(`^Usage: causeway ${command} `));
    expect(helpAskedFor(given)!.match(/^ *causeway /gm) ?? []).toEqual([]);
  }
});

it("is not asked for by a file of that name, or by nothing", () => {
  expect(helpAskedFor(["check", "--", "--help"])).toBeUndefined();
  expect(helpAskedFor([])).toBeUndefined();
});
