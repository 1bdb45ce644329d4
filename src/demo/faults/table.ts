import type { Fault } from "./fault.ts";
import { FORMAT_FAULTS } from "./formats.ts";
import { GRPC_FAULTS } from "./grpc.ts";
import { HTTP_FAULTS } from "./http.ts";
import { IN_PROCESS_FAULTS } from "./in-process.ts";
import { INNOCENTS } from "./innocents.ts";
import { LIFETIME_FAULTS } from "./lifetime.ts";
import { MESSAGING_FAULTS } from "./messaging.ts";

/** Every mistake the demo can make, and every innocent that only looks like one. Data alone: a page may import it. */
export const FAULTS: readonly Fault[] = [
  ...HTTP_FAULTS,
  ...FORMAT_FAULTS,
  ...GRPC_FAULTS,
  ...MESSAGING_FAULTS,
  ...IN_PROCESS_FAULTS,
  ...LIFETIME_FAULTS,
  ...INNOCENTS,
];
