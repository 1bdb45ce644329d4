/**
 * The range on screen. During a gesture it lives here; when the gesture ends it is told to the app once, which keeps it in the URL
 * and gives it back as `rangeNano`. A range that comes from outside (back button, a link) replaces it.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { clampRange, isWhole, type TimeRange, wholeRange } from "./time-range.ts";

/** A wheel has no end; silence this long is one. */
const WHEEL_END_MS = 200;

export interface TimeRangeControl {
  readonly range: TimeRange;
  readonly whole: TimeRange;
  /** Shows a range without telling the app yet. */
  readonly preview: (range: TimeRange) => void;
  /** Shows a range and tells the app. */
  readonly commit: (range: TimeRange) => void;
  /** Shows a range and tells the app when no more come. */
  readonly commitSoon: (range: TimeRange) => void;
}

export function useTimeRange(
  durationNano: number,
  rangeNano: TimeRange | undefined,
  onRangeChange: (range: TimeRange | undefined) => void,
): TimeRangeControl {
  const [, wholeEnd] = wholeRange(durationNano);
  const key = `${wholeEnd} ${rangeNano?.join(" ") ?? ""}`;
  const given = () => (rangeNano === undefined ? wholeRange(durationNano) : clampRange(rangeNano, [0, wholeEnd]));
  const [state, setState] = useState(() => ({ key, range: given() }));
  if (state.key !== key) setState({ key, range: given() });

  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const tell = useRef(onRangeChange);
  useEffect(() => {
    tell.current = onRangeChange;
  });

  const preview = useCallback((range: TimeRange) => setState((known) => ({ ...known, range })), []);
  const commit = useCallback(
    (range: TimeRange) => {
      clearTimeout(timer.current);
      preview(range);
      tell.current(isWhole(range, [0, wholeEnd]) ? undefined : range);
    },
    [preview, wholeEnd],
  );
  const commitSoon = useCallback(
    (range: TimeRange) => {
      clearTimeout(timer.current);
      preview(range);
      timer.current = setTimeout(() => commit(range), WHEEL_END_MS);
    },
    [preview, commit],
  );
  return { range: state.range, whole: [0, wholeEnd], preview, commit, commitSoon };
}
