/** Every carrier this room reads, and by which headers it is recognised. The order is the order of reports. */
import { b3MultiHeaders, readB3Multi } from "./b3-multi.ts";
import { readB3Single } from "./b3-single.ts";
import { datadogHeaders, readDatadog } from "./datadog.ts";
import { readGcp } from "./gcp.ts";
import { readGrpcTraceBin } from "./grpc-trace-bin.ts";
import type { Headers } from "./header-map.ts";
import { otTracerHeaders, readOtTracer } from "./ot-tracer.ts";
import type { CarrierName, Reading } from "./reading.ts";
import { readSentryTrace } from "./sentry-trace.ts";
import { readTraceparent } from "./traceparent.ts";
import { readTracestate } from "./tracestate.ts";
import { readUberTraceId } from "./uber-trace-id.ts";
import { readXAmznTraceId } from "./x-amzn-trace-id.ts";

export interface CarrierReader {
  readonly carrier: CarrierName;
  /** Lower-case. */
  readonly headers: readonly string[];
  /** How a person calls it. */
  readonly title: string;
  /** Called when at least one of the headers is there. */
  readonly read: (headers: Headers) => Reading;
}

function single(carrier: CarrierName, header: string, title: string, read: (value: string) => Reading): CarrierReader {
  return { carrier, headers: [header], title, read: (headers) => read(headers.first(header) ?? "") };
}

export const carrierReaders: readonly CarrierReader[] = [
  single("traceparent", "traceparent", "W3C traceparent", readTraceparent),
  {
    carrier: "tracestate",
    headers: ["tracestate"],
    title: "W3C tracestate",
    read: (headers) => readTracestate(headers.all("tracestate")),
  },
  single("b3", "b3", "B3 single header", readB3Single),
  { carrier: "b3-multi", headers: b3MultiHeaders, title: "B3 headers", read: readB3Multi },
  single("jaeger", "uber-trace-id", "Jaeger uber-trace-id", readUberTraceId),
  single("xray", "x-amzn-trace-id", "AWS X-Ray", readXAmznTraceId),
  { carrier: "ot-tracer", headers: otTracerHeaders, title: "OpenTracing ot-tracer", read: readOtTracer },
  { carrier: "datadog", headers: datadogHeaders, title: "Datadog", read: readDatadog },
  single("gcp", "x-cloud-trace-context", "Google Cloud", readGcp),
  single("grpc-trace-bin", "grpc-trace-bin", "OpenCensus grpc-trace-bin", readGrpcTraceBin),
  single("sentry", "sentry-trace", "Sentry", readSentryTrace),
  single("elastic", "elastic-apm-traceparent", "Elastic APM", (value) =>
    readTraceparent(value, "elastic-apm-traceparent"),
  ),
];

/** The headers worth capturing to see where a context is lost, lower-case. */
export const carrierHeaderNames: readonly string[] = carrierReaders.flatMap((reader) => reader.headers);

/** How a person calls the carrier. */
export function carrierTitle(carrier: CarrierName): string {
  return carrierReaders.find((reader) => reader.carrier === carrier)?.title ?? carrier;
}
