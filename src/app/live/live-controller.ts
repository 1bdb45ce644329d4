/**
 * Whether the collector that serves the page is watched. The watching itself is live-session.ts, fetched when it begins: a page that
 * opens files has no use for it.
 */
import type { LiveOptions, LiveSession } from "./live-session.ts";
import { LIVE_OFF, type LiveState } from "./live-state.ts";

export class LiveController {
  readonly #options: LiveOptions;
  readonly #listeners = new Set<() => void>();
  #state = LIVE_OFF;
  #session: LiveSession | undefined;
  /** Counts beginnings and ends: what was fetched for an earlier one is of no use. */
  #turn = 0;

  constructor(options: LiveOptions) {
    this.#options = options;
    options.data.subscribe(() => {
      // Something else was opened: that is looked at now.
      const { open } = options.data.getState();
      if (this.#session?.hasBegun && !open?.growth) this.stop();
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): LiveState => this.#state;

  /** Begins to watch, from so many minutes ago; goes on where it does already. */
  watch(minutes: number): void {
    if (this.#state.status !== "off" && this.#state.minutes === minutes) return;
    this.#end();
    this.#state = LIVE_OFF;
    this.#set({ status: "connecting", minutes });
    const turn = this.#turn;
    void import("./live-session.ts").then(({ LiveSession }) => {
      if (turn !== this.#turn) return;
      this.#session = new LiveSession(this.#options, minutes, (change) => this.#set(change), this.getState);
    });
  }

  /** Begins again, with what the collector has now. */
  watchAnew(): void {
    const { minutes } = this.#state;
    this.stop();
    this.watch(minutes);
  }

  pause(): void {
    this.#session?.pause();
  }

  resume(): void {
    this.#session?.resume();
  }

  /** Tries to connect at once. */
  tryNow(): void {
    this.#session?.tryNow();
  }

  /** What was shown stays. */
  stop(): void {
    this.#end();
    this.#set({ ...LIVE_OFF, minutes: this.#state.minutes });
  }

  #end(): void {
    this.#turn++;
    this.#session?.end();
    this.#session = undefined;
  }

  #set(change: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
