/** When data that is still being read is worth showing: soon for the first rows, then seldom, since each time all is sorted anew. */
import type { NamedBlob } from "./engine-api.ts";

/** Smaller inputs are read whole before anybody could look. */
const SMALLEST_INPUT_BYTES = 8 << 20;
const FIRST_BYTES = 1 << 18;
/** Each step needs this many times the bytes of the one before. */
const GROWTH = 512;

export class PreviewSteps {
  #next: number;

  constructor(inputs: readonly NamedBlob[]) {
    const bytes = inputs.reduce((sum, { blob }) => sum + blob.size, 0);
    this.#next = bytes < SMALLEST_INPUT_BYTES ? Number.POSITIVE_INFINITY : FIRST_BYTES;
  }

  /** Says yes once a step. */
  isDue(bytesRead: number): boolean {
    if (bytesRead < this.#next) return false;
    this.#next = bytesRead * GROWTH;
    return true;
  }
}
