/** Where the sample traces beside the repository lie; for tests. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** The folder of sample traces, undefined where it is absent. */
export function sharedTraces(): string | undefined {
  const folders = [process.env.CAUSEWAY_SHARED, "../shared", "../../shared"];
  return folders
    .filter((folder) => folder !== undefined)
    .map((folder) => resolve(folder, "traces"))
    .find((folder) => existsSync(folder));
}
