// npm run fuzz -- --inputs N: damaged files for every decoder, N of them, the same on every machine. See src/formats/fuzz-decoders.test.ts.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureInstalled, root, run } from "./ensure.mjs";

const { values } = parseArgs({ options: { inputs: { type: "string", default: "100000" }, help: { type: "boolean" } } });
if (values.help || !/^\d+$/.test(values.inputs)) {
  console.log("npm run fuzz -- --inputs N    damaged files for every decoder (default 100000)");
  process.exit(values.help ? 0 : 2);
}
ensureInstalled();
run(
  process.execPath,
  [join(root, "node_modules/vitest/vitest.mjs"), "run", "--project", "today", "src/formats/fuzz-decoders"],
  {
    env: { ...process.env, CAUSEWAY_FUZZ_INPUTS: values.inputs },
  },
);
