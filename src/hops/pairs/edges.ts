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
  #slot = new Int32Array(FIRST_CAPACITY);
  #rows = new CandidateRows();
  #callee = 0;

  constructor(calleeCount: number) {
    this.#start = new Int32Array(calleeCount + 1);
  }

  /** Adds one entry of the given candidates. */
  add(from: CandidateRows, i: number, slot: number): void {
    const at = this.#rows.length;
    this.#rows.push(from.caller[i]!, from.type[i]!, from.request[i]!, from.response[i]!, from.weight[i]!);
    if (at === this.#slot.length) this.#slot = grown(this.#slot, new Int32Array(2 * at));
    this.#slot[at] = slot;
  }

  /** Closes the current callee's list. */
  endCallee(): void {
    this.#start[++this.#callee] = this.#rows.length;
  }

  finish(slotCount: number): CandidateEdges {
    const { length, caller, type, request, response, weight } = this.#rows;
    return {
      calleeCount: this.#start.length - 1,
      slotCount,
      start: this.#start,
      caller: caller.slice(0, length),
      type: type.slice(0, length),
      slot: this.#slot.slice(0, length),
      request: request.slice(0, length),
      response: response.slice(0, length),
      weight: weight.slice(0, length),
    };
  }
}

const FIRST_CAPACITY = 256;

/** Candidates as growing columns: no object each, there are millions of them. */
export class CandidateRows {
  length = 0;
  caller = new Int32Array(FIRST_CAPACITY);
  type = new Int32Array(FIRST_CAPACITY);
  request = new Float64Array(FIRST_CAPACITY);
  response = new Float64Array(FIRST_CAPACITY);
  weight = new Float64Array(FIRST_CAPACITY);

  push(caller: number, type: number, request: number, response: number, weight: number): void {
    const at = this.length++;
    if (at === this.caller.length) this.#grow();
    this.caller[at] = caller;
    this.type[at] = type;
    this.request[at] = request;
    this.response[at] = response;
    this.weight[at] = weight;
  }

  /** Indices of the `most` of greatest weight, best first; all in their own order where there are no more than that. */
  best(most: number): number[] {
    const all = Array.from({ length: this.length }, (_, i) => i);
    if (this.length <= most) return all;
    const { weight, caller } = this;
    all.sort((a, b) => weight[b]! - weight[a]! || caller[a]! - caller[b]!);
    all.length = most;
    return all;
  }

  #grow(): void {
    const capacity = 2 * this.caller.length;
    this.caller = grown(this.caller, new Int32Array(capacity));
    this.type = grown(this.type, new Int32Array(capacity));
    this.request = grown(this.request, new Float64Array(capacity));
    this.response = grown(this.response, new Float64Array(capacity));
    this.weight = grown(this.weight, new Float64Array(capacity));
  }
}

function grown<T extends Int32Array | Float64Array>(column: T, into: T): T {
  into.set(column);
  return into;
}
