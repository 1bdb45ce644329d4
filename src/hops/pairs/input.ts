/**
 * What the bridge matcher reads: calls as columns, free of any trace format.
 *
 *   callers   spans that may have made a call that lost its context      callees   spans whose parent may be lost
 *   CLIENT    |-------------------------|                                SERVER    |----------------|
 *   PRODUCER  |---|                                                      CONSUMER         |------|
 *   enclosing |-------------------------------|  (no CLIENT span exists)
 *
 * One row a span. Times are Float64 nanoseconds from any common base (below 2^53); an unknown duration is NaN.
 * Every id column uses -1 for unknown; ids of `service`, `operation`, `method` and of each token column are shared
 * between callers and callees, ids of `host`, too; ids of `name` and `role` need only be equal within one side.
 */
export interface CallColumns {
  readonly count: number;
  /** The row's span in the caller's own table; handed back, never read. */
  readonly span: Int32Array;
  readonly startNano: Float64Array;
  readonly durationNano: Float64Array;
  readonly service: Int32Array;
  /** The clock: spans of one host share it. */
  readonly host: Int32Array;
  /** Span name as it is: part of the group key. */
  readonly name: Int32Array;
  /** Name of the caller's own parent span: the same line of code calls the same callee. */
  readonly role: Int32Array;
  /** Normalised operation comparable between both sides; -1 when generic ("HTTP GET"). */
  readonly operation: Int32Array;
  readonly method: Int32Array;
  /** Service the caller says it calls (peer.service, server.address resolved to a service); -1 on callees. */
  readonly peerService: Int32Array;
  /** The island (connected piece) the span belongs to: no span bridges to its own island. */
  readonly island: Int32Array;
  /** Row on the other side this one is already linked to by an intact hop; -1 when free. */
  readonly linked: Int32Array;
  /** One of CALL, ENCLOSING, MESSAGE; callees carry CALL or MESSAGE. */
  readonly style: Uint8Array;
  /** Values that tend to agree on both spans of one call (url path, status, size), one column each. */
  readonly tokens: readonly Int32Array[];
  /** Which of its parent's calls a caller is (positions.ts); 0 unknown. */
  readonly position?: Uint8Array | undefined;
  /** Times of the spans below each ENCLOSING caller: what lies inside one of them belongs to that one. */
  readonly inner?: InnerSpans | undefined;
}

/** CSR by row: entries first[row] .. first[row + 1]. */
export interface InnerSpans {
  readonly first: Int32Array;
  readonly startNano: Float64Array;
  readonly endNano: Float64Array;
}

/** A CLIENT span: one callee at most, which lies inside it. */
export const CALL = 0;
/** An INTERNAL or SERVER span that may have called without a CLIENT span: one callee of each kind, inside it. */
export const ENCLOSING = 1;
/** A PRODUCER span: any number of consumers, each after its start; the end says nothing. */
export const MESSAGE = 2;

export interface BridgeInput {
  readonly callers: CallColumns;
  readonly callees: CallColumns;
  /** Smallest time step of the recorder in nanoseconds (1, 1e3, 1e6): differences below it mean nothing. */
  readonly resolutionNano: number;
}
