/**
 * Prepares requests in a worker thread, so that the thread that answers requests neither unpacks nor decodes:
 *
 *   request ──► copy of its bytes ──► worker: prepare() ──► rows (transferred) ──► request
 *
 * What comes while the worker is busy goes to it together, in one message. Without a worker file (in tests) it is done at once.
 */
import { Worker } from "node:worker_threads";
import type { Batch, Operation, OtlpFormat, Signal } from "./batch.ts";
import { BadBodyError } from "./build-batch.ts";
import { type Prepared, prepare, type ReceivedRequest } from "./prepare.ts";
import { recordsIn } from "./record-writer.ts";
import { DamagedError, TooLargeError } from "./unpack.ts";

export interface Job {
  readonly number: number;
  readonly signal: Signal;
  readonly format: OtlpFormat;
  readonly packing: ReceivedRequest["packing"];
  readonly receivedNano: bigint;
  /** Of its bytes in the message's. */
  readonly from: number;
  readonly to: number;
}

/** All jobs of a message in one buffer, since each buffer costs as much as a message. */
export interface Jobs {
  readonly jobs: readonly Job[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Answers {
  readonly answers: readonly Answer[];
  readonly rows: ArrayBuffer;
}

export type Answer = { readonly number: number } & (
  | {
      /** Where its records are in the message's rows, and how many. */
      readonly at: number;
      readonly length: number;
      /** JSON of `[service, name, kind, service, name, …]`: a text goes over faster than objects. */
      readonly operations: string;
      /** `stored` is left out where it is what was sent. */
      readonly body: Omit<Batch, "records" | "operations" | "stored"> & { readonly stored: Uint8Array | undefined };
      readonly rejected: number;
      readonly reason: string;
    }
  | { readonly error: keyof typeof ERRORS | "other"; readonly message: string }
);

export const ERRORS = { bad: BadBodyError, damaged: DamagedError, tooLarge: TooLargeError };

/** The worker ended before it had answered; the sender may try again. */
export class PreparerEndedError extends Error {}

interface Waiting {
  readonly request: ReceivedRequest;
  readonly receivedNano: bigint;
  resolve(prepared: Prepared): void;
  reject(error: Error): void;
}

/** So that answers come while the worker goes on. */
const JOBS_A_MESSAGE = 8;

export class Preparer {
  readonly #file: string | undefined;
  readonly #most: number;
  readonly #say: (sentence: string) => void;
  readonly #nowMs: () => number;
  #worker: Worker | undefined;
  #waiting: Waiting[] = [];
  readonly #sent = new Map<number, Waiting>();
  #messages = 0;
  #nextNumber = 0;

  /**
   * @param file of ingest-worker, built; undefined: no worker
   * @param most bytes of a body unpacked
   */
  constructor(file: string | undefined, most: number, say: (sentence: string) => void, nowMs: () => number) {
    this.#file = file;
    this.#most = most;
    this.#say = say;
    this.#nowMs = nowMs;
  }

  /** The bytes must not change meanwhile. @throws BadBodyError, DamagedError, TooLargeError, PreparerEndedError */
  prepare(request: ReceivedRequest): Promise<Prepared> {
    const receivedNano = BigInt(this.#nowMs()) * 1_000_000n;
    return new Promise((resolve, reject) => {
      if (this.#file === undefined) return resolve(prepare(request, this.#most, receivedNano));
      this.#waiting.push({ request, receivedNano, resolve, reject });
      this.#send(this.#file);
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #send(file: string): void {
    // Two messages: one is worked on, the other waits there.
    if (this.#messages >= 2 || this.#waiting.length === 0) return;
    this.#messages++;
    this.#worker ??= this.#start(file);
    const group = this.#waiting.splice(0, JOBS_A_MESSAGE);
    let size = 0;
    const jobs = group.map((waiting): Job => {
      const { signal, format, packing, bytes } = waiting.request;
      const number = this.#nextNumber++;
      this.#sent.set(number, waiting);
      const from = size;
      size += bytes.length;
      return { number, signal, format, packing, receivedNano: waiting.receivedNano, from, to: size };
    });
    // A copy: what came over a socket is a part of a larger buffer, and is written to disk from here.
    const bytes = new Uint8Array(size);
    for (const [index, { from }] of jobs.entries()) bytes.set(group[index]!.request.bytes, from);
    this.#worker.postMessage({ jobs, bytes } satisfies Jobs, [bytes.buffer]);
  }

  #start(file: string): Worker {
    const worker = new Worker(file, { workerData: { most: this.#most }, name: "ingest" });
    worker.on("message", ({ answers, rows }: Answers) => {
      this.#messages--;
      this.#send(file);
      for (const answer of answers) this.#settle(answer, rows);
    });
    worker.on("error", (failure) => this.#restart(worker, failure));
    worker.unref();
    return worker;
  }

  #settle(answer: Answer, rows: ArrayBuffer): void {
    const waiting = this.#sent.get(answer.number);
    this.#sent.delete(answer.number);
    if (!waiting) return;
    if ("error" in answer) {
      const { error, message } = answer;
      waiting.reject(error === "other" ? new Error(message) : new ERRORS[error](message));
      return;
    }
    const { body, at, length, rejected, reason } = answer;
    const { stored = waiting.request.bytes } = body;
    const records = recordsIn(rows, length, at);
    const operations = decodeOperations(answer.operations);
    waiting.resolve({ batch: { ...body, stored, records, operations }, rejected, reason });
  }

  #restart(worker: Worker, failure: Error): void {
    if (this.#worker !== worker) return;
    this.#say(`The thread that reads requests ended: ${failure.message}. Another one begins.`);
    this.#worker = undefined;
    this.#messages = 0;
    const sent = [...this.#sent.values()];
    this.#sent.clear();
    for (const { reject } of sent) reject(new PreparerEndedError("The request could not be read: try again."));
    if (this.#file !== undefined) this.#send(this.#file);
  }
}

export const encodeOperations = (operations: readonly Operation[]): string =>
  JSON.stringify(operations.flatMap(({ service, name, kind }) => [service, name, kind]));

function decodeOperations(text: string): Operation[] {
  const values = JSON.parse(text) as [string, string, number, ...unknown[]];
  const operations: Operation[] = [];
  for (let at = 0; at < values.length; at += 3) {
    const [service, name, kind] = values.slice(at, at + 3) as [string, string, number];
    operations.push({ service, name, kind });
  }
  return operations;
}
