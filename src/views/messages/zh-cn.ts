/** The catalogue in Simplified Chinese. OpenTelemetry's own words (span, trace ID, link, header) stay as they are written in code. */
import type { Messages } from "./en.ts";
import { backends } from "./zh-cn/backends.ts";
import { demo } from "./zh-cn/demo.ts";
import { findings } from "./zh-cn/findings.ts";
import { flameGraph } from "./zh-cn/flame-graph.ts";
import { frame } from "./zh-cn/frame.ts";
import { kit } from "./zh-cn/kit.ts";
import { live } from "./zh-cn/live.ts";
import { open } from "./zh-cn/open.ts";
import { repair } from "./zh-cn/repair.ts";
import { serviceGraph } from "./zh-cn/service-graph.ts";
import { spanPanel } from "./zh-cn/span-panel.ts";
import { spanTable } from "./zh-cn/span-table.ts";
import { start } from "./zh-cn/start.ts";
import { trace } from "./zh-cn/trace.ts";
import { traces } from "./zh-cn/traces.ts";

export const zhCn: Messages = {
  backends,
  demo,
  findings,
  flameGraph,
  frame,
  kit,
  live,
  open,
  repair,
  serviceGraph,
  spanPanel,
  spanTable,
  start,
  trace,
  traces,
};
