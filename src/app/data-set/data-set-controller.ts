/**
 * Opens data and knows what is open. One attempt at a time: a new one cancels the one under way.
 *
 *   links ──readLink──► blobs ─┐
 *   files, pasted text ────────┴─engine.open──► summary ──► next generation
 *
 * Whatever goes wrong, what was open stays open, and the failure is kept as data for the screen.
 */
import type { EngineApi, OpenedData, OpenProgress } from "../../engine/engine-api.ts";
import type { NamedBytes } from "../../sources/named-bytes.ts";
import { type LinkProgress, readLink } from "../../sources/read-link.ts";
import type { DataSetState, OpenData, OpenProblem } from "./data-set-state.ts";

export interface ControllerOptions {
  readonly engine: Pick<EngineApi, "open">;
  /** Address of the page, for relative links. */
  readonly base: string;
  readonly fetch?: typeof globalThis.fetch;
}

/** Of a bar that is looked at; each is a render of what is on screen. */
const PROGRESS_STEPS = 50;

/** Told once, when the beginning of a large input can be looked at while the rest is read. */
export type FirstRows = (open: OpenData) => void;

interface Choice {
  readonly files: readonly NamedBytes[];
  readonly add: boolean;
  readonly addresses: readonly string[];
  readonly onFirstRows: FirstRows | undefined;
}

export class DataSetController {
  readonly #options: ControllerOptions;
  readonly #listeners = new Set<() => void>();
  #state: DataSetState = { open: undefined, loading: undefined, problems: [] };
  #attempt: AbortController | undefined;
  #files: readonly NamedBytes[] = [];
  #restoring = false;

  constructor(options: ControllerOptions) {
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The bytes of what is open, to hand on. */
  get files(): readonly NamedBytes[] {
    return this.#files;
  }

  readonly getState = (): DataSetState => this.#state;

  /**
   * Fetches and opens links, in place of what is open.
   * @returns what is open now because of this call; undefined where nothing came of it
   */
  openLinks(addresses: readonly string[], onFirstRows?: FirstRows): Promise<OpenData | undefined> {
    return this.#run(async (signal) => {
      const files: NamedBytes[] = [];
      const problems: OpenProblem[] = [];
      for (const address of addresses) {
        const onProgress = ({ name, bytesRead, bytesTotal }: LinkProgress) =>
          this.#set({ loading: { stage: "fetching", name, bytesRead, bytesTotal, spans: 0 } });
        onProgress({ name: address, bytesRead: 0, bytesTotal: Number.NaN });
        const { base, fetch } = this.#options;
        const result = await readLink(address, { base, signal, onProgress, ...(fetch && { fetch }) });
        if (result.ok) files.push(result.file);
        else problems.push({ kind: "link", address, failure: result.failure });
      }
      this.#set({ problems });
      return files.length === 0 ? undefined : this.#decode({ files, add: false, addresses, onFirstRows }, signal);
    });
  }

  /** Opens files; with `add`, beside what is open. */
  openFiles(
    files: readonly NamedBytes[],
    { add }: { add: boolean },
    onFirstRows?: FirstRows,
  ): Promise<OpenData | undefined> {
    return this.#run((signal) => this.#decode({ files, add, addresses: [], onFirstRows }, signal));
  }

  /**
   * The engine lost what was open (its worker died): reads it again as a new generation. Gives up where that fails too.
   * @param reason told to the reader, where no attempt under way tells it
   */
  async restore(reason: string): Promise<void> {
    const { open, loading } = this.#state;
    if (!loading) this.report({ kind: "crash", names: [], message: reason });
    if (!open) return;
    const again = this.#restoring ? undefined : this.#options.engine.open(this.#files, { add: false });
    this.#restoring = true;
    try {
      const data = await again;
      const { generation, addresses } = this.#state.open ?? open;
      this.#set({ open: data && { ...data, generation: generation + 1, addresses, isPartial: false } });
    } catch {
      this.#set({ open: undefined });
    } finally {
      this.#restoring = false;
    }
  }

  cancel(): void {
    this.#attempt?.abort();
  }

  report(problem: OpenProblem): void {
    this.#set({ problems: [...this.#state.problems, problem] });
  }

  dismissProblems(): void {
    this.#set({ problems: [] });
  }

  async #decode({ files, add, addresses, onFirstRows }: Choice, signal: AbortSignal): Promise<OpenData | undefined> {
    const names = files.map(({ name }) => name);
    const bytesTotal = files.reduce((sum, { blob }) => sum + blob.size, 0);
    const loading = { stage: "decoding", name: names[0] ?? "", bytesRead: 0, bytesTotal, spans: 0 } as const;
    this.#set({ loading });
    const hold = (data: OpenedData, isPartial: boolean) => {
      const open = { ...data, generation: (this.#state.open?.generation ?? 0) + 1, addresses, isPartial };
      this.#files = add ? [...this.#files, ...files] : files;
      this.#set({ open });
      return open;
    };
    let hasRows = false;
    const onProgress = ({ file, soFar, ...counts }: OpenProgress) => {
      if (signal.aborted) return;
      const { loading } = this.#state;
      const isStep = loading?.name !== file || counts.bytesRead - loading.bytesRead >= bytesTotal / PROGRESS_STEPS;
      if (isStep) this.#set({ loading: { stage: "decoding", name: file, ...counts } });
      if (!soFar) return;
      const open = hold(soFar, true);
      if (!hasRows) onFirstRows?.(open);
      hasRows = true;
    };
    try {
      const data = await this.#options.engine.open(files, { add }, { signal, onProgress });
      signal.throwIfAborted();
      const { summary } = data;
      if (summary.spans === 0 && summary.logs === 0) {
        const problem = { kind: "nothing-found", names, warnings: summary.warnings } as const;
        this.#set({ problems: [...this.#state.problems, problem] });
        return undefined;
      }
      return hold(data, false);
    } catch (error) {
      if (signal.aborted) throw error;
      const message = error instanceof Error ? error.message : String(error);
      this.#set({ problems: [...this.#state.problems, { kind: "crash", names, message }] });
      return undefined;
    }
  }

  /** Runs an attempt; one that was cancelled comes back empty-handed. */
  async #run(attempt: (signal: AbortSignal) => Promise<OpenData | undefined>): Promise<OpenData | undefined> {
    this.#attempt?.abort();
    const mine = new AbortController();
    this.#attempt = mine;
    this.#set({ problems: [] });
    try {
      return await attempt(mine.signal);
    } catch (error) {
      if (mine.signal.aborted) return undefined;
      throw error;
    } finally {
      if (this.#attempt === mine) {
        this.#attempt = undefined;
        this.#set({ loading: undefined });
      }
    }
  }

  #set(change: Partial<DataSetState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
