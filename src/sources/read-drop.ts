/** Files out of a drop or a paste, folders opened up. */
import type { NamedBytes } from "./named-bytes.ts";

/** More files than this in a dropped folder are a mistake (a node_modules, a home folder). */
const MOST_FILES = 2_000;

/**
 * The files of a drop; those of folders too, named by their path. Must be called inside the event handler: the browser
 * empties the transfer when the handler returns.
 */
export function readTransfer(transfer: DataTransfer): Promise<readonly NamedBytes[]> {
  const entries: FileSystemEntry[] = [];
  const files: File[] = [];
  for (const item of transfer.items) {
    if (item.kind !== "file") continue;
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory) entries.push(entry);
    else if (file) files.push(file);
  }
  return collect(files, entries);
}

export function nameFiles(files: Iterable<File>): readonly NamedBytes[] {
  return Array.from(files, (file) => ({ name: file.name, blob: file }));
}

async function collect(files: readonly File[], folders: FileSystemEntry[]): Promise<readonly NamedBytes[]> {
  const found: NamedBytes[] = [...nameFiles(files)];
  const waiting = [...folders];
  for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
    if (found.length >= MOST_FILES) break;
    if (entry.isDirectory) waiting.push(...(await childrenOf(entry as FileSystemDirectoryEntry)));
    else if (!entry.name.startsWith(".")) found.push(await fileOf(entry as FileSystemFileEntry));
  }
  return found;
}

function fileOf(entry: FileSystemFileEntry): Promise<NamedBytes> {
  return new Promise((resolve, reject) => {
    entry.file((file) => resolve({ name: entry.fullPath.replace(/^\//, ""), blob: file }), reject);
  });
}

/** readEntries gives at most 100 at a time; an empty answer is the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return children.sort((a, b) => (a.name < b.name ? -1 : 1));
    children.push(...some);
  }
}
