/**
 * Opens data and knows what is open. One attempt at a time: a new one cancels the one under way.
 *
 *   links ──readAddress► blobs ─┐
 *   files, pasted text ────────┴─engine.open──► summary ──► next generation
 *
 * Whatever goes wrong, what was open stays open, and the failure is kept as data for the screen.
 */
import type { DataSetSummary, EngineApi, Growth, OpenedData, OpenProgress } from "../../engine/engine-api.ts";
import type { NamedBytes } from "../../sources/named-bytes.ts";
import type { DataSetState, OpenData, OpenProblem } from "./data-set-state.ts";
import { readAddress } from "./read-address.ts";

export interface ControllerOptions {
  readonly engine: Pick<EngineApi, "open" | "grow">;
  /** Address of the page, for relative links. */
  readonly base: string;
  readonly fetch?: typeof globalThis.fetch;
}

/** Of a bar that is looked at; each is a render of what is on screen. */
const PROGRESS_STEPS = 20;

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
  #lastGeneration = 0;
  /** Generations that something on the page still shows, and how many do. */
  readonly #pinned = new Map<number, number>();

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
        const { base, fetch } = this.#options;
        const result = await readAddress(address, {
          base,
          fetch,
          signal,
          onLoading: (loading) => this.#set({ loading }),
        });
        files.push(...result.files);
        problems.push(...result.problems);
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
   * Adds spans to what is open, or with `begins` opens data that grows. One call at a time.
   * @returns undefined where something else was opened meanwhile
   */
  async grow(blobs: readonly NamedBytes[], growth: Omit<Growth, "generation" | "keep">): Promise<OpenData | undefined> {
    const before = this.#state.open;
    const isNew = growth.begins !== undefined;
    if (!isNew && !before?.growth) return undefined;
    const generation = ++this.#lastGeneration;
    const keep = this.generationsInUse();
    const { summary, arriving, gone } = await this.#options.engine.grow(blobs, { ...growth, generation, keep });
    const { open } = this.#state;
    if (this.#attempt || open?.opening !== before?.opening) return undefined;
    const earlier = isNew ? undefined : open?.growth;
    const grown: OpenData = {
      generation,
      opening: isNew ? generation : (open?.opening ?? generation),
      summary,
      onlyTrace: undefined,
      isPartial: false,
      addresses: [],
      serviceOrder: inOrder(isNew ? [] : (open?.serviceOrder ?? []), summary),
      growth: {
        reported: earlier?.reported ?? generation,
        arriving,
        gone: {
          traces: (earlier?.gone.traces ?? 0) + gone.traces,
          spans: (earlier?.gone.spans ?? 0) + gone.spans,
        },
      },
    };
    if (isNew) this.#files = [];
    this.#set({ open: grown });
    return grown;
  }

  /** From now on the report is that of the present generation. */
  reportNow(): void {
    const { open } = this.#state;
    if (!open?.growth || open.growth.reported === open.generation) return;
    this.#set({ open: { ...open, growth: { ...open.growth, reported: open.generation } } });
  }

  /** Keeps a generation of growing data for as long as something shows it. @returns ends that */
  pin(generation: number): () => void {
    this.#pinned.set(generation, (this.#pinned.get(generation) ?? 0) + 1);
    return () => {
      const left = (this.#pinned.get(generation) ?? 0) - 1;
      if (left > 0) this.#pinned.set(generation, left);
      else this.#pinned.delete(generation);
    };
  }

  /** Generations that the page may still ask about. */
  generationsInUse(): number[] {
    const { open } = this.#state;
    if (!open) return [];
    // The one before: its last questions may be on their way.
    const recent = open.growth ? [open.generation - 1, open.generation, open.growth.reported] : [open.generation];
    return [...new Set([...recent, ...this.#pinned.keys()])];
  }

  /**
   * The engine lost what was open (its worker died): reads it again as a new generation. Gives up where that fails too.
   * @param reason told to the reader, where no attempt under way tells it
   */
  async restore(reason: string): Promise<void> {
    const { open, loading } = this.#state;
    if (!loading) this.report({ kind: "crash", names: [], message: reason });
    if (!open) return;
    const again = this.#restoring || open.growth ? undefined : this.#options.engine.open(this.#files, { add: false });
    this.#restoring = true;
    try {
      const data = await again;
      const { addresses } = this.#state.open ?? open;
      this.#set({ open: data && this.#opened(data, addresses, false) });
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
      const open = this.#opened(data, addresses, isPartial);
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

  #opened(data: OpenedData, addresses: readonly string[], isPartial: boolean): OpenData {
    const generation = ++this.#lastGeneration;
    this.#pinned.clear();
    const serviceOrder = inOrder([], data.summary);
    return { ...data, generation, opening: generation, addresses, isPartial, serviceOrder };
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

/** The names that were there, then the new ones; the same list where none is new. */
function inOrder(before: readonly string[], { services }: DataSetSummary): readonly string[] {
  const known = new Set(before);
  const added = services.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  return added.length === 0 && before.length > 0 ? before : [...before, ...added];
}
