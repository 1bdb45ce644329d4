/**
 * A data set on its way to another worker, column by column: each part is a copy small enough that the sender answers other calls
 * in between, and is transferred.
 *
 *   sender    { table: "spans", column: "start", value: Float64Array }, … , { strings }, { files, warnings, epoch }
 *   receiver  DataSetAssembler.take(part) … finish()
 *
 * What only serves to read bytes again stays behind as empty columns: the receiver has no bytes. O(bytes of the columns).
 */
import { StringTable } from "../model/string-table.ts";
import type { DataSet } from "../model/tables.ts";

export interface DataSetPart {
  /** Name in DataSet. */
  readonly table: string;
  /** Name in that table; "" = the value is the whole of it. */
  readonly column: string;
  readonly value: unknown;
}

/** Columns that tell where bytes lie. */
const OF_BYTES: ReadonlySet<string> = new Set(["sourceFile", "sourceOffset", "sourceLength"]);

interface Column extends ArrayBufferView {
  slice(start?: number, end?: number): Column;
}

const isColumn = (value: unknown): value is Column => ArrayBuffer.isView(value) && "slice" in value;

/** Copies of the columns; those of `dataSet` are left as they are. */
export function* dataSetParts(dataSet: DataSet): Generator<DataSetPart, void> {
  for (const [table, content] of Object.entries(dataSet) as [string, unknown][]) {
    if (typeof content !== "object" || content === null || Array.isArray(content)) {
      yield { table, column: "", value: content };
      continue;
    }
    for (const [column, value] of Object.entries(content)) {
      const copy = !isColumn(value) ? value : OF_BYTES.has(column) ? value.slice(0, 0) : value.slice();
      yield { table, column, value: copy };
    }
  }
}

export class DataSetAssembler {
  readonly #tables: Record<string, unknown> = {};

  take({ table, column, value }: DataSetPart): void {
    if (column === "") {
      this.#tables[table] = value;
      return;
    }
    const content = (this.#tables[table] ?? {}) as Record<string, unknown>;
    this.#tables[table] = content;
    content[column] = value;
  }

  /** The data set, once all its parts have come. */
  finish(): DataSet {
    const { strings, ...tables } = this.#tables as unknown as DataSet;
    return { ...tables, strings: new StringTable(strings) };
  }
}
