/**
 * Calls across the worker boundary. One small tagged message each way, matched by number; array buffers in an answer are
 * transferred. A call can report progress and be cancelled.
 *
 *   page ──{call, id, method, args}──►  worker        page ◄──{progress, id, value}── worker
 *   page ──{cancel, id}─────────────►  worker        page ◄──{answer | failure, id, …}── worker
 */

export interface CallContext {
  readonly signal: AbortSignal;
  /** Of a data set that grows, which the call is about; undefined: what is open. */
  readonly generation: number | undefined;
  onProgress(value: unknown): void;
}

type ToWorker =
  | {
      readonly type: "call";
      readonly id: number;
      readonly method: string;
      readonly args: readonly unknown[];
      readonly generation: number | undefined;
    }
  | { readonly type: "cancel"; readonly id: number };

type ToPage =
  | { readonly type: "answer"; readonly id: number; readonly value: unknown }
  | { readonly type: "failure"; readonly id: number; readonly name: string; readonly message: string }
  | { readonly type: "progress"; readonly id: number; readonly value: unknown };

/** What both ends need of a Worker, a DedicatedWorkerGlobalScope or a MessagePort. */
export interface Endpoint {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent) => unknown) | null;
}

/** The worker's end: answers calls with `handle`. */
export function serveCalls(
  endpoint: Endpoint,
  handle: (method: string, args: readonly unknown[], context: CallContext) => Promise<unknown>,
): void {
  const running = new Map<number, AbortController>();
  const post = (message: ToPage) => endpoint.postMessage(message, buffersIn(message));
  endpoint.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
    if (data.type === "cancel") {
      running.get(data.id)?.abort();
      return;
    }
    const { id, method, args, generation } = data;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const onProgress = (value: unknown) => post({ type: "progress", id, value });
      const value = await handle(method, args, { signal: controller.signal, onProgress, generation });
      post({ type: "answer", id, value });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
      post({ type: "failure", id, name, message });
    } finally {
      running.delete(id);
    }
  };
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
  readonly onProgress: ((value: never) => void) | undefined;
  /** The caller's signal no longer matters. */
  release(): void;
}

/** The page's end: a function that calls. After `close`, open and later calls fail. */
export class Caller {
  readonly #endpoint: Endpoint;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #closed: Error | undefined;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
    endpoint.onmessage = ({ data }: MessageEvent<ToPage>) => this.#receive(data);
  }

  call(
    method: string,
    args: readonly unknown[],
    options: {
      readonly signal?: AbortSignal | undefined;
      readonly onProgress?: ((value: never) => void) | undefined;
      /** The caller gives its arguments' array buffers away. */
      readonly transferArguments?: boolean;
      readonly generation?: number | undefined;
    } = {},
  ): Promise<unknown> {
    const { signal, onProgress, transferArguments = false, generation } = options;
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(abortError());
        return;
      }
      if (this.#closed) {
        reject(this.#closed);
        return;
      }
      const cancel = () => this.#cancel(id);
      signal?.addEventListener("abort", cancel, { once: true });
      const release = () => signal?.removeEventListener("abort", cancel);
      this.#pending.set(id, { resolve, reject, onProgress, release });
      const message: ToWorker = { type: "call", id, method, args, generation };
      this.#endpoint.postMessage(message, transferArguments ? buffersIn(args) : []);
    });
  }

  /** Fails every open and later call: the worker is gone. */
  close(reason: Error): void {
    this.#closed = reason;
    for (const { reject } of this.#pending.values()) reject(reason);
    this.#pending.clear();
  }

  /** The caller is told at once; the worker stops when it next looks. */
  #cancel(id: number): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    const message: ToWorker = { type: "cancel", id };
    this.#endpoint.postMessage(message, []);
    pending.reject(abortError());
  }

  #receive(message: ToPage): void {
    const pending = this.#pending.get(message.id);
    if (!pending) return;
    if (message.type === "progress") {
      pending.onProgress?.(message.value as never);
      return;
    }
    this.#pending.delete(message.id);
    pending.release();
    if (message.type === "answer") pending.resolve(message.value);
    else pending.reject(Object.assign(new Error(message.message), { name: message.name }));
  }
}

const abortError = () => Object.assign(new Error("cancelled"), { name: "AbortError" });

/** The array buffers of a message, each once. Looks into plain objects, four levels deep: our answers are flat. */
function buffersIn(message: unknown): Transferable[] {
  const buffers = new Set<ArrayBuffer>();
  const visit = (value: unknown, depth: number) => {
    if (ArrayBuffer.isView(value)) {
      if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
    } else if (typeof value === "object" && value !== null && depth > 0 && isPlain(value)) {
      for (const inner of Object.values(value)) visit(inner, depth - 1);
    }
  };
  visit(message, 4);
  return [...buffers];
}

const isPlain = (value: object) => Object.getPrototypeOf(value) === Object.prototype;
