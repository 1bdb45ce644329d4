/**
 * The engine: owns the open data set and the bytes behind it, and answers EngineApi. It runs in the worker, and has report and
 * bridges made in workers of their own; in tests all runs where it is made.
 */
import { addLostEdges } from "../analysis/add-lost-edges.ts";
import { buildRepairedView, graphOfRequest } from "../analysis/build-repaired-view.ts";
import { buildServiceGraph } from "../analysis/build-service-graph.ts";
import { buildTraceView } from "../analysis/build-trace-view.ts";
import { groupRequests, type Requests } from "../analysis/group-requests.ts";
import { layoutServiceGraph } from "../analysis/layout-service-graph.ts";
import type { PlacedGraph } from "../analysis/service-graph.ts";
import { summariseDataSet } from "../analysis/summarise-data-set.ts";
import type { TraceListView, TraceQuery } from "../analysis/trace-list.ts";
import type { TraceView } from "../analysis/trace-view.ts";
import type { Report } from "../diagnosis/report-types.ts";
import { encodeOtlpJson } from "../formats/encode-otlp.ts";
import { decodeFiles } from "../formats/open-files.ts";
import type { RetainedBytes } from "../formats/retained-bytes.ts";
import { findSpansWithText } from "../formats/search-bytes.ts";
import { decodeLogDetail, decodeSpanDetail, rawSpan } from "../formats/span-detail.ts";
import type { SpanBridge } from "../hops/pairs/from-spans.ts";
import { DataSetBuilder } from "../model/data-set-builder.ts";
import { hexToWords } from "../model/ids.ts";
import type { LogDetail, SpanDetail } from "../model/span-detail.ts";
import type { DataSet } from "../model/tables.ts";
import { blobSource } from "./blob-source.ts";
import type { Diagnosis, DiagnosisCall } from "./diagnosis.ts";
import type {
  CallOptions,
  ContextPlace,
  DataSetSummary,
  EngineApi,
  GraphChoice,
  Grown,
  Growth,
  LinkTarget,
  LogListView,
  NamedBlob,
  OpenedData,
  OpenProgress,
  RepairChoice,
} from "./engine-api.ts";
import { findContext } from "./find-context.ts";
import { GrowingDataSet, type GrownDataSet } from "./growing-data-set.ts";
import { findLinkedFrom, findLinkTargets } from "./links.ts";
import { PreviewSteps } from "./preview-steps.ts";
import { reportOfSettled } from "./report-of-settled.ts";
import { SharedWork } from "./shared-work.ts";
import { listTraceLogs } from "./trace-logs.ts";
import { listQueriedRequests, listQueriedTraces, queriedTraces } from "./trace-query.ts";

const NOTHING_RETAINED: RetainedBytes = { read: () => Promise.reject(new Error("No file is open.")) };

export class Engine implements EngineApi {
  #dataSet: DataSet = new DataSetBuilder().finish();
  #retained = NOTHING_RETAINED;
  #inputs: readonly NamedBlob[] = [];
  readonly #diagnosis: Diagnosis;
  /** What is still being read is diagnosed when this is done. */
  #opening: Promise<unknown> = Promise.resolve();
  #report: SharedWork<Report>;
  #bridges: SharedWork<readonly SpanBridge[]>;
  /** As grouped by those bridges. */
  #requests: { readonly bridges: readonly SpanBridge[]; readonly grouped: Requests } | undefined;
  /** One byte a trace: still arriving. */
  #arriving: Uint8Array | undefined;
  #growing: GrowingDataSet | undefined;
  /** Of a data set that grows, as it was: by generation. */
  readonly #generations = new Map<number, Engine>();

  constructor(diagnosis: Diagnosis) {
    this.#diagnosis = diagnosis;
    [this.#report, this.#bridges] = this.#diagnoses(this.#dataSet);
  }

  #diagnoses(dataSet: DataSet) {
    const opening = this.#opening;
    const whenRead = <Answer>(ask: (call: DiagnosisCall) => Promise<Answer>) =>
      new SharedWork<Answer>(async (signal, onProgress) => {
        await opening;
        signal.throwIfAborted();
        return ask({ signal, onProgress });
      });
    return [
      whenRead((call) => this.#diagnosis.report(dataSet, call)),
      whenRead((call) => this.#diagnosis.bridges(dataSet, call)),
    ] as const;
  }

  open(
    inputs: readonly NamedBlob[],
    { add }: { readonly add: boolean },
    options: CallOptions<OpenProgress> = {},
  ): Promise<OpenedData> {
    const opening = this.#open(add ? [...this.#inputs, ...inputs] : inputs, options);
    this.#opening = opening.catch(() => {});
    return opening;
  }

  async #open(inputs: readonly NamedBlob[], { signal, onProgress }: CallOptions<OpenProgress>): Promise<OpenedData> {
    const previews = new PreviewSteps(this.#dataSet.spans.length === 0 ? inputs : []);
    const { dataSet, retained } = await decodeFiles(inputs.map(blobSource), {
      signal,
      onProgress: (progress, decodeSoFar) => {
        const soFar = previews.isDue(progress.bytesRead) ? decodeSoFar() : undefined;
        if (soFar && soFar.dataSet.spans.length > 0) this.#hold(soFar.dataSet, soFar.retained, inputs);
        onProgress?.({ ...progress, ...(soFar && { soFar: opened(soFar.dataSet) }) });
      },
    });
    if (dataSet.spans.length > 0 || dataSet.logs.length > 0) this.#hold(dataSet, retained, inputs);
    return opened(dataSet);
  }

  #hold(dataSet: DataSet, retained: RetainedBytes, inputs: readonly NamedBlob[]): void {
    this.#dataSet = dataSet;
    this.#retained = retained;
    this.#inputs = inputs;
    [this.#report, this.#bridges] = this.#diagnoses(dataSet);
    this.#arriving = undefined;
    this.#growing = undefined;
    this.#generations.clear();
  }

  async grow(inputs: readonly NamedBlob[], growth: Growth): Promise<Grown> {
    const { begins, generation, cameMs, nowMs, sinceMs, mostSpans } = growth;
    const growing = begins === undefined ? this.#growing : new GrowingDataSet(begins);
    if (!growing) throw new Error("Nothing here grows.");
    if (begins !== undefined) {
      this.#growing = growing;
      this.#inputs = [];
      this.#generations.clear();
    }
    for (const input of inputs) await growing.add(input, cameMs, nowMs);
    let grown = growing.finish(nowMs);
    const gone = growing.letOldestGo(grown, mostSpans, sinceMs);
    if (gone) grown = growing.finish(nowMs);
    // Something else was opened meanwhile.
    if (this.#growing === growing) {
      this.#show(grown);
      for (const known of this.#generations.keys()) if (!growth.keep.includes(known)) this.#generations.delete(known);
      this.#generations.set(generation, this.#copy());
    }
    const arriving = grown.arriving.reduce((sum, flag) => sum + flag, 0);
    return { summary: summarise(grown.dataSet), arriving, gone: gone ?? { traces: 0, spans: 0 } };
  }

  /** @throws where that generation was forgotten */
  at(generation: number): Engine {
    const engine = this.#generations.get(generation);
    if (!engine) throw new Error("These spans are no longer held.");
    return engine;
  }

  #show({ dataSet, retained, arriving }: GrownDataSet): void {
    this.#dataSet = dataSet;
    this.#retained = retained;
    this.#arriving = arriving;
    this.#report = new SharedWork((signal, onProgress) =>
      reportOfSettled(this.#diagnosis, dataSet, arriving, { signal, onProgress }),
    );
    [, this.#bridges] = this.#diagnoses(dataSet);
  }

  #copy(): Engine {
    const engine = new Engine(this.#diagnosis);
    engine.#dataSet = this.#dataSet;
    engine.#retained = this.#retained;
    engine.#arriving = this.#arriving;
    engine.#report = this.#report;
    engine.#bridges = this.#bridges;
    return engine;
  }

  async listTraces(query: TraceQuery, options: CallOptions<number> = {}): Promise<TraceListView> {
    const [dataSet, arriving] = [this.#dataSet, this.#arriving];
    const view = query.grouped
      ? listQueriedRequests(dataSet, query, this.#requestsOf(dataSet, await this.#bridges.run(options)))
      : listQueriedTraces(dataSet, query);
    return arriving ? { ...view, arriving: Uint8Array.from(view.trace, (trace) => arriving[trace]!) } : view;
  }

  #requestsOf(dataSet: DataSet, bridges: readonly SpanBridge[]): Requests {
    if (this.#requests?.bridges !== bridges) {
      this.#requests = { bridges, grouped: groupRequests(dataSet, trusted(bridges)) };
    }
    return this.#requests.grouped;
  }

  async findTrace(traceId: string): Promise<number> {
    const words = hexToWords(traceId, 4);
    const { traceId: ids, length } = this.#dataSet.traces;
    for (let trace = 0; words && trace < length; trace++) {
      if (words.every((word, place) => ids[trace * 4 + place] === word)) return trace;
    }
    return -1;
  }

  async findContext(traceId: string, spanId: string): Promise<ContextPlace | undefined> {
    return findContext(this.#dataSet, traceId, spanId);
  }

  async traceView(
    trace: number,
    { repaired, possible = false }: RepairChoice,
    options: CallOptions<number> = {},
  ): Promise<TraceView> {
    const dataSet = this.#dataSet;
    if (!repaired) {
      const view = buildTraceView(dataSet, trace);
      return this.#arriving ? { ...view, arriving: this.#arriving[trace] === 1 } : view;
    }
    const bridges = await this.#bridges.run(options);
    return buildRepairedView(dataSet, trace, possible ? bridges : trusted(bridges));
  }

  searchTrace(trace: number, text: string, { signal }: CallOptions = {}): Promise<Int32Array> {
    const { first, count } = this.#dataSet.traces;
    const range = { first: first[trace] ?? 0, count: count[trace] ?? 0 };
    return findSpansWithText(this.#dataSet, this.#retained, text, range, signal);
  }

  spanDetail(span: number): Promise<SpanDetail> {
    return decodeSpanDetail(this.#dataSet, this.#retained, span);
  }

  rawSpan(span: number): Promise<string> {
    return rawSpan(this.#dataSet, this.#retained, span);
  }

  async linkTargets(span: number): Promise<readonly LinkTarget[]> {
    return findLinkTargets(this.#dataSet, span);
  }

  async linkedFrom(span: number): Promise<readonly LinkTarget[]> {
    return findLinkedFrom(this.#dataSet, span);
  }

  async serviceGraph(
    { trace, query, repaired = false, possible = false, measured = [] }: GraphChoice,
    { signal }: CallOptions = {},
  ): Promise<PlacedGraph> {
    const dataSet = this.#dataSet;
    if (trace !== undefined && repaired) {
      const bridges = await this.#bridges.run({ signal });
      const joins = possible ? bridges : trusted(bridges);
      return layoutServiceGraph(buildServiceGraph(dataSet, graphOfRequest(dataSet, trace, joins)));
    }
    const matching = query && queriedTraces(dataSet, query);
    const graph = buildServiceGraph(dataSet, { trace, matching });
    return layoutServiceGraph(addLostEdges(graph, measured));
  }

  async traceLogs(traces: readonly number[]): Promise<LogListView> {
    return listTraceLogs(this.#dataSet, traces);
  }

  logDetail(log: number): Promise<LogDetail> {
    return decodeLogDetail(this.#dataSet, this.#retained, log);
  }

  report(options: CallOptions<number> = {}): Promise<Report> {
    return this.#report.run(options);
  }

  bridges(options: CallOptions<number> = {}): Promise<readonly SpanBridge[]> {
    return this.#bridges.run(options);
  }

  async exportOtlp(traces: readonly number[], { signal }: CallOptions = {}): Promise<Blob> {
    const { first, count } = this.#dataSet.traces;
    const spans = traces.flatMap((trace) => Array.from({ length: count[trace]! }, (_, row) => first[trace]! + row));
    const parts: string[] = [];
    for await (const part of encodeOtlpJson(this.#dataSet, this.#retained, spans)) {
      signal?.throwIfAborted();
      parts.push(part);
    }
    return new Blob(parts, { type: "application/json" });
  }
}

function summarise(dataSet: DataSet): DataSetSummary {
  const { files, warnings, epochUnixNano } = dataSet;
  return { ...summariseDataSet(dataSet), files, warnings, epochUnixNano };
}

function opened(dataSet: DataSet): OpenedData {
  const onlyTrace = dataSet.traces.length === 1 ? buildTraceView(dataSet, 0) : undefined;
  return { summary: summarise(dataSet), onlyTrace };
}

/** Bridges that are joined without being asked for one by one. */
const trusted = (bridges: readonly SpanBridge[]) => bridges.filter(({ confidence }) => confidence !== "possible");
