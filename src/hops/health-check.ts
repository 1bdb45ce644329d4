/** Requests that a platform makes to see whether a service lives: nobody in the data calls them, in all services alike. */
import type { Operation } from "./operations.ts";

const NAMES =
  /(?:^|[/ ._-])(?:health(?:z|check|-check)?|live(?:z|ness)?|ready(?:z)?|readiness|ping|metrics|actuator\/health|status)(?:$|[/ ])/i;
const RPC = /^\/?grpc\.health\.v1\.Health\//;

export const isHealthCheck = ({ shape, rpc, name }: Operation): boolean =>
  RPC.test(rpc) || RPC.test(name) || NAMES.test(shape || name);
