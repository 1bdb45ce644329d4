import {
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-base";
import type { ProcessConfig } from "./config.ts";

const SHARE = 0.5;

/** Everybody keeps what the caller keeps, except in the two runs about sampling. */
export function chooseSampler({ service, side, faults }: ProcessConfig): Sampler {
  const keepAll = new ParentBasedSampler({ root: new AlwaysOnSampler() });
  if (side === "intact") return keepAll;
  if (faults.includes("sampling-mismatch")) {
    // The middle decides for itself and does not ask its parent.
    if (service === "checkout") return new TraceIdRatioBasedSampler(SHARE);
    if (service === "payment" || service === "inventory") return new AlwaysOnSampler();
  }
  if (faults.includes("sampled-out-upstream")) {
    if (service === "storefront") return new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(SHARE) });
    // Payments are kept for audit, whatever the door decided.
    if (service === "payment") return new AlwaysOnSampler();
  }
  return keepAll;
}
