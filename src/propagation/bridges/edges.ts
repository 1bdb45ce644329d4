/**
 * The sparse graph of one round: for each callee its best rivals, as parallel arrays in CSR by callee.
 *
 *   start  [0, 2, 2, 5 ...]      callee 0 has edges 0 and 1, callee 1 none
 *   caller, type, request, response, weight, slot: one entry an edge
 *
 * A slot is what two callees may not share: the caller row itself (CALL), the caller and the callee's group (ENCLOSING),
 * or nothing at all (MESSAGE: every edge gets a slot of its own). Gaps in nanoseconds, offset removed.
 */
export interface CandidateEdges {
  readonly calleeCount: number;
  slotCount: number;
  readonly start: Int32Array;
  caller: Int32Array;
  type: Int32Array;
  slot: Int32Array;
  request: Float64Array;
  response: Float64Array;
  weight: Float64Array;
}

/** Grows candidate edges callee by callee. */
export class EdgeBuilder {
  readonly #start: Int32Array;
  readonly #caller: number[] = [];
  readonly #type: number[] = [];
  readonly #slot: number[] = [];
  readonly #request: number[] = [];
  readonly #response: number[] = [];
  readonly #weight: number[] = [];
  #callee = 0;

  constructor(calleeCount: number) {
    this.#start = new Int32Array(calleeCount + 1);
  }

  add(caller: number, type: number, slot: number, request: number, response: number, weight: number): void {
    this.#caller.push(caller);
    this.#type.push(type);
    this.#slot.push(slot);
    this.#request.push(request);
    this.#response.push(response);
    this.#weight.push(weight);
  }

  /** Closes the current callee's list. */
  endCallee(): void {
    this.#start[++this.#callee] = this.#caller.length;
  }

  finish(slotCount: number): CandidateEdges {
    return {
      calleeCount: this.#start.length - 1,
      slotCount,
      start: this.#start,
      caller: Int32Array.from(this.#caller),
      type: Int32Array.from(this.#type),
      slot: Int32Array.from(this.#slot),
      request: Float64Array.from(this.#request),
      response: Float64Array.from(this.#response),
      weight: Float64Array.from(this.#weight),
    };
  }
}
