import { SpanStatusCode } from "@opentelemetry/api";
import { hrTimeToMilliseconds } from "@opentelemetry/core";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import type { Fault, ServiceName } from "../faults/fault.ts";
import type { Side } from "../process/config.ts";
import type { SpanReport } from "../process/truth.ts";
import { createTruthCollector } from "../truth-file.ts";
import type { RunLog, RunSpan, SideResult } from "./run.ts";
import type { TelemetrySink } from "./telemetry.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** Stands in the place of a trace id where a visit caused a span: the page's knowledge, which the truth file does not have. */
export const VISIT = "visit";

interface Started {
  readonly key: string;
  readonly service: ServiceName;
  readonly name: string;
  readonly kind: number;
  readonly startMs: number;
}

export interface SideRecorder {
  sinkOf(service: ServiceName): TelemetrySink;
  result(): SideResult;
}

/** Gathers what the processes of one side export, and beside it what they truly did. */
export function createSideRecorder(
  side: Side,
  rows: readonly Fault[],
  clock: VirtualClock,
  epochUnixMs: number,
): SideRecorder {
  const truth = createTruthCollector(rows);
  const started: Started[] = [];
  const causes = new Map<string, string>();
  const exported = new Map<string, ReadableSpan>();
  const lines: string[] = [];

  const sinkOf = (service: ServiceName): TelemetrySink => ({
    named(span, name, kind) {
      started.push({ key: keyOf(span.spanContext()), service, name, kind, startMs: clock.now() });
    },
    started(report) {
      const [traceId, spanId, causeTraceId, causeSpanId, fault, kind] = report;
      if (causeSpanId !== "") causes.set(`${traceId}-${spanId}`, `${causeTraceId}-${causeSpanId}`);
      const known: SpanReport = causeTraceId === VISIT ? [traceId, spanId, "", "", fault, kind] : report;
      truth.add(service, { started: [known], marked: [], exported: [] });
    },
    marked: (report) => truth.add(service, { started: [], marked: [report], exported: [] }),
    exported(spans) {
      for (const span of spans) exported.set(keyOf(span.spanContext()), span);
      const ids = spans.map((span): [string, string] => [span.spanContext().traceId, span.spanContext().spanId]);
      truth.add(service, { started: [], marked: [], exported: ids });
    },
    otlp: (line) => void lines.push(line),
  });

  return {
    sinkOf,
    result() {
      const known = truth.build();
      const blamed = new Set([...known.faults, ...known.innocents].flatMap(({ spans }) => spans.map(keyOf)));
      const visitsOf = createVisitFinder(causes, exported);
      const spans = started.map(({ key, service, name, kind, startMs }): RunSpan => {
        const span = exported.get(key);
        const since = (time: ReadableSpan["startTime"]) => hrTimeToMilliseconds(time) - epochUnixMs;
        const parent = span?.parentSpanContext;
        const cause = causes.get(key);
        return {
          key,
          service,
          name,
          kind,
          startMs: span ? since(span.startTime) : startMs,
          endMs: span && since(span.endTime),
          exported: span !== undefined,
          failed: span?.status.code === SpanStatusCode.ERROR,
          parent: parent && keyOf(parent),
          links: span?.links.map((link) => keyOf(link.context)) ?? [],
          trueParent: cause?.startsWith(VISIT) ? undefined : cause,
          visits: visitsOf(key),
          blamed: blamed.has(key),
        };
      });
      return {
        side,
        otlp: lines.map((line) => `${line}\n`).join(""),
        spans,
        logs: readLogs(lines, epochUnixMs),
        truth: known,
      };
    },
  };
}

const keyOf = ({ traceId, spanId }: { traceId: string; spanId: string }): string => `${traceId}-${spanId}`;

/** Follows causes, and links where a trace was restarted on purpose, up to the visits. */
function createVisitFinder(causes: ReadonlyMap<string, string>, exported: ReadonlyMap<string, ReadableSpan>) {
  const found = new Map<string, readonly number[]>();
  const visitsOf = (key: string): readonly number[] => {
    const known = found.get(key);
    if (known) return known;
    found.set(key, []);
    const cause = causes.get(key);
    const above = cause === undefined ? (exported.get(key)?.links.map((link) => keyOf(link.context)) ?? []) : [cause];
    const visits = above.flatMap((each) =>
      each.startsWith(VISIT) ? [Number(each.slice(VISIT.length + 1))] : visitsOf(each),
    );
    const distinct = [...new Set(visits)].sort((a, b) => a - b);
    found.set(key, distinct);
    return distinct;
  };
  return visitsOf;
}

interface LogsRequest {
  readonly resourceLogs?: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue?: string } }[] };
    readonly scopeLogs: readonly { readonly logRecords: readonly LogRecord[] }[];
  }[];
}

interface LogRecord {
  readonly timeUnixNano: string;
  readonly severityText?: string;
  readonly body: { readonly stringValue?: string };
  readonly traceId?: string;
  readonly spanId?: string;
}

/** Read back from what was exported: what a receiver would have. */
function readLogs(lines: readonly string[], epochUnixMs: number): RunLog[] {
  const logs: RunLog[] = [];
  for (const line of lines) {
    for (const { resource, scopeLogs } of (JSON.parse(line) as LogsRequest).resourceLogs ?? []) {
      const service = resource.attributes.find(({ key }) => key === "service.name")?.value.stringValue ?? "";
      for (const record of scopeLogs.flatMap(({ logRecords }) => logRecords)) {
        const { timeUnixNano, severityText = "", body, traceId, spanId } = record;
        logs.push({
          service,
          body: body.stringValue ?? "",
          severity: severityText,
          timeMs: Number(timeUnixNano) / 1e6 - epochUnixMs,
          span: traceId && spanId ? `${traceId}-${spanId}` : undefined,
        });
      }
    }
  }
  return logs.sort((a, b) => a.timeMs - b.timeMs);
}
