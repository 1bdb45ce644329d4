/** Requests that no service makes: a platform that sees whether a service lives, a browser, a load generator. */
import type { Operation } from "./operations.ts";

const NAMES =
  /(?:^|[/ ._-])(?:health(?:z|check|-check)?|live(?:z|ness)?|ready(?:z)?|readiness|ping|metrics|actuator\/health|status)(?:$|[/ ])/i;
const RPC = /^\/?grpc\.health\.v1\.Health\//;

export const isHealthCheck = ({ shape, rpc, name }: Operation): boolean =>
  RPC.test(rpc) || RPC.test(name) || NAMES.test(shape || name);

const OUTSIDE =
  /^(?:Mozilla\/|kube-probe|ELB-HealthChecker|GoogleHC|Prometheus|curl\/|Wget\/|k6\/|wrk|hey\/|ApacheBench|Locust|PostmanRuntime|Blackbox)/i;

/** @param agent user_agent.original */
export const isOutsideAgent = (agent: string): boolean => OUTSIDE.test(agent);
