import type { TextMapPropagator } from "@opentelemetry/api";
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";
import { B3InjectEncoding, B3Propagator } from "@opentelemetry/propagator-b3";
import { JaegerPropagator } from "@opentelemetry/propagator-jaeger";
import type { ProcessConfig } from "./config.ts";

const NONE: TextMapPropagator = { inject() {}, extract: (ctx) => ctx, fields: () => [] };

/** The propagator of a service, with the fault that sits in it where the side is broken. */
export function choosePropagator({ service, side, faults }: ProcessConfig): {
  propagator: TextMapPropagator;
  blame: string | undefined;
} {
  const w3c = new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] });
  const oldFormats = faults.filter((fault) => fault.startsWith("format-mismatch:"));
  const broken = side === "broken";
  if (service === "payment" && broken && faults.includes("no-propagator")) {
    return { propagator: NONE, blame: "no-propagator" };
  }
  if (service === "payment" && oldFormats.length > 0) {
    // An old process among new ones, on both sides: it sends what it always sent. What differs is who can read it.
    return { propagator: takingTurns(oldFormats.map(injectorOf), w3c), blame: oldFormats[0]?.split(":")[0] };
  }
  if (service === "ledger" && !(broken && oldFormats.length > 0)) {
    const propagators = [new B3Propagator(), new JaegerPropagator(), w3c];
    return { propagator: new CompositePropagator({ propagators }), blame: undefined };
  }
  return { propagator: w3c, blame: undefined };
}

const injectorOf = (fault: string): TextMapPropagator =>
  fault.endsWith(":b3") ? new B3Propagator({ injectEncoding: B3InjectEncoding.SINGLE_HEADER }) : new JaegerPropagator();

/** Injects with one after the other, extracts with `reader`. */
function takingTurns(injectors: readonly TextMapPropagator[], reader: TextMapPropagator): TextMapPropagator {
  let turn = 0;
  return {
    inject: (ctx, carrier, setter) => injectors[turn++ % injectors.length]?.inject(ctx, carrier, setter),
    extract: (ctx, carrier, getter) => reader.extract(ctx, carrier, getter),
    fields: () => injectors.flatMap((injector) => injector.fields()),
  };
}
