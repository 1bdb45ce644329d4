/** What the page knows of the collector that serves it, and of watching it. */

export interface LiveState {
  /**
   * off: nobody watches. connecting: the first connection is being made. waiting: connected, and nothing has come yet.
   * live: what comes is shown. paused: what comes is left at the collector. broken: the connection is lost, and tried again.
   */
  readonly status: "off" | "connecting" | "waiting" | "live" | "paused" | "broken";
  /** How far back was begun. */
  readonly minutes: number;
  readonly spansPerSecond: number;
  /** From the collector's receiving to this screen, of what came last; undefined = nothing came yet. */
  readonly lagMs: number | undefined;
  /** Spans that came while paused. */
  readonly held: number;
  /** Failed tries to connect in a row, and when the next one is (Unix milliseconds). */
  readonly tries: number;
  readonly againAtMs: number;
  /** Spans that were never fetched, because they were more than the page holds. */
  readonly leftOut: number;
  /** The collector was started anew without the spans it had; those shown before stay. */
  readonly lostStore: boolean;
}

export const LIVE_OFF: LiveState = {
  status: "off",
  minutes: 15,
  spansPerSecond: 0,
  lagMs: undefined,
  held: 0,
  tries: 0,
  againAtMs: 0,
  leftOut: 0,
  lostStore: false,
};

/** Of a link's `live=15m`; undefined where it is none. */
export function parseMinutes(text: string | undefined): number | undefined {
  const minutes = Number(/^(\d{1,4})m$/.exec(text ?? "")?.[1] ?? Number.NaN);
  return minutes >= 1 && minutes <= 1_440 ? minutes : undefined;
}
