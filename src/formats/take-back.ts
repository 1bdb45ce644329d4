/** Takes back the rows of a file from an offset on, newest first. */
import type { FileContext } from "./decode-session.ts";

export function takeBackRows({ builder, file, notes }: FileContext, offset: number): void {
  const { spans, logs } = builder;
  const isBeyond = (table: typeof spans | typeof logs) => {
    const row = table.length - 1;
    if (row < 0 || table.columns.sourceFile[row] !== file) return false;
    return table.columns.sourceOffset[row]! + table.columns.sourceLength[row]! > offset;
  };
  while (isBeyond(spans)) builder.dropSpan(spans.length - 1);
  notes.takeBack("no-span", offset);
  while (isBeyond(logs)) logs.truncate(logs.length - 1);
}
