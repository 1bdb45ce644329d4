/** `causeway export FILE...`: the spans of the files as OTLP/JSON on the standard output. */
import { once } from "node:events";
import { parseArgs } from "node:util";
import { encodeOtlpJson } from "../formats/encode-otlp.ts";
import { isUsable, printWarnings, readInputs } from "./read-inputs.ts";

export const EXPORT_USAGE = `causeway export FILE...        write the spans of all files as one OTLP/JSON object to the standard output
    --format otlp-json         (the only format)`;

/** @returns the exit status: 0, or 2 where the input or the arguments are unusable */
export async function exportFiles(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { format: { type: "string", default: "otlp-json" } },
    allowPositionals: true,
  });
  if (values.format !== "otlp-json") {
    console.error(`--format ${values.format}: export writes otlp-json.`);
    return 2;
  }
  const inputs = await readInputs(positionals, "export");
  if (!inputs) return 2;
  printWarnings(inputs);
  if (!isUsable(inputs)) return 2;
  const { dataSet, retained } = inputs;
  const rows = Int32Array.from({ length: dataSet.spans.length }, (_, row) => row);
  for await (const piece of encodeOtlpJson(dataSet, retained, rows)) {
    if (!process.stdout.write(piece)) await once(process.stdout, "drain");
  }
  process.stdout.write("\n");
  return 0;
}
