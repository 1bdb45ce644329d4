/** `causeway inspect FILE...`: what is in the files, as text or as the `input` object of a report. */
import { parseArgs } from "node:util";
import { describeInput } from "../diagnosis/report.ts";
import { printInput } from "./print-input.ts";
import { isUsable, readInputs } from "./read-inputs.ts";

export const INSPECT_USAGE = `causeway inspect FILE...       say what is in the files (- reads the standard input)
    --format text|json         as text (default) or as the "input" object of a report`;

/** @returns the exit status: 0, or 2 where the input or the arguments are unusable */
export async function inspect(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { format: { type: "string", default: "text" } },
    allowPositionals: true,
  });
  const { format } = values;
  if (format !== "text" && format !== "json") {
    console.error(`--format ${format}: inspect prints text or json.`);
    return 2;
  }
  const inputs = await readInputs(positionals, "inspect");
  if (!inputs) return 2;
  const report = describeInput(inputs.dataSet);
  console.log(format === "json" ? JSON.stringify(report, null, 2) : printInput(report));
  return isUsable(inputs) ? 0 : 2;
}
