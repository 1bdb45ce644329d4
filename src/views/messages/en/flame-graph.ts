/** The flame graph of a trace. */
import { formatDuration } from "../../kit/format-time.ts";

const count = (number: number, one: string, many: string) =>
  number === 1 ? `1 ${one}` : `${number.toLocaleString("en")} ${many}`;

export const flameGraph = {
  graph: "Flame graph of the trace",
  hint: "Arrow keys walk, Enter zooms, Escape zooms out.",
  explained:
    "Wide: much work. Spans of the same name on the same path are one bar; calls made at the same time add up.",
  whole: "Whole trace",
  path: "Zoomed to",
  missing: "parents not in this data",
  search: "Find a service or name",
  found: (number: number, share: string) => (number === 0 ? "none" : `${count(number, "bar", "bars")} · ${share}`),
  spans: (number: number) => count(number, "span", "spans"),
  errors: (number: number) => count(number, "error", "errors"),
  work: (nano: number, share: string) => `work ${formatDuration(nano)} (${share})`,
  self: (nano: number) => `self ${formatDuration(nano)}`,
  average: (nano: number) => `${formatDuration(nano)} each`,
  showLongest: "Show the longest span",
  unknown: (number: number) =>
    `${count(number, "span", "spans")} of unknown duration ${number === 1 ? "has" : "have"} no width.`,
  noTimes: "No span of this trace has a duration, so there is nothing to draw.",
};
