import type { Cause, Edge, Fault, ServiceName } from "./faults/fault.ts";
import type { SpanBatch, SpanRef } from "./process/truth.ts";

export interface TruthFile {
  readonly schema: "causeway.truth/1";
  /** Every exported span that something caused, with what caused it. Deliberate restarts have no entry. */
  readonly parents: readonly { readonly child: SpanRef; readonly parent: SpanRef }[];
  readonly faults: readonly InjectedFault[];
  /** What only looks broken; `cause` where there is something to say about it. */
  readonly innocents: readonly Omit<InjectedFault, "cause">[];
}

export interface InjectedFault {
  readonly fault: string;
  readonly cause: Cause;
  readonly edge: Edge;
  readonly spans: readonly SpanRef[];
}

export interface TruthCollector {
  add(service: ServiceName, batch: SpanBatch): void;
  build(): TruthFile;
}

interface Known {
  readonly service: ServiceName;
  readonly parent: string;
}

/** A span whose parent is missing for one of these reasons can be known only when all is exported. */
const BY_ABSENCE = ["exit-without-flush", "sampling-mismatch", "sampled-out-upstream"];

/** Gathers what the services report over IPC, beside the telemetry. Keys are "traceId-spanId". */
export function createTruthCollector(faults: readonly Fault[]): TruthCollector {
  const known = new Map<string, Known>();
  const exported = new Set<string>();
  const marked = new Map<string, Set<string>>();
  const mark = (fault: string, key: string) => {
    const id = fault.split(":")[0] ?? "";
    if (!faults.some((row) => row.id === id)) return;
    marked.set(id, (marked.get(id) ?? new Set()).add(key));
  };

  const markAbsent = () => {
    const fault = faults.find((row) => BY_ABSENCE.includes(row.id));
    if (!fault) return;
    for (const key of exported) {
      const parent = known.get(key)?.parent;
      if (parent && !exported.has(parent)) mark(fault.id, key);
    }
  };

  const group = (row: Fault) => {
    const byEdge = new Map<string, { edge: Edge; spans: SpanRef[] }>();
    for (const key of marked.get(row.id) ?? []) {
      if (!exported.has(key)) continue;
      // A path that could have leaked and, after a timeout, did not.
      if (row.signature === "local-orphan" && exported.has(known.get(key)?.parent ?? "")) continue;
      const edge = edgeOf(row, key, known);
      const name = `${edge.from} ${edge.to} ${edge.protocol}`;
      const entry = byEdge.get(name) ?? { edge, spans: [] };
      entry.spans.push(refOf(key));
      byEdge.set(name, entry);
    }
    return [...byEdge.values()];
  };

  const build = (): TruthFile => {
    markAbsent();
    const parents: { child: SpanRef; parent: SpanRef }[] = [];
    for (const key of exported) {
      const parent = known.get(key)?.parent;
      if (parent) parents.push({ child: refOf(key), parent: refOf(parent) });
    }
    const entries = (kind: Fault["kind"]) =>
      faults
        .filter((row) => row.kind === kind)
        .flatMap((row) => group(row).map(({ edge, spans }) => ({ fault: row.id, cause: row.cause, edge, spans })));
    return {
      schema: "causeway.truth/1",
      parents,
      faults: entries("fault") as InjectedFault[],
      innocents: entries("innocent"),
    };
  };

  return {
    add(service, batch) {
      for (const [traceId, spanId, parentTraceId, parentSpanId] of batch.started) {
        const parent = parentSpanId === "" ? "" : `${parentTraceId}-${parentSpanId}`;
        known.set(`${traceId}-${spanId}`, { service, parent });
      }
      for (const [fault, traceId, spanId] of batch.marked) mark(fault, `${traceId}-${spanId}`);
      for (const [traceId, spanId] of batch.exported) exported.add(`${traceId}-${spanId}`);
    },
    build,
  };
}

/** The edge that a span shows: one of the fault's own by its service, and by its true parent's where that is known. */
function edgeOf(row: Fault, key: string, known: ReadonlyMap<string, Known>): Edge {
  const to = known.get(key)?.service;
  const from = known.get(known.get(key)?.parent ?? "")?.service;
  return (
    row.edges.find((edge) => edge.to === to && edge.from === from) ??
    row.edges.find((edge) => edge.to === to) ??
    row.edges[0]
  );
}

function refOf(key: string): SpanRef {
  const [traceId = "", spanId = ""] = key.split("-");
  return { traceId, spanId };
}
