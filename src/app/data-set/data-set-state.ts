/** Which data is open, what is being read, and what could not be read. */
import type { OpenedData } from "../../engine/engine-api.ts";
import type { Warning } from "../../model/warning.ts";
import type { BackendReadProblem } from "../../sources/backends/read-backend-address.ts";
import type { LinkFailure } from "../../sources/read-link.ts";

/** Why an attempt to open gave nothing, or not everything. What was open before stays open. */
export type OpenProblem =
  | { readonly kind: "link"; readonly address: string; readonly failure: LinkFailure }
  /** Read, but no span and no log record in it. */
  | { readonly kind: "nothing-found"; readonly names: readonly string[]; readonly warnings: readonly Warning[] }
  /** A backend gave nothing, or not all. */
  | { readonly kind: "backend"; readonly problem: BackendReadProblem }
  | { readonly kind: "clipboard" }
  /** A fault of ours, or of the machine (out of memory). */
  | { readonly kind: "crash"; readonly names: readonly string[]; readonly message: string };

/** An attempt under way. Fetching counts bytes of a link, decoding counts bytes and spans of all inputs. */
export interface Loading {
  readonly stage: "fetching" | "decoding";
  readonly name: string;
  readonly bytesRead: number;
  /** NaN = unknown. */
  readonly bytesTotal: number;
  readonly spans: number;
  /** Fetched from a backend, whose name stands in `name`. */
  readonly traces?: { readonly done: number; readonly of: number } | undefined;
}

/** What is open. */
export interface OpenData extends OpenedData {
  /** Counts openings, and every growth of what is open; row numbers of the engine hold within one generation. */
  readonly generation: number;
  /** The generation it was opened with: the same for as long as it is the same data, however it grows. */
  readonly opening: number;
  /** The beginning of what is being read, or was when it was cancelled. */
  readonly isPartial: boolean;
  /** Addresses where all of it came from links, so that a link can bring it back; else empty. */
  readonly addresses: readonly string[];
  /** Names of services in the order in which they became known: their colours depend on it, and stay. */
  readonly serviceOrder: readonly string[];
  /** Of data that grows while it is looked at. */
  readonly growth?: GrowthState;
}

export interface GrowthState {
  /** The generation that the report is of: it takes longer than the spans do, so it comes after. */
  readonly reported: number;
  /** Traces that may still get spans. */
  readonly arriving: number;
  /** What had to leave since it was opened, because there was too much or it was too old. */
  readonly gone: { readonly traces: number; readonly spans: number };
}

export interface DataSetState {
  readonly open: OpenData | undefined;
  readonly loading: Loading | undefined;
  /** Of the last attempt; until dismissed or the next attempt. */
  readonly problems: readonly OpenProblem[];
}
