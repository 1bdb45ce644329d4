/**
 * One watching of the collector: what it receives grows the open data.
 *
 *   feed  ──hello, traces──►  wanted ──► fetch after the cursor ──► engine.grow ──► next generation ──► wanted? …
 *                              ▲                                          │
 *   pause, resume, reconnect ──┘            settle timer ◄── still arriving
 *
 * One step at a time, so that spans come in the order received, each once: the cursor moves only when its spans are shown. Whatever the feed
 * says or misses, it only ever means "look again".
 */
import type { Growth } from "../../engine/engine-api.ts";
import { fetchReceived, type Received } from "../../sources/collector/fetch-received.ts";
import { LiveEvents } from "../../sources/collector/live-events.ts";
import type { NamedBytes } from "../../sources/named-bytes.ts";
import type { OpenData } from "../data-set/data-set-state.ts";
import type { LiveState } from "./live-state.ts";

/** The data that grows, as DataSetController has it. */
export interface GrowingData {
  grow(blobs: readonly NamedBytes[], growth: Omit<Growth, "generation" | "keep">): Promise<OpenData | undefined>;
  reportNow(): void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getState: () => { readonly open: OpenData | undefined };
}

export interface LiveOptions {
  readonly data: GrowingData;
  /** Address of the page. */
  readonly base: string;
  /** A report is being made. */
  readonly isReporting: () => boolean;
  /** Something worth looking at is there for the first time. */
  readonly onFirstSpans?: () => void;
}

/** The page holds so many spans; beyond it the oldest traces leave. */
const MOST_SPANS = 300_000;
/** So that a stream of spans does not keep the page busy with itself. */
const LEAST_PAUSE_MS = 400;
/** Growing takes longer the more there is: the rest of the time is the reader's. */
const PAUSE_FOR_WORK = 1.5;
/** Looked again where nothing comes: some traces settle, the oldest leave. */
const LOOK_AGAIN_MS = 30_000;
const LOOK_AGAIN_SETTLING_MS = 2_500;
const REPORT_EVERY_MS = 2_000;
const HIDDEN_FOR_MS = 20_000;
const FAILURES_TO_BEGIN_ANEW = 4;

export class LiveSession {
  readonly #options: LiveOptions;
  readonly #set: (change: Partial<LiveState>) => void;
  readonly #state: () => LiveState;
  readonly #events: LiveEvents;
  readonly #stopped = new AbortController();
  readonly #minutes: number;
  readonly #beganMs = Date.now();
  #cursor: string | undefined;
  #isPaused = false;
  #isConnected = false;
  #isStepping = false;
  #isWanted = false;
  #again: ReturnType<typeof setTimeout> | undefined;
  #reportedMs = 0;
  /** Steps in a row that failed although the feed is there. */
  #failures = 0;
  #hiding: ReturnType<typeof setTimeout> | undefined;
  hasBegun = false;

  constructor(
    options: LiveOptions,
    minutes: number,
    set: (change: Partial<LiveState>) => void,
    state: () => LiveState,
  ) {
    this.#options = options;
    this.#minutes = minutes;
    this.#set = set;
    this.#state = state;
    globalThis.document?.addEventListener("visibilitychange", this.#followVisibility);
    this.#events = new LiveEvents({
      address: new URL("api/live", options.base).href,
      onHello: () => {
        this.#isConnected = true;
        this.#set({ status: this.#status(), tries: 0 });
        this.#want();
      },
      onSpans: (count) => {
        if (this.#isPaused) this.#set({ held: this.#state().held + count });
        else this.#want();
      },
      onRate: (spansPerSecond) => this.#set({ spansPerSecond }),
      onBroken: (tries, againInMs) => {
        this.#isConnected = false;
        this.#set({ status: "broken", tries, againAtMs: Date.now() + againInMs, spansPerSecond: 0 });
      },
    });
  }

  /** A page that nobody sees lets go of the collector after a while, and catches up when it is seen again. */
  readonly #followVisibility = () => {
    clearTimeout(this.#hiding);
    if (document.hidden) {
      this.#hiding = setTimeout(() => {
        this.#isConnected = false;
        this.#events.suspend();
      }, HIDDEN_FOR_MS);
    } else this.#events.resume();
  };

  pause(): void {
    this.#isPaused = true;
    this.#set({ status: this.#status(), held: 0 });
  }

  resume(): void {
    this.#isPaused = false;
    this.#set({ status: this.#status(), held: 0 });
    this.#want();
  }

  tryNow(): void {
    this.#events.tryNow();
  }

  end(): void {
    this.#stopped.abort();
    clearTimeout(this.#hiding);
    globalThis.document?.removeEventListener("visibilitychange", this.#followVisibility);
    clearTimeout(this.#again);
    this.#events.close();
  }

  #status(): LiveState["status"] {
    if (!this.#isConnected) return this.#state().status === "connecting" ? "connecting" : "broken";
    if (this.#isPaused) return "paused";
    return this.hasBegun ? "live" : "waiting";
  }

  #want(): void {
    this.#isWanted = true;
    if (!this.#isStepping) void this.#run();
  }

  /** Step after step while there is something to do; then once more when something may have settled. */
  async #run(): Promise<void> {
    this.#isStepping = true;
    clearTimeout(this.#again);
    let isSettling = true;
    try {
      while (!this.#stopped.signal.aborted && !this.#isPaused && this.#isConnected) {
        this.#isWanted = false;
        const beganMs = performance.now();
        const data = await this.#step();
        isSettling = (data?.growth?.arriving ?? 0) > 0;
        this.#report(data);
        await this.#pause(Math.max(LEAST_PAUSE_MS, PAUSE_FOR_WORK * (performance.now() - beganMs)));
        if (!this.#isWanted) break;
      }
    } catch {
      // The feed notices by itself when the collector is gone, and then everything begins with a new hello.
      if (!this.#stopped.signal.aborted) this.#set({ status: this.#isConnected ? this.#status() : "broken" });
      isSettling = true;
      this.#failures++;
      if (this.#failures >= FAILURES_TO_BEGIN_ANEW) this.#beginAnew();
    }
    this.#isStepping = false;
    if (this.#stopped.signal.aborted) return;
    const open = this.#options.data.getState().open;
    const isReportBehind = open?.growth !== undefined && open.growth.reported !== open.generation;
    this.#again = setTimeout(() => this.#want(), isSettling || isReportBehind ? LOOK_AGAIN_SETTLING_MS : LOOK_AGAIN_MS);
  }

  /** What is there cannot grow any more, or not from where it was: the next answer takes its place. */
  #beginAnew(): void {
    this.#failures = 0;
    this.#cursor = undefined;
    this.hasBegun = false;
  }

  /** Fetches what is new and shows it. */
  async #step(): Promise<OpenData | undefined> {
    const { base, data } = this.#options;
    const askedMs = Date.now();
    const sinceMs = askedMs - this.#minutes * 60_000;
    const { signal } = this.#stopped;
    const received = await fetchReceived({ base, sinceMs, cursor: this.#cursor, mostSpans: MOST_SPANS, signal });
    const nothingCame = received.blob.size === 0;
    const isIdle = nothingCame && !this.#hasArriving() && !this.#isTimeToLetGo(sinceMs);
    const grown = (nothingCame && !this.hasBegun) || isIdle ? undefined : await this.#grow(received, askedMs, sinceMs);
    signal.throwIfAborted();
    this.#cursor = received.cursor;
    this.#failures = 0;
    const isFirst = !this.hasBegun && grown !== undefined;
    if (grown) this.hasBegun = true;
    const { leftOut, lostStore } = this.#state();
    this.#set({
      status: this.#status(),
      leftOut: leftOut + received.leftOut,
      lostStore: lostStore || (received.isOtherStore && this.hasBegun),
      ...(!nothingCame && !isFirst && { lagMs: Date.now() - askedMs + received.waitedMs }),
    });
    if (isFirst) this.#options.onFirstSpans?.();
    return grown ?? data.getState().open;
  }

  #grow({ blob }: Received, askedMs: number, sinceMs: number): Promise<OpenData | undefined> {
    const name = new URL(this.#options.base).host;
    const isFirst = !this.hasBegun;
    return this.#options.data.grow(blob.size === 0 ? [] : [{ name, blob }], {
      begins: isFirst ? name : undefined,
      cameMs: isFirst ? Math.min(sinceMs, this.#beganMs) : askedMs,
      nowMs: Date.now(),
      sinceMs,
      mostSpans: MOST_SPANS,
    });
  }

  #hasArriving(): boolean {
    return (this.#options.data.getState().open?.growth?.arriving ?? 0) > 0;
  }

  /** The earliest spans are older than what was asked for, by a fifth and more. */
  #isTimeToLetGo(sinceMs: number): boolean {
    const summary = this.#options.data.getState().open?.summary;
    if (!summary || Number.isNaN(summary.startNano)) return false;
    const startMs = Number(summary.epochUnixNano / 1_000_000n) + summary.startNano / 1e6;
    return startMs < sinceMs - this.#minutes * 12_000;
  }

  /** The report follows, no more often than it can be made. */
  #report(data: OpenData | undefined): void {
    if (!data?.growth || data.growth.reported === data.generation) return;
    if (this.#options.isReporting() || Date.now() - this.#reportedMs < REPORT_EVERY_MS) return;
    this.#reportedMs = Date.now();
    this.#options.data.reportNow();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }
}
