/** Work that is put off for a moment (a link written after a gesture), for the idle signal. */
export class PendingWork {
  #count = 0;

  get busy(): boolean {
    return this.#count > 0;
  }

  /** @returns ends it; ending twice counts once */
  begin(): () => void {
    this.#count++;
    let open = true;
    return () => {
      if (open) this.#count--;
      open = false;
    };
  }
}
