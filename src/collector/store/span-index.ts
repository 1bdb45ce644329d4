/**
 * The DuckDB file: rows to search by, written in groups, each in one transaction with how far the bodies are indexed. What is not indexed
 * when the process ends is found in the bodies behind that place at the next start.
 */
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from "@duckdb/node-api";
import { withoutRecords } from "../ingest/record-writer.ts";
import { appendBatches, appendOperations } from "./append-batches.ts";
import type { QueuedBatch } from "./index-queue.ts";
import {
  type DatabaseOptions,
  isDiskFull,
  type OpenedDatabase,
  openDatabase,
  setDatabaseAside,
} from "./open-database.ts";
import { type NumberedOperation, OperationIndex } from "./operation-index.ts";

/** Everything in the bodies before this place has its rows. */
export interface Progress {
  readonly segment: number;
  readonly offset: number;
  /** The newest batch that was indexed; its number is never given again. */
  readonly batch: bigint;
}

export class SpanIndex {
  readonly #options: DatabaseOptions;
  #instance: DuckDBInstance;
  #writer: DuckDBConnection;
  operations = new OperationIndex();
  /** Where a damaged file was put, whose rows are to be made again. */
  aside: string | undefined;
  /** No other store has it. */
  id = "";
  progress: Progress = { segment: 0, offset: 0, batch: 0n };
  /** The newest work that writes: each waits for the one before. */
  #turn: Promise<void> = Promise.resolve();
  /** Questions wait for it. */
  #opening: Promise<void> | undefined;

  private constructor(options: DatabaseOptions, instance: DuckDBInstance, writer: DuckDBConnection) {
    this.#options = options;
    this.#instance = instance;
    this.#writer = writer;
  }

  /** @throws StoreUnusableError */
  static async open(options: DatabaseOptions): Promise<SpanIndex> {
    const { instance, aside } = await openDatabase(options);
    const index = new SpanIndex(options, instance, await instance.connect());
    index.aside = aside;
    try {
      await index.#load();
    } catch (failure) {
      if (options.folder === undefined || isDiskFull((failure as Error).message)) throw failure;
      await index.beginAnew(failure as Error);
    }
    return index;
  }

  /** Puts the damaged file aside; an empty one takes its place. */
  beginAnew(damage: Error): Promise<void> {
    return this.#openAgain(() => {
      this.aside = setDatabaseAside(this.#options, damage);
      return openDatabase(this.#options);
    });
  }

  /** Reads all rows. @throws what DuckDB says of a damaged one */
  async probe(): Promise<void> {
    for (const table of ["batch", "operation", "span", "log"]) {
      await this.query(`SELECT bit_xor(hash(COLUMNS(*))) FROM ${table}`);
    }
  }

  /** Rows of a query, on a connection of its own. 64-bit values are bigint. */
  async query(sql: string, values?: DuckDBValue[]): Promise<DuckDBValue[][]> {
    await this.#opening;
    const connection = await this.#instance.connect();
    try {
      return (await connection.runAndReadAll(sql, values)).getRows();
    } finally {
      connection.closeSync();
    }
  }

  /** Runs work that writes while nobody else does. */
  exclusively<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const run = this.#turn.then(() => work(this.#writer));
    this.#turn = run.then(
      () => {},
      () => {},
    );
    return run;
  }

  /** Writes the rows of these batches, whole or not at all. */
  commit(group: readonly QueuedBatch[]): Promise<void> {
    return this.exclusively(async (writer) => {
      const added: NumberedOperation[] = [];
      const operations = group.map(({ batch }) => this.operations.numbersOf(batch.operations, added));
      const progress = progressAfter(this.progress, group);
      try {
        await writer.run("BEGIN");
        await appendOperations(writer, added);
        await appendBatches(writer, group, operations);
        await writeProgress(writer, progress);
        await writer.run("COMMIT");
        this.progress = progress;
      } catch (failure) {
        this.operations.takeBack(added);
        await writer.run("ROLLBACK").catch(() => {});
        throw failure;
      }
    });
  }

  /** Notes a batch as indexed without records: its bytes are kept until they are too old. */
  passOver(queued: QueuedBatch): Promise<void> {
    return this.commit([{ ...queued, batch: withoutRecords(queued.batch) }]);
  }

  /** After a failed write (a full disk) DuckDB may refuse everything until the file is opened anew. */
  reopen(): Promise<void> {
    if (this.#options.folder === undefined) return Promise.resolve();
    return this.#openAgain(() => openDatabase(this.#options, false));
  }

  #openAgain(open: () => Promise<OpenedDatabase>): Promise<void> {
    return this.exclusively(() => {
      const opened = (async () => {
        this.#writer.closeSync();
        this.#instance.closeSync();
        this.#instance = (await open()).instance;
        this.#writer = await this.#instance.connect();
        await this.#load();
      })();
      this.#opening = opened.catch(() => {});
      return opened;
    });
  }

  /** Reads the operations again, some of which were deleted. */
  async reloadOperations(connection: DuckDBConnection): Promise<void> {
    this.operations = await OperationIndex.load(connection);
  }

  async close(): Promise<void> {
    await this.#turn;
    this.#writer.closeSync();
    this.#instance.closeSync();
  }

  async #load(): Promise<void> {
    await this.reloadOperations(this.#writer);
    const reader = await this.#writer.runAndReadAll("SELECT store.id, segment, place, batch FROM store, progress");
    const [row] = reader.getRows();
    if (!row) throw new Error("The database is truncated: it does not say how far it goes");
    const [id, segment, offset, batch] = row as [string, number, bigint, bigint];
    this.id = id;
    this.progress = { segment, offset: Number(offset), batch };
  }
}

function progressAfter(before: Progress, group: readonly QueuedBatch[]): Progress {
  let { batch } = before;
  for (const { id } of group) if (id > batch) batch = id;
  const place = group.at(-1)?.place;
  return place ? { segment: place.segment, offset: place.offset + place.length, batch } : { ...before, batch };
}

async function writeProgress(writer: DuckDBConnection, { segment, offset, batch }: Progress): Promise<void> {
  await writer.run(`UPDATE progress SET segment = ${segment}, place = ${offset}, batch = ${batch}`);
}
