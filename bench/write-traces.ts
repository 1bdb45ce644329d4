/** Generated traces into a file of any size: lines go out as they are made. */

import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { type GeneratedShape, generateOtlpLines } from "./generate-traces.ts";

export async function writeTraces(path: string, shape: GeneratedShape): Promise<void> {
  const file = createWriteStream(path);
  for (const line of generateOtlpLines(shape)) {
    if (!file.write(line)) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}
