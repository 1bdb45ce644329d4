/** Bytes that requests hold between their first byte and their answer. What does not fit is refused at once, so the heap cannot grow. */
export class MemoryBudget {
  readonly #most: number;
  #held = 0;

  constructor(mostBytes: number) {
    this.#most = mostBytes;
  }

  get held(): number {
    return this.#held;
  }

  /** @returns false where there is no room: nothing is held then */
  take(bytes: number): boolean {
    if (this.#held + bytes > this.#most) return false;
    this.#held += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#held -= bytes;
  }
}
