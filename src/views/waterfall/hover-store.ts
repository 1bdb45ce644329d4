/** What the pointer is over, kept out of React's state: only the hover line and the status line listen. */
export interface Hover {
  /** -1 = none. */
  readonly row: number;
  /** Nanoseconds since the trace's start; NaN = not over the timeline. */
  readonly nano: number;
  /** From the timeline's left border. */
  readonly px: number;
}

const NOWHERE: Hover = { row: -1, nano: Number.NaN, px: 0 };

export class HoverStore {
  #hover = NOWHERE;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): Hover => this.#hover;

  set(hover: Hover): void {
    const { row, px, nano } = this.#hover;
    if (
      row === hover.row &&
      px === hover.px &&
      (nano === hover.nano || Number.isNaN(nano) === Number.isNaN(hover.nano))
    ) {
      return;
    }
    this.#hover = hover;
    for (const listener of this.#listeners) listener();
  }

  clear(): void {
    this.set(NOWHERE);
  }
}
