/** The two long computations over an open data set: what is broken, and where the lost parents are. */

import { reportSteps } from "../diagnosis/report.ts";
import type { Report } from "../diagnosis/report-types.ts";
import { yieldToEvents } from "../formats/yield-to-events.ts";
import { bridgeSpans, type SpanBridge } from "../hops/pairs/from-spans.ts";
import type { DataSet } from "../model/tables.ts";

export interface DiagnosisCall {
  readonly signal: AbortSignal;
  /** 0 to 1. */
  onProgress(doneShare: number): void;
}

export interface Diagnosis {
  report(dataSet: DataSet, call: DiagnosisCall): Promise<Report>;
  /** Worst edges first. */
  bridges(dataSet: DataSet, call: DiagnosisCall): Promise<readonly SpanBridge[]>;
}

/** Where the caller is, step by step: between two steps a cancel or another call gets its turn. */
export const diagnosisHere: Diagnosis = {
  async report(dataSet, call) {
    const steps = reportSteps(dataSet);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      await breathe(step.value, call);
    }
  },

  async bridges(dataSet, call) {
    const byChild = new Map<number, SpanBridge>();
    for (const { doneShare, bridges } of bridgeSpans(dataSet)) {
      // A child that is bridged again got a better one.
      for (const bridge of bridges) byChild.set(bridge.child, bridge);
      await breathe(doneShare, call);
    }
    return [...byChild.values()];
  },
};

async function breathe(doneShare: number, { signal, onProgress }: DiagnosisCall): Promise<void> {
  onProgress(doneShare);
  await yieldToEvents();
  signal.throwIfAborted();
}
