/**
 * Lets traces go from a data set that is still being built, in place: their rows, and the files that nothing points to any more.
 *
 *   spans  a b a c a b   keep a, c   a a c a      strings, resources and scopes stay as they are: what decodes goes on with them
 *   files  0 0 1 1 2 2   ─────────►  0 0 1 1      (file 0, 1, 2 held only b: they are numbered anew)
 *
 * O(rows).
 */
import type { RawDataSet } from "./raw-data-set.ts";

export interface KeptNumbers {
  /** By the former number of a trace: its present one, -1 = gone. */
  readonly traces: Int32Array;
  /** Former numbers of the files that are left, ascending. */
  readonly files: readonly number[];
}

/** @param isKept by the builder's trace number @param isLogKept by the builder's row */
export function keepTraces(
  builder: RawDataSet,
  isKept: (trace: number) => boolean,
  isLogKept: (row: number) => boolean,
): KeptNumbers {
  const { spans, logs, hotAttributes, events, links } = builder;
  const spanRows = rowsWhere(spans.length, (row) => isKept(spans.columns.trace[row]!));
  const logRows = rowsWhere(logs.length, isLogKept);
  keepSide(hotAttributes, spans.columns.hotFirst, spans.length, spanRows);
  keepSide(events, spans.columns.eventFirst, spans.length, spanRows);
  keepSide(links, spans.columns.linkFirst, spans.length, spanRows);
  spans.keep(spanRows);
  logs.keep(logRows);
  const traces = renumberTraces(builder);
  return { traces, files: renumberFiles(builder) };
}

function rowsWhere(length: number, isKept: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(length);
  let kept = 0;
  for (let row = 0; row < length; row++) if (isKept(row)) rows[kept++] = row;
  return rows.slice(0, kept);
}

/** The kept spans' rows of a side table; writes where each one's begin. */
function keepSide(
  side: { readonly length: number; keep(rows: Int32Array): void },
  first: Uint32Array,
  length: number,
  spanRows: Int32Array,
): void {
  const rows = new Int32Array(side.length);
  let kept = 0;
  for (const row of spanRows) {
    const from = first[row]!;
    const end = row + 1 < length ? first[row + 1]! : side.length;
    // Ascending rows: this one's former place is not read again.
    first[row] = kept;
    for (let at = from; at < end; at++) rows[kept++] = at;
  }
  side.keep(rows.slice(0, kept));
}

/** Ids that spans, links or log records name stay. */
function renumberTraces({ traceIds, spans, links, logs }: RawDataSet): Int32Array {
  const columns = [spans, links, logs].map(({ columns: { trace }, length }) => ({ trace, length }));
  const isUsed = new Uint8Array(traceIds.length);
  for (const { trace, length } of columns) {
    for (let row = 0; row < length; row++) if (trace[row] !== -1) isUsed[trace[row]!] = 1;
  }
  const { present, numbers } = numberAnew(isUsed);
  for (const { trace, length } of columns) {
    for (let row = 0; row < length; row++) if (trace[row] !== -1) trace[row] = present[trace[row]!]!;
  }
  traceIds.keep(numbers);
  return present;
}

function renumberFiles({ files, spans, logs, resources, scopes }: RawDataSet): number[] {
  const columns = [spans, logs, resources, scopes].map(({ columns: { sourceFile }, length }) => ({
    sourceFile,
    length,
  }));
  const isUsed = new Uint8Array(files.length);
  for (const { sourceFile, length } of columns) {
    for (let row = 0; row < length; row++) if (sourceFile[row] !== -1) isUsed[sourceFile[row]!] = 1;
  }
  const { present, numbers } = numberAnew(isUsed);
  for (const { sourceFile, length } of columns) {
    for (let row = 0; row < length; row++) if (sourceFile[row] !== -1) sourceFile[row] = present[sourceFile[row]!]!;
  }
  const left = [...numbers];
  files.splice(0, files.length, ...left.map((file) => files[file]!));
  return left;
}

function numberAnew(isUsed: Uint8Array) {
  const present = new Int32Array(isUsed.length).fill(-1);
  const numbers = rowsWhere(isUsed.length, (at) => isUsed[at] === 1);
  for (let at = 0; at < numbers.length; at++) present[numbers[at]!] = at;
  return { present, numbers };
}
