/**
 * In-process losses of a data set: CLIENT, INTERNAL and PRODUCER roots of an instance that had SERVER spans open, instance by instance,
 * the one with most lost roots first. Spans whose parent is known teach how the instance works. Rows are SpanIndex.
 */
import { SpanKind } from "../../model/enums.ts";
import type { DataSet } from "../../model/tables.ts";
import { type InProcessBridge, type InProcessInput, placeChildren } from "./in-process.ts";

export interface InnerBridge {
  readonly child: number;
  readonly parent: number;
  readonly score: number;
  readonly rivals: readonly { readonly parent: number; readonly score: number }[];
}

export interface InnerStep {
  readonly doneShare: number;
  readonly bridges: readonly InnerBridge[];
}

export interface InnerPlan {
  readonly seed: number;
  readonly resolutionNano: number;
  readonly shouldStop?: (() => boolean) | undefined;
}

const SWEEPS = 80;

export function* bridgeInnerRoots(
  dataSet: DataSet,
  roots: readonly number[],
  plan: InnerPlan,
): Generator<InnerStep, void> {
  const { spans } = dataSet;
  const byInstance = new Map<number, number[]>();
  for (const span of roots) {
    const list = byInstance.get(spans.resource[span]!);
    if (list) list.push(span);
    else byInstance.set(spans.resource[span]!, [span]);
  }
  if (byInstance.size === 0) return;
  const servers = new Map<number, number[]>();
  const taught = new Map<number, number[]>();
  for (let span = 0; span < spans.length; span++) {
    const resource = spans.resource[span]!;
    if (!byInstance.has(resource) || Number.isNaN(spans.start[span]!) || Number.isNaN(spans.duration[span]!)) continue;
    if (spans.kind[span] === SpanKind.server || spans.kind[span] === SpanKind.consumer) push(servers, resource, span);
    else if (spans.parent[span]! >= 0 && spans.resource[spans.parent[span]!] === resource) push(taught, resource, span);
  }
  const total = roots.length;
  let done = 0;
  for (const [resource, lost] of [...byInstance].sort((a, b) => b[1].length - a[1].length)) {
    const own = servers.get(resource) ?? [];
    if (own.length > 0) {
      const { input, children } = innerInput(dataSet, own, lost, taught.get(resource) ?? [], plan.resolutionNano);
      const placing = placeChildren(input, { seed: plan.seed, sweeps: SWEEPS, shouldStop: plan.shouldStop });
      let step = placing.next();
      while (!step.done) {
        yield { doneShare: (done + lost.length * step.value) / total, bridges: [] };
        step = placing.next();
      }
      const bridges = step.value.map((bridge) => toSpans(bridge, children, own));
      yield { doneShare: (done + lost.length) / total, bridges };
    }
    done += lost.length;
  }
}

function toSpans(bridge: InProcessBridge, children: readonly number[], servers: readonly number[]): InnerBridge {
  return {
    child: children[bridge.child]!,
    parent: servers[bridge.server]!,
    score: bridge.score,
    rivals: bridge.rivals.map(({ server, score }) => ({ parent: servers[server]!, score })),
  };
}

function innerInput(
  dataSet: DataSet,
  servers: readonly number[],
  lost: readonly number[],
  taught: readonly number[],
  resolutionNano: number,
) {
  const { spans } = dataSet;
  const serverRow = new Map(servers.map((span, row) => [span, row]));
  // Only direct children of SERVER spans follow each other in time; deeper ones are part of theirs.
  const known = taught.filter((span) => serverRow.has(spans.parent[span]!));
  const children = [...lost, ...known];
  const numberOf = (rows: readonly number[]) => {
    const ids = new Map<number, number>();
    return Int32Array.from(rows, (span) => {
      const key = spans.name[span]! * 8 + spans.kind[span]!;
      if (!ids.has(key)) ids.set(key, ids.size);
      return ids.get(key)!;
    });
  };
  const start = (rows: readonly number[]) => Float64Array.from(rows, (span) => spans.start[span]!);
  const end = (rows: readonly number[]) =>
    Float64Array.from(rows, (span) => spans.start[span]! + (spans.duration[span]! || 0));
  const input: InProcessInput = {
    serverStart: start(servers),
    serverEnd: end(servers),
    serverGroup: numberOf(servers),
    childStart: start(children),
    childEnd: end(children),
    childOperation: numberOf(children),
    childServer: Int32Array.from(children, (_, i) =>
      i < lost.length ? -1 : serverRow.get(spans.parent[children[i]!]!)!,
    ),
    resolutionNano,
  };
  return { input, children };
}

function push(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
