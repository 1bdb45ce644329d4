#!/usr/bin/env node
/** The command line: `causeway COMMAND …`. Without a command, or with options alone, it is `start`. */
import { check } from "./check.ts";
import { exportFiles } from "./export.ts";
import { inspect } from "./inspect.ts";
import { start } from "./start.ts";
import { helpAskedFor, USAGE } from "./usage.ts";

/** A command gives its exit status; undefined: it goes on running. */
type Command = (args: readonly string[]) => Promise<number | undefined>;

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["start", start],
  ["check", check],
  ["inspect", inspect],
  ["export", exportFiles],
]);

async function main(given: readonly string[]): Promise<number | undefined> {
  const help = helpAskedFor(given);
  if (help !== undefined) {
    console.log(help);
    return 0;
  }
  const [name = "start", ...args] = given[0]?.startsWith("-") ? ["start", ...given] : given;
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
