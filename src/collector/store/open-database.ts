/** Opens the one file of the store, and says in one sentence why it cannot be opened. */
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { migrate, NewerSchemaError } from "./schema.ts";

const FILE_NAME = "causeway.duckdb";

export interface DatabaseOptions {
  /** The data folder; undefined: in memory alone. */
  readonly folder: string | undefined;
  say(sentence: string): void;
}

/** What DuckDB says of a file that is no database, or no longer one. Anything else may pass, so the file stays where it is. */
const DAMAGED =
  /not a valid DuckDB|corrupt|invalidated|Catalog Error|does not exist|checksum|serializ|WAL file|replay|INTERNAL|Could not read enough bytes|truncated/i;

const DISK_FULL = /No space left|disk is full|quota|ENOSPC|EDQUOT|too large/i;

export interface OpenedDatabase {
  readonly instance: DuckDBInstance;
  /** Where the damaged file went that this one takes the place of. */
  readonly aside?: string;
}

/** The store cannot be used; one sentence for the user. */
export class StoreUnusableError extends Error {}

/**
 * Opens or creates the file. At the start a damaged one is moved aside, and an empty one takes its place.
 * @throws StoreUnusableError where another process has it, or a newer version wrote it, or the folder cannot be written
 */
export async function openDatabase(options: DatabaseOptions, isStart = true): Promise<OpenedDatabase> {
  const { folder } = options;
  if (folder === undefined) return { instance: await openFile(":memory:") };
  const path = join(folder, FILE_NAME);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return { instance: await openFile(path) };
  } catch (failure) {
    const { message } = failure as Error;
    if (failure instanceof NewerSchemaError) {
      throw new StoreUnusableError(`${path} was ${message}: update Causeway, or choose another folder with --data.`);
    }
    if (/set lock|conflicting lock|used by another process/i.test(message)) {
      throw new StoreUnusableError(
        `${path} is in use by another Causeway: stop that one, or choose another folder with --data, or keep spans in memory with --memory.`,
      );
    }
    if (!isStart || !existsSync(path) || !isDamage(message)) {
      throw new StoreUnusableError(`${path} cannot be used: ${reasonOf(message)}`);
    }
    const aside = setDatabaseAside(options, failure as Error);
    return { instance: await openFile(path), aside };
  }
}

/** Keeps the damaged file under another name. @returns its path */
export function setDatabaseAside({ folder, say }: DatabaseOptions, damage: Error): string {
  const path = join(folder!, FILE_NAME);
  const aside = moveAside(path);
  say(
    `${path} is damaged (${firstLine(damage.message)}). It was kept as ${aside}; a new one is made from the bodies beside it. Delete the old one when you like.`,
  );
  return aside;
}

/** Whether DuckDB's words are about a file whose bytes are not what it wrote. */
export const isDamage = (message: string): boolean => DAMAGED.test(message) && !isDiskFull(message);

async function openFile(path: string): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(path, {
    // What does not fit is written to disk meanwhile; in memory there is no disk.
    memory_limit: path === ":memory:" ? "512MB" : "256MB",
    // A second thread halves no commit and costs as much again in waiting; docs/adr/0020.
    threads: "1",
    // Rare checkpoints: each one stalls writing for as long as it takes.
    checkpoint_threshold: "128MB",
    preserve_insertion_order: "false",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    enable_external_access: path === ":memory:" ? "false" : "true",
  });
  try {
    const connection = await instance.connect();
    await migrate(connection);
    connection.closeSync();
    return instance;
  } catch (failure) {
    instance.closeSync();
    throw failure;
  }
}

function moveAside(path: string): string {
  const aside = `${path}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`;
  renameSync(path, aside);
  if (existsSync(`${path}.wal`)) renameSync(`${path}.wal`, `${aside}.wal`);
  return aside;
}

export const firstLine = (message: string): string => message.split("\n", 1)[0]!;

export const isDiskFull = (message: string): boolean => DISK_FULL.test(message);

/** Why a start failed, and what to do where that is known. */
export const reasonOf = (message: string): string =>
  isDiskFull(message)
    ? "the disk is full. Nothing that was acknowledged is lost: free some space and start Causeway again."
    : firstLine(message);
