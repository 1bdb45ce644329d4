/** Opens the files of a command; says why where it cannot. */
import { type DecodedFiles, decodeFiles } from "../formats/open-files.ts";
import { FileError, fileSource } from "./file-source.ts";
import { warningLine } from "./print-input.ts";

/** @returns undefined where nothing usable came, after saying so on the standard error */
export async function readInputs(paths: readonly string[], command: string): Promise<DecodedFiles | undefined> {
  if (paths.length === 0) {
    console.error(`causeway ${command}: name at least one file, or - for the standard input.`);
    return undefined;
  }
  try {
    const sources = [];
    for (const path of paths) sources.push(await fileSource(path));
    return await decodeFiles(sources, {});
  } catch (failure) {
    if (!(failure instanceof FileError)) throw failure;
    console.error(failure.message);
    return undefined;
  }
}

/** Whether there is anything to work on. If not, the warnings say why. */
export function isUsable({ dataSet }: DecodedFiles): boolean {
  return dataSet.spans.length > 0 || dataSet.logs.length > 0;
}

export function printWarnings({ dataSet }: DecodedFiles): void {
  for (const warning of dataSet.warnings) console.error(warningLine(warning));
}
