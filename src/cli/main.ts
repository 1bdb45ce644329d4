#!/usr/bin/env node
/** The command line: `causeway COMMAND …`. Without a command, or with options alone, it is `start`. */
import { CHECK_USAGE, check } from "./check.ts";
import { EXPORT_USAGE, exportFiles } from "./export.ts";
import { INSPECT_USAGE, inspect } from "./inspect.ts";
import { start } from "./start.ts";
import { START_USAGE } from "./start-options.ts";

/** A command gives its exit status; undefined: it goes on running. */
type Command = (args: readonly string[]) => Promise<number | undefined>;

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["start", start],
  ["check", check],
  ["inspect", inspect],
  ["export", exportFiles],
]);

const USAGE = `Usage: causeway COMMAND

${[START_USAGE, CHECK_USAGE, INSPECT_USAGE, EXPORT_USAGE].join("\n")}

Exit status: 0 fine, 1 findings (check), 2 unusable input or arguments.`;

async function main(given: readonly string[]): Promise<number | undefined> {
  const isHelp = ["--help", "-h", "help"].includes(given[0] ?? "");
  const [name = "start", ...args] = isHelp || !given[0]?.startsWith("-") ? given : ["start", ...given];
  if (isHelp) {
    console.log(USAGE);
    return 0;
  }
  const command = COMMANDS.get(name);
  if (!command) {
    console.error(`causeway ${name}: there is no such command.\n\n${USAGE}`);
    return 2;
  }
  try {
    return await command(args);
  } catch (failure) {
    // parseArgs explains what it does not understand.
    if (!(failure instanceof TypeError && "code" in failure)) throw failure;
    console.error(`causeway ${name}: ${failure.message}`);
    return 2;
  }
}

// A reader that has seen enough (head, less) is no failure.
process.stdout.on("error", (failure: NodeJS.ErrnoException) => {
  if (failure.code !== "EPIPE") throw failure;
  process.exit(0);
});

const status = await main(process.argv.slice(2));
if (status !== undefined) process.exitCode = status;
