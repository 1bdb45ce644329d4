import type { Fault } from "./fault.ts";
import { GRPC_FAULTS } from "./grpc.ts";
import { HTTP_FAULTS } from "./http.ts";

/** Every mistake the demo can make, and every innocent that only looks like one. Data alone: a page may import it. */
export const FAULTS: readonly Fault[] = [...HTTP_FAULTS, ...GRPC_FAULTS];
