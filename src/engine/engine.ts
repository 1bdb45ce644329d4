/**
 * The engine: owns the open data set and the bytes behind it, and answers EngineApi. It runs in the worker; in tests it runs
 * where it is made.
 */
import { buildServiceGraph } from "../analysis/build-service-graph.ts";
import { buildTraceView } from "../analysis/build-trace-view.ts";
import { layoutServiceGraph } from "../analysis/layout-service-graph.ts";
import type { PlacedGraph } from "../analysis/service-graph.ts";
import { summariseDataSet } from "../analysis/summarise-data-set.ts";
import type { TraceListView, TraceQuery } from "../analysis/trace-list.ts";
import type { TraceView } from "../analysis/trace-view.ts";
import { decodeFiles } from "../formats/open-files.ts";
import { DataSetBuilder } from "../model/data-set-builder.ts";
import { hexToWords } from "../model/ids.ts";
import type { DataSet } from "../model/tables.ts";
import { blobSource } from "./blob-source.ts";
import type {
  CallOptions,
  DataSetSummary,
  EngineApi,
  LinkTarget,
  LogListView,
  NamedBlob,
  OpenProgress,
} from "./engine-api.ts";
import { findLinkedFrom, findLinkTargets } from "./links.ts";
import { listTraceLogs } from "./trace-logs.ts";
import { listQueriedTraces, queriedTraces } from "./trace-query.ts";

/** What is not here yet fails with a sentence (worker.ts). */
export class Engine implements Partial<EngineApi> {
  #dataSet: DataSet = new DataSetBuilder().finish();
  #inputs: readonly NamedBlob[] = [];

  async open(
    inputs: readonly NamedBlob[],
    { add }: { readonly add: boolean },
    { signal, onProgress }: CallOptions<OpenProgress> = {},
  ): Promise<DataSetSummary> {
    const all = add ? [...this.#inputs, ...inputs] : inputs;
    const { dataSet } = await decodeFiles(all.map(blobSource), {
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
    });
    const summary = summarise(dataSet);
    if (dataSet.spans.length > 0 || dataSet.logs.length > 0) {
      this.#dataSet = dataSet;
      this.#inputs = all;
    }
    return summary;
  }

  async listTraces(query: TraceQuery): Promise<TraceListView> {
    return listQueriedTraces(this.#dataSet, query);
  }

  async findTrace(traceId: string): Promise<number> {
    const words = hexToWords(traceId, 4);
    const { traceId: ids, length } = this.#dataSet.traces;
    for (let trace = 0; words && trace < length; trace++) {
      if (words.every((word, place) => ids[trace * 4 + place] === word)) return trace;
    }
    return -1;
  }

  async traceView(trace: number): Promise<TraceView> {
    return buildTraceView(this.#dataSet, trace);
  }

  async linkTargets(span: number): Promise<readonly LinkTarget[]> {
    return findLinkTargets(this.#dataSet, span);
  }

  async linkedFrom(span: number): Promise<readonly LinkTarget[]> {
    return findLinkedFrom(this.#dataSet, span);
  }

  async serviceGraph({ trace, query }: { trace?: number; query?: TraceQuery }): Promise<PlacedGraph> {
    const matching = query && queriedTraces(this.#dataSet, query);
    return layoutServiceGraph(buildServiceGraph(this.#dataSet, { trace, matching }));
  }

  async traceLogs(trace: number): Promise<LogListView> {
    return listTraceLogs(this.#dataSet, trace);
  }
}

function summarise(dataSet: DataSet): DataSetSummary {
  const { files, warnings, epochUnixNano } = dataSet;
  return { ...summariseDataSet(dataSet), files, warnings, epochUnixNano };
}
