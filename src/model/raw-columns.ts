/** The columns that decoders fill, in file order. The finished tables (tables.ts) say what each means. */

/** `trace` is a number of TraceIdIndex here; *First columns hold the length of the side table when the span began. */
export const SpanColumns = {
  trace: Int32Array,
  spanIdHigh: Uint32Array,
  spanIdLow: Uint32Array,
  parentSpanIdHigh: Uint32Array,
  parentSpanIdLow: Uint32Array,
  name: Int32Array,
  resource: Int32Array,
  scope: Int32Array,
  kind: Uint8Array,
  statusCode: Uint8Array,
  flags: Uint16Array,
  start: Float64Array,
  duration: Float64Array,
  repairs: Uint8Array,
  sourceFile: Uint16Array,
  sourceOffset: Float64Array,
  sourceLength: Uint32Array,
  hotFirst: Uint32Array,
  eventFirst: Uint32Array,
  linkFirst: Uint32Array,
};

/** `trace` is a number of TraceIdIndex, -1 = none. */
export const LogColumns = {
  time: Float64Array,
  trace: Int32Array,
  spanIdHigh: Uint32Array,
  spanIdLow: Uint32Array,
  severityNumber: Uint8Array,
  severityText: Int32Array,
  body: Int32Array,
  resource: Int32Array,
  scope: Int32Array,
  sourceFile: Uint16Array,
  sourceOffset: Float64Array,
  sourceLength: Uint32Array,
};

/** All but the source columns are numbers of strings. */
export const ResourceColumns = {
  service: Int32Array,
  serviceInstance: Int32Array,
  serviceNamespace: Int32Array,
  serviceVersion: Int32Array,
  sdkLanguage: Int32Array,
  sdkName: Int32Array,
  sdkVersion: Int32Array,
  hostName: Int32Array,
  environment: Int32Array,
  sourceFile: Int32Array,
  sourceOffset: Float64Array,
  sourceLength: Uint32Array,
};

export const ScopeColumns = {
  name: Int32Array,
  version: Int32Array,
  sourceFile: Int32Array,
  sourceOffset: Float64Array,
  sourceLength: Uint32Array,
};

/** The longest log body kept as a column, in bytes of UTF-8. */
export const LOG_BODY_LIMIT = 1_024;
/** The longest value kept as a hot attribute, in bytes of UTF-8; longer ones are cut for matching, whole in the details. */
export const HOT_VALUE_LIMIT = 512;
