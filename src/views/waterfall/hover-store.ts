/** What the pointer is over, kept out of React's state: only the hover line and the status line listen. */
export interface Hover {
  /** -1 = none. */
  readonly row: number;
  /** From the timeline's left border; NaN = not over the timeline. What time that is changes while zooming. */
  readonly px: number;
}

const NOWHERE: Hover = { row: -1, px: Number.NaN };

export class HoverStore {
  #hover = NOWHERE;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): Hover => this.#hover;

  set(hover: Hover): void {
    if (this.#hover.row === hover.row && Object.is(this.#hover.px, hover.px)) return;
    this.#hover = hover;
    for (const listener of this.#listeners) listener();
  }

  clear(): void {
    this.set(NOWHERE);
  }
}
