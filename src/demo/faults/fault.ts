/** The causes a fault may have: a cause of lost-context, or else the name of a rule (design.md, section 4). */
export type Cause =
  | "no-inject"
  | "no-extract"
  | "no-propagator"
  | "background-context"
  | "async-context-lost"
  | "grpc-metadata"
  | "malformed-header"
  | "format-mismatch"
  | "gateway-strips"
  | "header-reused"
  | "id-truncated"
  | "queue-not-carried"
  | "orphan-spans"
  | "leaked-span"
  | "mixed-context"
  | "outlives-parent"
  | "uncorrelated-logs"
  | "clock-skew"
  | "sampling-mismatch"
  | "double-instrumentation";

export type ServiceName = "storefront" | "checkout" | "inventory" | "payment" | "ledger" | "notifier";

export type EdgeProtocol = "http" | "grpc" | "messaging" | "in-process";

/** Where a fault strikes: caller, callee and what lies between; `from` equals `to` inside one service. */
export interface Edge {
  readonly from: ServiceName;
  readonly to: ServiceName;
  readonly protocol: EdgeProtocol;
}

/** The same lines in both languages of the demo page. */
export interface Snippet {
  readonly go: string;
  readonly typescript: string;
}

/**
 * What the raw OTLP of the broken side shows, and the intact side does not. Counted over the spans named in the truth.
 *
 *   new-root        parentSpanId empty, no link, though another span caused it
 *   remote-orphan   parentSpanId set, on no span of the file's trace, flags 0x300
 *   local-orphan    the same with flags 0x100: the parent was of this process and never ended
 *   wrong-parent    the parent exists, but is another request's span or not the caller
 *   ends-late       a SERVER span that ends after the CLIENT span above it
 *   bare-log        a log record without trace id
 *   linked-root     a root with a link to its cause: deliberate
 *   shifted-child   a child that lies outside of its parent by a constant: another host's clock
 *   nested-server   SERVER inside SERVER of one instance
 *   database-leaf   CLIENT with db.* and no child: nothing is missing
 */
export type Signature =
  | "new-root"
  | "remote-orphan"
  | "local-orphan"
  | "wrong-parent"
  | "ends-late"
  | "bare-log"
  | "linked-root"
  | "shifted-child"
  | "nested-server"
  | "database-leaf";

/** What a visitor of the shop does. */
export type VisitKind =
  | "order"
  | "two-items"
  | "declined"
  | "slow"
  | "busy"
  | "sold-out"
  | "batch"
  | "home"
  | "refund"
  | "products"
  | "product"
  | "account";

export interface Fault {
  /** Kebab-case; a variant is switched as `id:variant`. */
  readonly id: string;
  readonly title: string;
  /** One sentence for a list. */
  readonly sentence: string;
  /** A fault is a mistake; an innocent only looks like one and must not be called broken. */
  readonly kind: "fault" | "innocent";
  /** The hop, and the place in the shop's code, in words. */
  readonly where: string;
  /** The first is the one to draw; some faults strike several edges at once. */
  readonly edges: readonly [Edge, ...Edge[]];
  /** What the developer wrote. */
  readonly wrong: Snippet;
  readonly right: Snippet;
  /** Three sentences: what is missing, what happens, how it shows. */
  readonly why: string;
  /** Undefined for innocents about which nothing has to be said. */
  readonly cause: Cause | undefined;
  readonly signature: Signature;
  /** Named forms of the same mistake; without a choice they take turns. */
  readonly variants?: readonly string[];
  /**
   * Propagation headers that the services record as `http.request.header.*` or `rpc.request.metadata.*` while this
   * fault is on, as a user would switch it on to find it: without them the data could not tell the cause.
   */
  readonly capturedHeaders?: readonly string[];
  /** The few visits that show it best, where the usual ones do not; all at once. */
  readonly visits?: readonly VisitKind[];
  /** Places that only one fault at a time can change; "*" goes with nothing else. */
  readonly touches: readonly string[];
}
