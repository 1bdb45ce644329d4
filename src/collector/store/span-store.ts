/**
 * The store: one DuckDB file. Requests are committed in groups, and each is acknowledged after the commit that holds it:
 *
 *   append(a) append(b) append(c)     ┌ commit 1: a ┐┌ commit 2: b, c ┐
 *      │         │         │          └─ fsync ─────┘└─ fsync ────────┘
 *      └─────────┴─────────┴── waiting ──► resolved     resolved
 *
 * One fsync serves all requests that came while the one before was written, so throughput grows with load.
 */
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from "@duckdb/node-api";
import type { Batch } from "../ingest/batch.ts";
import { appendBatches, appendOperations } from "./append-batches.ts";
import { type DatabaseOptions, openDatabase } from "./open-database.ts";
import { type NumberedOperation, OperationIndex } from "./operation-index.ts";

/** Not written: the sender may try again. */
export class NotStoredError extends Error {}

interface Waiting {
  readonly batch: Batch;
  resolve(): void;
  reject(error: Error): void;
}

/** So that one commit does not hold everybody up. */
const MOST_BYTES_A_COMMIT = 16 << 20;

export class SpanStore {
  readonly #options: DatabaseOptions;
  #instance: DuckDBInstance;
  #writer: DuckDBConnection;
  #nextBatch = 1n;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #isClosed = false;
  #isBroken = false;
  /** Tells of each committed group, after it was acknowledged. */
  readonly #listeners = new Set<(batches: readonly Batch[]) => void>();
  operations: OperationIndex;
  /** No other store has it. */
  id = "";

  private constructor(
    options: DatabaseOptions,
    instance: DuckDBInstance,
    writer: DuckDBConnection,
    operations: OperationIndex,
  ) {
    this.#options = options;
    this.#instance = instance;
    this.#writer = writer;
    this.operations = operations;
  }

  /** @throws StoreUnusableError */
  static async open(options: DatabaseOptions): Promise<SpanStore> {
    const instance = await openDatabase(options);
    const writer = await instance.connect();
    const store = new SpanStore(options, instance, writer, await OperationIndex.load(writer));
    await store.#findNextBatch();
    return store;
  }

  /** Resolves when the batch is durable. @throws NotStoredError */
  append(batch: Batch): Promise<void> {
    if (this.#isClosed) return Promise.reject(new NotStoredError("The collector is stopping."));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, resolve, reject });
      this.#startWriting();
    });
  }

  /** The last write failed; the next one opens the file anew first. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Number of the newest committed batch; 0 before any. */
  get lastBatch(): bigint {
    return this.#nextBatch - 1n;
  }

  onCommit(listener: (batches: readonly Batch[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Rows of a query, on a connection of its own. 64-bit values are bigint. */
  async query(sql: string, values?: DuckDBValue[]): Promise<DuckDBValue[][]> {
    const connection = await this.#instance.connect();
    try {
      return (await connection.runAndReadAll(sql, values)).getRows();
    } finally {
      connection.closeSync();
    }
  }

  /** Runs work that writes between two commits. */
  async exclusively<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    while (this.#writing) await this.#writing;
    if (this.#isClosed) throw new NotStoredError("The collector is stopping.");
    const run = work(this.#writer);
    this.#hold(
      run.then(
        () => {},
        () => {},
      ),
    );
    return run;
  }

  /** Waits for what is being written, then closes the file. */
  async close(): Promise<void> {
    this.#isClosed = true;
    while (this.#writing) await this.#writing;
    this.#writer.closeSync();
    this.#instance.closeSync();
  }

  #startWriting(): void {
    if (!this.#writing && this.#waiting.length > 0) this.#hold(this.#writeAll());
  }

  /** Nobody else writes until `work` is done. */
  #hold(work: Promise<void>): void {
    this.#writing = work.finally(() => {
      this.#writing = undefined;
      this.#startWriting();
    });
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#takeGroup();
      const batches = group.map(({ batch }) => batch);
      try {
        if (this.#isBroken) await this.#reopen();
        await this.#commit(batches);
        this.#noteSuccess();
      } catch (failure) {
        this.#noteFailure(failure as Error);
        const error = new NotStoredError(
          `The spans could not be written: ${(failure as Error).message.split("\n", 1)[0]}`,
        );
        for (const { reject } of group) reject(error);
        continue;
      }
      for (const { resolve } of group) resolve();
      for (const listener of this.#listeners) listener(batches);
    }
  }

  #takeGroup(): Waiting[] {
    let bytes = 0;
    let count = 0;
    while (count < this.#waiting.length && bytes < MOST_BYTES_A_COMMIT) bytes += this.#waiting[count++]!.batch.size;
    return this.#waiting.splice(0, count);
  }

  async #commit(batches: readonly Batch[]): Promise<void> {
    const added: NumberedOperation[] = [];
    const writer = this.#writer;
    const ids = batches.map(({ operations }) => this.operations.numbersOf(operations, added));
    try {
      await writer.run("BEGIN");
      await appendOperations(writer, added);
      await appendBatches(writer, batches, this.#nextBatch, ids);
      await writer.run("COMMIT");
      this.#nextBatch += BigInt(batches.length);
    } catch (failure) {
      this.operations.takeBack(added);
      await writer.run("ROLLBACK").catch(() => {});
      throw failure;
    }
  }

  /** After a failed write (a full disk) DuckDB may refuse everything until the file is opened anew. */
  #noteFailure({ message }: Error): void {
    const isKnown = this.#isBroken;
    this.#isBroken = true;
    if (isKnown) return;
    const cause = /No space left|disk is full|quota|ENOSPC|too large/i.test(message)
      ? "the disk is full. Free some space; senders are told to try again until then."
      : message.split("\n", 1)[0];
    this.#options.say(`Spans could not be written: ${cause}`);
  }

  async #reopen(): Promise<void> {
    if (this.#options.folder !== undefined) {
      this.#writer.closeSync();
      this.#instance.closeSync();
      this.#instance = await openDatabase(this.#options, false);
      this.#writer = await this.#instance.connect();
      this.operations = await OperationIndex.load(this.#writer);
      await this.#findNextBatch();
    }
  }

  #noteSuccess(): void {
    if (this.#isBroken) this.#options.say("Spans are written again.");
    this.#isBroken = false;
  }

  async #findNextBatch(): Promise<void> {
    const reader = await this.#writer.runAndReadAll("SELECT coalesce(max(id), 0) + 1 FROM batch");
    const next = BigInt(reader.getRows()[0]![0] as bigint);
    if (next > this.#nextBatch) this.#nextBatch = next;
    this.id = String((await this.#writer.runAndReadAll("SELECT id FROM store")).getRows()[0]![0]);
  }
}
