/** What --help prints: of a command its own usage, of the whole all of them. */
import { CHECK_USAGE } from "./check.ts";
import { EXPORT_USAGE } from "./export.ts";
import { INSPECT_USAGE } from "./inspect.ts";
import { START_USAGE } from "./start-options.ts";

const USAGES: ReadonlyMap<string, string> = new Map([
  ["start", START_USAGE],
  ["check", CHECK_USAGE],
  ["inspect", INSPECT_USAGE],
  ["export", EXPORT_USAGE],
]);

const EXIT_STATUS = "Exit status: 0 fine, 1 findings (check), 2 unusable input or arguments.";

export const USAGE = `Usage: causeway COMMAND

${[...USAGES.values()].join("\n")}

${EXIT_STATUS}`;

const HELP: ReadonlySet<string> = new Set(["--help", "-h"]);

/** @returns what to print where the arguments ask for help, wherever they do; what follows "--" is a file's name */
export function helpAskedFor(given: readonly string[]): string | undefined {
  const end = given.indexOf("--");
  const options = end === -1 ? given : given.slice(0, end);
  if (given[0] !== "help" && !options.some((option) => HELP.has(option))) return undefined;
  const command = given[0] === "help" ? given[1] : given[0];
  const usage = USAGES.get(command ?? "");
  return usage === undefined ? USAGE : `Usage: ${usage}\n\n${EXIT_STATUS}`;
}
