/**
 * Columns that grow together: one capacity, one length, typed arrays by name.
 *
 *   const links = new GrowableColumns({ span: Int32Array, time: Float64Array });
 *   const row = links.add();  links.columns.span[row] = 7;
 *
 * `columns` is replaced when the table grows: read it again after each add(). Growth doubles, so adding is O(1) on average.
 */
export type ColumnArray =
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

type ColumnConstructor =
  | typeof Int32Array
  | typeof Uint32Array
  | typeof Uint16Array
  | typeof Uint8Array
  | typeof Float64Array;

type Spec = Record<string, ColumnConstructor>;
/** The typed arrays of a spec, by name. */
export type ColumnsOf<S extends Spec> = {
  [K in keyof S]: S[K] extends typeof Int32Array
    ? Int32Array<ArrayBuffer>
    : S[K] extends typeof Uint32Array
      ? Uint32Array<ArrayBuffer>
      : S[K] extends typeof Uint16Array
        ? Uint16Array<ArrayBuffer>
        : S[K] extends typeof Uint8Array
          ? Uint8Array<ArrayBuffer>
          : Float64Array<ArrayBuffer>;
};

const LEAST_ROOM = 256;
const ROOM_AFTER_KEEPING = 1.25;

export class GrowableColumns<S extends Spec> {
  columns: ColumnsOf<S>;
  length = 0;
  /** Rows there is room for. */
  capacity: number;
  readonly #spec: S;

  constructor(spec: S, capacity = 256) {
    this.#spec = spec;
    this.capacity = capacity;
    this.columns = this.#allocate(capacity, undefined);
  }

  /** Adds a row of zeros and returns its number. */
  add(): number {
    if (this.length === this.capacity) this.reserve(this.capacity * 2);
    return this.length++;
  }

  /** Makes room for so many rows in all, where that many are expected. */
  reserve(rows: number): void {
    if (rows <= this.capacity) return;
    // Where there is no memory for it, the table stays as it was.
    this.columns = this.#allocate(rows, this.columns);
    this.capacity = rows;
  }

  /** Takes back all rows from `length` on; they read as zero when added again. */
  truncate(length: number): void {
    for (const name of Object.keys(this.#spec)) (this.columns[name] as ColumnArray).fill(0, length, this.length);
    this.length = length;
  }

  /** Keeps these rows, ascending, and no other; they are numbered anew. */
  keep(rows: Int32Array): void {
    this.columns = this.finish(rows);
    this.length = rows.length;
    this.capacity = rows.length;
    this.reserve(Math.max(LEAST_ROOM, Math.ceil(rows.length * ROOM_AFTER_KEEPING)));
  }

  /** The columns cut to length, in the order of `order` where it is given. */
  finish(order?: Int32Array): ColumnsOf<S> {
    const result: Record<string, ColumnArray> = {};
    for (const name of Object.keys(this.#spec)) {
      const from = this.columns[name] as ColumnArray;
      if (order === undefined) {
        result[name] = from.slice(0, this.length) as ColumnArray;
        continue;
      }
      result[name] = gather(from, order);
    }
    return { ...result } as ColumnsOf<S>;
  }

  #allocate(capacity: number, old: ColumnsOf<S> | undefined): ColumnsOf<S> {
    const columns: Record<string, ColumnArray> = {};
    for (const [name, Column] of Object.entries(this.#spec)) {
      const column = new Column(capacity) as ColumnArray;
      if (old) column.set(old[name] as ColumnArray);
      columns[name] = column;
    }
    // An object that was filled by computed names is a slow dictionary; a copy of it is not.
    return { ...columns } as ColumnsOf<S>;
  }
}

/** The rows of a column in another order. One loop for each type of array: a loop that meets them all is ten times slower. */
function gather(from: ColumnArray, order: Int32Array): ColumnArray {
  if (from instanceof Int32Array) return gatherInt32(from, order);
  if (from instanceof Uint32Array) return gatherUint32(from, order);
  if (from instanceof Float64Array) return gatherFloat64(from, order);
  if (from instanceof Uint16Array) return gatherUint16(from, order);
  return gatherUint8(from, order);
}

function gatherInt32(from: Int32Array, order: Int32Array): Int32Array<ArrayBuffer> {
  const to = new Int32Array(order.length);
  for (let row = 0; row < order.length; row++) to[row] = from[order[row]!]!;
  return to;
}

function gatherUint32(from: Uint32Array, order: Int32Array): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(order.length);
  for (let row = 0; row < order.length; row++) to[row] = from[order[row]!]!;
  return to;
}

function gatherFloat64(from: Float64Array, order: Int32Array): Float64Array<ArrayBuffer> {
  const to = new Float64Array(order.length);
  for (let row = 0; row < order.length; row++) to[row] = from[order[row]!]!;
  return to;
}

function gatherUint16(from: Uint16Array, order: Int32Array): Uint16Array<ArrayBuffer> {
  const to = new Uint16Array(order.length);
  for (let row = 0; row < order.length; row++) to[row] = from[order[row]!]!;
  return to;
}

function gatherUint8(from: Uint8Array, order: Int32Array): Uint8Array<ArrayBuffer> {
  const to = new Uint8Array(order.length);
  for (let row = 0; row < order.length; row++) to[row] = from[order[row]!]!;
  return to;
}
