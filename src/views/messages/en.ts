/**
 * The catalogue: every sentence the screen shows, in English. Another language is another object of this type.
 * One section a view; a section's file stays small. Parameters are typed; plurals are chosen here.
 */

import { backends } from "./en/backends.ts";
import { demo } from "./en/demo.ts";
import { findings } from "./en/findings.ts";
import { flameGraph } from "./en/flame-graph.ts";
import { frame } from "./en/frame.ts";
import { kit } from "./en/kit.ts";
import { live } from "./en/live.ts";
import { open } from "./en/open.ts";
import { repair } from "./en/repair.ts";
import { serviceGraph } from "./en/service-graph.ts";
import { spanPanel } from "./en/span-panel.ts";
import { spanTable } from "./en/span-table.ts";
import { start } from "./en/start.ts";
import { trace } from "./en/trace.ts";
import { traces } from "./en/traces.ts";

export const en = {
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

/** What a language must provide. */
export type Messages = typeof en;
