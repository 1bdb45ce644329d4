/**
 * Certain bridges that are wrong, as far as the truth of a case tells. A healthy system lost no hop: nothing is to be bridged but what a
 * link joins. In a broken one a bridge joins the two ends of an edge that the truth names, or touches the service that it names.
 */
import type { Report, SpanRef } from "../src/diagnosis/report-types.ts";
import { spanIdToHex } from "../src/model/ids.ts";
import type { DataSet } from "../src/model/tables.ts";
import { edgesOf, isSame, type TrueFinding, type Truth } from "./case-score.ts";

/** "from > to" of each. */
export function wrongBridges({ findings = [], accepted = [] }: Truth, dataSet: DataSet, report: Report): string[] {
  const certain = report.bridges.filter(({ confidence }) => confidence === "certain");
  if (certain.length === 0) return [];
  const serviceOf = servicesById(dataSet);
  const linked = linkedTraces(dataSet);
  const known = [...findings, ...accepted];
  return certain.flatMap(({ child, parent }) => {
    const from = serviceOf.get(parent.spanId) ?? "";
    const to = serviceOf.get(child.spanId) ?? "";
    const isTrue = linked.has(pairOf(child, parent)) || known.some((each) => joins(each, from, to));
    return isTrue ? [] : [`${from} > ${to}`];
  });
}

function joins(truth: TrueFinding, from: string, to: string): boolean {
  const edges = edgesOf(truth);
  const { service } = truth;
  if (edges.length === 0) return service === undefined || service === from || service === to;
  return edges.some((edge) => isSame(edge, { from, to }));
}

const pairOf = (a: SpanRef, b: SpanRef) => [a.traceId, b.traceId].sort().join(" ");

export function servicesById({ spans, resources, strings }: DataSet): Map<string, string> {
  const services = new Map<string, string>();
  for (let row = 0; row < spans.length; row++) {
    const id = spanIdToHex(spans.spanIdHigh[row]!, spans.spanIdLow[row]!);
    services.set(id, strings.get(resources.service[spans.resource[row]!]!));
  }
  return services;
}

/** Pairs of traces that a link joins. */
function linkedTraces({ spans, links, traces }: DataSet): Set<string> {
  const idOf = (words: Uint32Array, at: number) =>
    Array.from(words.subarray(at * 4, at * 4 + 4), (word) => word.toString(16).padStart(8, "0")).join("");
  const pairs = new Set<string>();
  for (let row = 0; row < spans.length; row++) {
    const own = idOf(traces.traceId, spans.trace[row]!);
    for (let link = spans.linkFirst[row]!; link < spans.linkFirst[row + 1]!; link++)
      pairs.add([own, idOf(links.traceId, link)].sort().join(" "));
  }
  return pairs;
}
