/**
 * The store: bodies on disk, and the rows by which they are found. A request is acknowledged when its body is durable; its rows follow,
 * many requests in one commit:
 *
 *   append(batch) ──► SegmentLog: write, sync ──► resolved
 *                            └──► IndexQueue ──► SpanIndex: rows, at most a few times a second ──► listeners
 *
 * The queue is bounded: where rows cannot follow, `append` waits. `catchUp` makes what was acknowledged so far findable. What has no rows
 * when the process ends gets them at the next start, from the bodies.
 */
import { join } from "node:path";
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import type { Batch } from "../ingest/batch.ts";
import { IndexQueue, type QueuedBatch } from "./index-queue.ts";
import {
  type DatabaseOptions,
  firstLine,
  isDamage,
  isDiskFull,
  reasonOf,
  StoreUnusableError,
} from "./open-database.ts";
import type { OperationIndex } from "./operation-index.ts";
import { replayBodies } from "./replay-bodies.ts";
import { SegmentFiles } from "./segment-files.ts";
import { SegmentLog } from "./segment-log.ts";
import type { BodyPlace } from "./segment-record.ts";
import { SpanIndex } from "./span-index.ts";
import { TroubleTeller } from "./trouble-teller.ts";

/** Not written: the sender may try again. */
export class NotStoredError extends Error {}

/** The database was damaged and is being made again: ask again later. */
export class HealingError extends Error {
  override message =
    "The database was damaged and is being made again from what was received. Nothing is lost: ask again in a while.";
}

interface Follower {
  readonly batch: bigint;
  resolve(): void;
}

/** While much comes, rows are written that often: few large commits cost a fraction of many small ones. */
const INDEX_EVERY_MS = 500;
const RETRY_AFTER_MS = 2_000;
const FOLLOW_FOR_MS = 1_000;
const ATTEMPTS_OF_ONE = 3;
const MOST_DAMAGE = 100;
const NO_BYTES = new Uint8Array(0);

export class SpanStore {
  readonly #index: SpanIndex;
  /** undefined: in memory alone. */
  readonly log: SegmentLog | undefined;
  readonly #queue = new IndexQueue();
  readonly #trouble: { readonly bodies: TroubleTeller; readonly index: TroubleTeller };
  readonly #listeners = new Set<(batches: readonly Batch[]) => void>();
  readonly #followers: Follower[] = [];
  #nextBatch = 1n;
  #indexing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #indexedAtMs = 0;
  #failures = 0;
  #damaged = 0;
  readonly #damage: string[] = [];
  #healing: Promise<void> | undefined;
  #proof: Promise<void> | undefined;
  #isClosed = false;

  private constructor(index: SpanIndex, log: SegmentLog | undefined, say: (sentence: string) => void) {
    this.#index = index;
    this.log = log;
    this.#trouble = {
      bodies: new TroubleTeller(say, "Spans could not be written", "Spans are written again."),
      index: new TroubleTeller(say, "Spans are kept, but cannot be searched for now", "Spans can be searched again."),
    };
  }

  /** @throws StoreUnusableError */
  static async open(options: DatabaseOptions): Promise<SpanStore> {
    const { folder, say } = options;
    const index = await SpanIndex.open(options);
    try {
      const log = folder === undefined ? undefined : new SegmentLog(new SegmentFiles(join(folder, "bodies")));
      const store = new SpanStore(index, log, say);
      if (log)
        await store.#replay(log).catch(async (failure: Error) => {
          if (!(await store.#healsFrom(failure))) throw failure;
          await store.healed();
        });
      return store;
    } catch (failure) {
      await index.close();
      throw new StoreUnusableError(`The spans in ${folder} cannot be used: ${reasonOf((failure as Error).message)}`);
    }
  }

  /** Resolves when the batch is durable. @throws NotStoredError */
  async append(batch: Batch): Promise<void> {
    await this.#queue.room();
    if (this.#isClosed) throw new NotStoredError("The collector is stopping.");
    const id = this.#nextBatch++;
    if (!this.log) this.#queue.push({ id, batch, place: undefined });
    else {
      const place = await this.#write(this.log, id, batch);
      this.#queue.push({ id, batch: { ...batch, stored: NO_BYTES }, place });
    }
    this.#schedule();
  }

  get operations(): OperationIndex {
    return this.#index.operations;
  }

  /** No other store has it. */
  get id(): string {
    return this.#index.id;
  }

  /** The last write failed. */
  get isBroken(): boolean {
    return this.#trouble.bodies.isOn || this.#trouble.index.isOn;
  }

  /** Number of the newest batch that can be found; 0 before any. */
  get lastBatch(): bigint {
    return this.#index.progress.batch;
  }

  /** What is acknowledged and cannot be found yet. */
  get backlog(): { readonly records: number; readonly receivedNano: bigint | undefined } {
    return { records: this.#queue.records, receivedNano: this.#queue.first?.batch.receivedNano };
  }

  /** Everything before this segment's number has its rows. */
  get indexedSegment(): number {
    return this.#index.progress.segment;
  }

  /** Tells of batches that can be found from now on. */
  onCommit(listener: (batches: readonly Batch[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when all that is acknowledged by now can be found, or after a second. */
  async catchUp(): Promise<void> {
    const { last } = this.#queue;
    if (!last || this.#trouble.index.isOn || this.#healing) return;
    this.#indexNow();
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#followers.push({ batch: last.id, resolve });
      timer = setTimeout(resolve, FOLLOW_FOR_MS);
    });
    clearTimeout(timer);
  }

  /** Rows of a query, on a connection of its own. 64-bit values are bigint. */
  async query(sql: string, values?: DuckDBValue[]): Promise<DuckDBValue[][]> {
    if (this.#healing) throw new HealingError();
    try {
      return await this.#index.query(sql, values);
    } catch (failure) {
      if (await this.#healsFrom(failure as Error)) throw new HealingError();
      throw failure;
    }
  }

  /** Resolves when a database that is made again is there. */
  async healed(): Promise<void> {
    await this.#healing;
  }

  /** What was found damaged since the start, in words. */
  get damage(): readonly string[] {
    return this.#damage;
  }

  noteDamage(sentence: string): void {
    this.#damage.push(sentence);
    if (this.#damage.length > MOST_DAMAGE) this.#damage.shift();
    this.#trouble.bodies.say(sentence);
  }

  /** The database is being made again from the bodies. */
  get isHealing(): boolean {
    return this.#healing !== undefined;
  }

  /** The bytes of a body; undefined where they are gone. */
  async readBody(place: BodyPlace): Promise<Uint8Array | undefined> {
    return this.log?.files.read(place);
  }

  /** Tells, the first time, of a body that is there and cannot be read. */
  noteDamagedBody(batch: bigint): void {
    if (this.#damaged++ > 0) return;
    this.noteDamage(`A stored request (number ${batch}) is damaged: its spans are left out of answers.`);
  }

  /** Runs work that writes rows while nobody else does. */
  async exclusively<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new NotStoredError("The collector is stopping.");
    if (this.#healing) throw new HealingError();
    try {
      return await this.#index.exclusively(work);
    } catch (failure) {
      if (await this.#healsFrom(failure as Error)) throw new HealingError();
      throw failure;
    }
  }

  reloadOperations(connection: DuckDBConnection): Promise<void> {
    return this.#index.reloadOperations(connection);
  }

  /** Waits for what is being written, then closes the files. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.log?.close();
    await this.#healing;
    await this.#indexing;
    await this.#indexNow();
    clearTimeout(this.#timer);
    await this.#index.close();
  }

  /** @param ends where each file ends for this replay; undefined: where it ends */
  async #replay(log: SegmentLog, ends?: ReadonlyMap<number, number>): Promise<void> {
    const { files } = log;
    const index = this.#index;
    const { say } = this.#trouble.bodies;
    const noteDamage = (sentence: string) => this.noteDamage(sentence);
    if (!ends && files.missing.length > 0) noteDamage(sayMissing(files.missing.map((number) => files.pathOf(number))));
    const newest = await replayBodies({ files, index, say, noteDamage, ...(ends && { ends }) });
    for (const last of [newest, index.progress.batch]) if (last >= this.#nextBatch) this.#nextBatch = last + 1n;
  }

  /** @returns whether the failure tells of a damaged database, which is then made again */
  async #healsFrom(failure: Error): Promise<boolean> {
    const { log } = this;
    if (!log || this.#isClosed) return false;
    if (this.#healing) return true;
    const { message } = failure;
    // It may have failed because the file is being tried at this moment.
    if (this.#proof || isDamage(message)) {
      this.#proof ??= this.#prove(log, /checksum/i.test(message) ? failure : undefined).finally(() => {
        this.#proof = undefined;
      });
      await this.#proof;
    }
    return this.#healing !== undefined;
  }

  /** A question that DuckDB cannot answer is no damage: then everything can still be read. */
  async #prove(log: SegmentLog, known: Error | undefined): Promise<void> {
    const damage = known ?? (await this.#readAllRows());
    if (!damage) return;
    this.#healing ??= this.#heal(log, damage).finally(() => {
      this.#healing = undefined;
      this.#schedule();
    });
  }

  /** @returns why it is damaged */
  async #readAllRows(): Promise<Error | undefined> {
    try {
      await this.#index.reopen();
      await this.#index.probe();
      return undefined;
    } catch (failure) {
      return isDiskFull((failure as Error).message) ? undefined : (failure as Error);
    }
  }

  /** What is acknowledged meanwhile is written as ever, and gets its rows afterwards. */
  async #heal(log: SegmentLog, damage: Error): Promise<void> {
    for (const { resolve } of this.#followers.splice(0)) resolve();
    try {
      await this.#index.beginAnew(damage);
      this.noteDamage("The database was damaged: it is made again from the bodies.");
      // Whose write ended in this turn is in the queue by the next.
      await new Promise((resolve) => setImmediate(resolve));
      const ends = new Map(log.files.numbers.map((number) => [number, log.files.sizeOf(number)]));
      this.#queue.dropWhere(({ place }) => place !== undefined && place.offset < (ends.get(place.segment) ?? 0));
      await this.#replay(log, ends);
      this.#failures = 0;
      this.#trouble.index.end();
      this.#trouble.bodies.say("The database is whole again: everything in the bodies can be searched for.");
    } catch (failure) {
      this.#trouble.index.tell(failure as Error);
    }
  }

  async #write(log: SegmentLog, id: bigint, batch: Batch): Promise<BodyPlace> {
    const { signal, format, compression, stored, size, receivedNano } = batch;
    try {
      const record = { batch: id, signal, format, compression, stored, size, receivedNano, isMoved: false };
      const place = await log.append(record);
      this.#trouble.bodies.end();
      return place;
    } catch (failure) {
      this.#trouble.bodies.tell(failure as Error);
      throw new NotStoredError(`The spans could not be written: ${firstLine((failure as Error).message)}`);
    }
  }

  #schedule(): void {
    if (this.#indexing || this.#healing || this.#queue.length === 0 || this.#isClosed) return;
    if (this.#queue.isLong && this.#failures === 0) return void this.#indexNow();
    const every = this.#failures > 0 ? RETRY_AFTER_MS : INDEX_EVERY_MS;
    const isFollowed = this.#followers.length > 0 && this.#failures === 0;
    const wait = isFollowed ? 0 : Math.max(0, this.#indexedAtMs + every - performance.now());
    this.#timer ??= setTimeout(() => void this.#indexNow(), wait);
  }

  #indexNow(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#indexing ??= this.#indexAll().finally(() => {
      this.#indexing = undefined;
      this.#schedule();
    });
    return this.#indexing;
  }

  async #indexAll(): Promise<void> {
    this.#indexedAtMs = performance.now();
    const most = this.#queue.last?.id;
    while (!this.#healing && most !== undefined && this.#queue.first && this.#queue.first.id <= most) {
      // After a failure in small steps, so that one batch that cannot be indexed does not keep the others from it.
      const head = this.#queue.head();
      const group = this.#failures > 0 ? head.slice(0, Math.ceil(head.length / 2 ** this.#failures)) : head;
      try {
        if (this.#failures > 0) await this.#index.reopen();
        if (this.#healing) return;
        await this.#index.commit(group);
      } catch (failure) {
        await this.#noteIndexFailure(failure as Error, group);
        return;
      }
      this.#failures = 0;
      this.#trouble.index.end();
      this.#settle(group);
      const batches = group.map(({ batch }) => batch);
      for (const listener of this.#listeners) listener(batches);
    }
  }

  #settle(group: readonly QueuedBatch[]): void {
    this.#queue.drop(group.length);
    const done = group.at(-1)!.id;
    while (this.#followers[0] && this.#followers[0].batch <= done) this.#followers.shift()!.resolve();
  }

  async #noteIndexFailure(failure: Error, group: readonly QueuedBatch[]): Promise<void> {
    if (await this.#healsFrom(failure)) return;
    this.#failures++;
    const isFull = this.#trouble.index.tell(failure);
    for (const { resolve } of this.#followers.splice(0)) resolve();
    const [only] = group;
    if (isFull || !only || group.length > 1 || this.#failures < ATTEMPTS_OF_ONE) return;
    try {
      await this.#index.reopen();
      if (this.#healing) return;
      await this.#index.passOver(only);
    } catch {
      return;
    }
    this.#trouble.index.say(`One request cannot be searched for, and is left out: ${firstLine(failure.message)}`);
    this.#settle(group);
  }
}

const sayMissing = (paths: readonly string[]) =>
  `${paths.join(", ")} ${paths.length === 1 ? "is" : "are"} missing: what was received into ${paths.length === 1 ? "it" : "them"} cannot be shown. ` +
  "Put the file back and start again.";
