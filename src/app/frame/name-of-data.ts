/** A short name of what is open: the file's, or the first one's and how many more. */
import type { DataSetSummary } from "../../engine/engine-api.ts";
import type { Messages } from "../../views/messages/en.ts";

export function nameOfData({ files }: DataSetSummary, { frame }: Messages): string {
  const first = files[0]?.name.split("/").at(-1) ?? "";
  return files.length > 1 ? frame.nameAndMore(first, files.length - 1) : first;
}
