/**
 * Calls among spans whose service tells no span kinds (Jaeger and Zipkin without tags, hand-made spans).
 *
 *   search   /search.Search/Nearby        root or with a parent elsewhere: no call
 *              /geo.Geo/Nearby            leaf, and a span of another service that heads an island bears its operation: a call
 *              parse                      leaf of another name, beside such calls: none
 *   billing  charge
 *              HTTP POST                  a leaf with a name that names nothing may be a call where no other leaf of the service is one
 *              SELECT orders              a leaf with a name of its own is not: it would only stand in for the true caller
 *
 * A span whose only child is in another service is a call, too. Cost: O(n).
 */
import type { DataSet } from "../../model/tables.ts";
import { normaliseOperation } from "./normalise-operation.ts";

const SEVERAL = -2;

/** 1 for every span that is to be taken for a call. @param tellsKinds whether the service of a span does */
export function findUntoldCalls(
  dataSet: DataSet,
  hasChild: Uint8Array,
  tellsKinds: (span: number) => boolean,
): Uint8Array {
  const { spans, resources } = dataSet;
  const found = new Uint8Array(spans.length);
  const serviceOf = (span: number) => resources.service[spans.resource[span]!] ?? -1;
  const untold: number[] = [];
  for (let span = 0; span < spans.length; span++) if (!tellsKinds(span)) untold.push(span);
  if (untold.length === 0) return found;
  const operations = new Map<number, string>();
  const operationOf = (span: number) => {
    const name = spans.name[span]!;
    const known = operations.get(name);
    if (known !== undefined) return known;
    const operation = normaliseOperation(dataSet.strings.get(name));
    operations.set(name, operation);
    return operation;
  };
  const isLocal = (span: number) => spans.parent[span]! >= 0 && serviceOf(spans.parent[span]!) === serviceOf(span);
  // Which service serves an operation: the one where it heads what belongs to that service.
  const serverOf = new Map<string, number>();
  const localChildren = new Uint8Array(spans.length);
  const remoteChildren = new Uint8Array(spans.length);
  for (let span = 0; span < spans.length; span++) {
    const parent = spans.parent[span]!;
    if (isLocal(span)) {
      localChildren[parent] = 1;
      continue;
    }
    if (parent >= 0) remoteChildren[parent] = Math.min(remoteChildren[parent]! + 1, 2);
    const operation = operationOf(span);
    if (operation === "") continue;
    const known = serverOf.get(operation);
    serverOf.set(operation, known === undefined || known === serviceOf(span) ? serviceOf(span) : SEVERAL);
  }
  const named = new Set<number>();
  const unnamed: number[] = [];
  for (const span of untold) {
    if (!isLocal(span) || localChildren[span] === 1 || remoteChildren[span] === 2) continue;
    const server = serverOf.get(operationOf(span));
    if (remoteChildren[span] === 1 || (server !== undefined && server !== serviceOf(span))) {
      found[span] = 1;
      named.add(serviceOf(span));
    } else if (hasChild[span] === 0 && operationOf(span) === "") unnamed.push(span);
  }
  for (const span of unnamed) if (!named.has(serviceOf(span))) found[span] = 1;
  return found;
}
