/** Turns the notes on a file into warnings, with the line of each first case: newlines are counted only where there is a note. */
import type { ByteSource } from "../model/byte-source.ts";
import type { WarningCollector } from "../model/warning.ts";
import type { FileNote, FileNotes } from "./file-notes.ts";

const STEP = 8 << 20;
const NEWLINE = 0x0a;

/** @param source the decompressed bytes that the notes' offsets count in */
export async function addNotes(warnings: WarningCollector, source: ByteSource, notes: FileNotes): Promise<void> {
  const list = notes.list();
  const lines = await linesOf(source, list);
  for (const note of list) {
    const { code, severity, message, offset, count } = note;
    const line = lines.get(note);
    warnings.add(
      {
        code,
        severity,
        file: source.name,
        message: message.text,
        said: message,
        ...(offset === undefined ? {} : { offset }),
        ...(line === undefined ? {} : { line }),
      },
      count,
    );
  }
}

async function linesOf(source: ByteSource, notes: readonly FileNote[]): Promise<Map<FileNote, number>> {
  const lines = new Map<FileNote, number>();
  const located = notes.filter((note) => note.offset !== undefined).sort((a, b) => a.offset! - b.offset!);
  let line = 1;
  let at = 0;
  let chunk = new Uint8Array(0);
  let chunkStart = 0;
  for (const note of located) {
    while (at < note.offset!) {
      if (at >= chunkStart + chunk.length) {
        chunkStart = at;
        chunk = await source.read(at, Math.min(at + STEP, source.size)).catch(() => new Uint8Array(0));
        if (chunk.length === 0) return lines;
      }
      const end = Math.min(note.offset! - chunkStart, chunk.length);
      for (let byte = at - chunkStart; byte < end; byte++) if (chunk[byte] === NEWLINE) line++;
      at = chunkStart + end;
    }
    lines.set(note, line);
  }
  return lines;
}
