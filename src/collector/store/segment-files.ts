/**
 * The files that hold the bodies, and reading from them.
 *
 *   bodies/00000001.bodies   bodies/00000002.bodies   …    each written once from front to back, then only read
 *
 * Numbers rise; a file goes when nothing in it is wanted any more, and `removed` names its number. Nothing is ever appended to a file of
 * an earlier run.
 */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { open, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import { readAt, readSegment } from "./read-segment.ts";
import type { BodyPlace } from "./segment-record.ts";

const NAME = /^(\d{8,})\.bodies$/;

export class SegmentFiles {
  readonly #folder: string;
  /** Bytes by number, rising. */
  readonly #sizes = new Map<number, number>();
  /** Numbers of files that were removed. */
  readonly #gone = new Set<number>();

  /** Finds what is in the folder, or creates it. */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const numbers = readdirSync(folder).flatMap((name) => (NAME.test(name) ? [Number.parseInt(name, 10)] : []));
    for (const number of numbers.sort((a, b) => a - b)) this.#sizes.set(number, statSync(this.pathOf(number)).size);
    this.#readGone();
  }

  pathOf(number: number): string {
    return join(this.#folder, `${String(number).padStart(8, "0")}.bodies`);
  }

  get #goneFile(): string {
    return join(this.#folder, "removed");
  }

  /** A number that no file ever had. */
  get unused(): number {
    return Math.max(0, ...this.#gone, ...this.#sizes.keys()) + 1;
  }

  get numbers(): number[] {
    return [...this.#sizes.keys()];
  }

  sizeOf(number: number): number {
    return this.#sizes.get(number) ?? 0;
  }

  /** Notes how far a file is written. */
  setSize(number: number, bytes: number): void {
    this.#sizes.set(number, bytes);
  }

  /** The bytes of a body; undefined where its file is gone. */
  async read({ segment, offset, length }: BodyPlace): Promise<Uint8Array | undefined> {
    const handle = await open(this.pathOf(segment), "r").catch(() => undefined);
    if (!handle) return undefined;
    try {
      const bytes = await readAt(handle, offset, length);
      return bytes.length === length ? bytes : undefined;
    } finally {
      await handle.close();
    }
  }

  /** The records of a file from an offset on, up to another or its end, and what between them is damaged. */
  async *records(segment: number, from: number, until = this.sizeOf(segment)) {
    const handle = await open(this.pathOf(segment), "r");
    try {
      yield* readSegment(handle, segment, from, until);
    } finally {
      await handle.close();
    }
  }

  /** Whether every record of a file can be read. */
  async isWhole(segment: number): Promise<boolean> {
    for await (const found of this.records(segment, 0)) if ("from" in found) return false;
    return true;
  }

  /** Keeps a damaged file under another name, out of the way. @returns its path */
  async setAside(number: number): Promise<string> {
    const aside = `${this.pathOf(number)}.damaged`;
    this.#noteGone(number);
    await rename(this.pathOf(number), aside);
    return aside;
  }

  async remove(number: number): Promise<void> {
    this.#noteGone(number);
    await unlink(this.pathOf(number)).catch(() => {});
  }

  /** Numbers of files that are not there, though nothing removed them. */
  get missing(): number[] {
    const last = this.numbers.at(-1) ?? 0;
    return [...Array(last).keys()].map((index) => index + 1).filter((n) => !this.#sizes.has(n) && !this.#gone.has(n));
  }

  /** Written before a file goes, so that one which is missing without being named here was taken by somebody else. */
  #noteGone(number: number): void {
    this.#sizes.delete(number);
    this.#gone.add(number);
    appendFileSync(this.#goneFile, `${number}\n`, { mode: 0o600 });
  }

  /** Folders of earlier versions have no such list: what they lack by now is taken to be removed. */
  #readGone(): void {
    if (existsSync(this.#goneFile)) {
      for (const line of readFileSync(this.#goneFile, "utf8").split("\n")) this.#gone.add(Number(line));
    } else {
      const missing = this.missing;
      for (const number of missing) this.#gone.add(number);
      writeFileSync(this.#goneFile, missing.map((number) => `${number}\n`).join(""), { mode: 0o600 });
    }
  }

  /** Makes new files durable, where the system can sync a folder. */
  async syncNames(): Promise<void> {
    const folder = await open(this.#folder, "r").catch(() => undefined);
    await folder?.sync().catch(() => {});
    await folder?.close();
  }
}
