/**
 * OTLP's messages for @bufbuild/protobuf, against which the decoder here is checked; for tests. One line a message:
 *
 *   Name = number name type, …       type: a scalar of protobuf or a message; * repeated, | a member of the oneof "value"
 *
 * Source: opentelemetry-proto 1.7, opentelemetry/proto/{common,resource,trace,logs,metrics}/v1.
 */
import { create, createFileRegistry, type DescMessage, toBinary } from "@bufbuild/protobuf";
import {
  type FieldDescriptorProto_Label,
  FieldDescriptorProtoSchema,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
} from "@bufbuild/protobuf/wkt";

const OTLP = `
  AnyValue = 1 string_value string|, 2 bool_value bool|, 3 int_value int64|, 4 double_value double|, 5 array_value ArrayValue|, 6 kvlist_value KeyValueList|, 7 bytes_value bytes|
  ArrayValue = 1 values AnyValue*
  KeyValueList = 1 values KeyValue*
  KeyValue = 1 key string, 2 value AnyValue
  InstrumentationScope = 1 name string, 2 version string, 3 attributes KeyValue*, 4 dropped_attributes_count uint32
  EntityRef = 1 schema_url string, 2 type string, 3 id_keys string*, 4 description_keys string*
  Resource = 1 attributes KeyValue*, 2 dropped_attributes_count uint32, 3 entity_refs EntityRef*

  TracesData = 1 resource_spans ResourceSpans*
  ResourceSpans = 1 resource Resource, 2 scope_spans ScopeSpans*, 3 schema_url string
  ScopeSpans = 1 scope InstrumentationScope, 2 spans Span*, 3 schema_url string
  Span = 1 trace_id bytes, 2 span_id bytes, 3 trace_state string, 4 parent_span_id bytes, 16 flags fixed32, 5 name string, 6 kind int32, 7 start_time_unix_nano fixed64, 8 end_time_unix_nano fixed64, 9 attributes KeyValue*, 10 dropped_attributes_count uint32, 11 events Event*, 12 dropped_events_count uint32, 13 links Link*, 14 dropped_links_count uint32, 15 status Status
  Event = 1 time_unix_nano fixed64, 2 name string, 3 attributes KeyValue*, 4 dropped_attributes_count uint32
  Link = 1 trace_id bytes, 2 span_id bytes, 3 trace_state string, 4 attributes KeyValue*, 5 dropped_attributes_count uint32, 6 flags fixed32
  Status = 2 message string, 3 code int32

  LogsData = 1 resource_logs ResourceLogs*
  ResourceLogs = 1 resource Resource, 2 scope_logs ScopeLogs*, 3 schema_url string
  ScopeLogs = 1 scope InstrumentationScope, 2 log_records LogRecord*, 3 schema_url string
  LogRecord = 1 time_unix_nano fixed64, 11 observed_time_unix_nano fixed64, 2 severity_number int32, 3 severity_text string, 5 body AnyValue, 6 attributes KeyValue*, 7 dropped_attributes_count uint32, 8 flags fixed32, 9 trace_id bytes, 10 span_id bytes, 12 event_name string

  MetricsData = 1 resource_metrics ResourceMetrics*
  ResourceMetrics = 1 resource Resource, 2 scope_metrics ScopeMetrics*, 3 schema_url string
  ScopeMetrics = 1 scope InstrumentationScope, 2 metrics Metric*, 3 schema_url string
  Metric = 1 name string, 2 description string, 3 unit string, 5 gauge Gauge, 7 sum Sum, 9 histogram Histogram, 12 metadata KeyValue*
  Gauge = 1 data_points NumberDataPoint*
  Sum = 1 data_points NumberDataPoint*, 2 aggregation_temporality int32, 3 is_monotonic bool
  Histogram = 1 data_points HistogramDataPoint*, 2 aggregation_temporality int32
  NumberDataPoint = 2 start_time_unix_nano fixed64, 3 time_unix_nano fixed64, 4 as_double double|, 6 as_int sfixed64|, 7 attributes KeyValue*, 8 flags uint32
  HistogramDataPoint = 2 start_time_unix_nano fixed64, 3 time_unix_nano fixed64, 4 count fixed64, 5 sum double, 6 bucket_counts fixed64*, 7 explicit_bounds double*, 9 attributes KeyValue*, 10 flags uint32
`;

/** Fields of every wire type that no version of OTLP has; added to each message of the future's schema. */
const UNHEARD_OF =
  "900 unheard_varint uint64, 901 unheard_fixed64 fixed64, 902 unheard_bytes bytes, 905 unheard_fixed32 fixed32, 536870911 unheard_last string";

const SCALARS = { double: 1, int64: 3, uint64: 4, int32: 5, fixed64: 6, fixed32: 7, bool: 8, string: 9, bytes: 12 };
const TYPES: ReadonlyMap<string, number> = new Map(Object.entries({ ...SCALARS, uint32: 13, sfixed64: 16 }));
const MESSAGE_TYPE = 11;
const LABEL_OPTIONAL: FieldDescriptorProto_Label = 1;
const LABEL_REPEATED: FieldDescriptorProto_Label = 3;

/** The messages of OTLP by name; with `ofTheFuture`, each has more fields than today's, named unheard_…. */
export class OtlpSchema {
  readonly #messages: ReadonlyMap<string, DescMessage>;

  constructor({ ofTheFuture = false } = {}) {
    const messageType = OTLP.split("\n")
      .filter((line) => line.includes("="))
      .map((line) => describeMessage(ofTheFuture ? `${line}, ${UNHEARD_OF}` : line));
    const file = create(FileDescriptorProtoSchema, {
      name: "otlp.proto",
      syntax: "proto3",
      messageType: messageType as never,
    });
    const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: [file] }));
    const messages = [...registry].filter((type) => type.kind === "message");
    this.#messages = new Map(messages.map((message) => [message.typeName, message]));
  }

  /** @param init by protobuf-es's names: lowerCamelCase, a oneof as {case, value} */
  encode(message: string, init: object): Uint8Array<ArrayBuffer> {
    const schema = this.#messages.get(message);
    if (!schema) throw new Error(`OTLP has no message ${message}.`);
    return toBinary(schema, create(schema, init as never)) as Uint8Array<ArrayBuffer>;
  }
}

function describeMessage(line: string) {
  const [name = "", fields = ""] = line.split(" = ").map((part) => part.trim());
  const field = fields.split(",").map((text) => describeField(text.trim()));
  const hasOneof = field.some(({ oneofIndex }) => oneofIndex === 0);
  return { name, field, oneofDecl: hasOneof ? [{ name: "value" }] : [] };
}

function describeField(text: string) {
  const [number = "", name = "", spelling = ""] = text.split(" ");
  const typeName = spelling.replace(/[*|]$/, "");
  const scalar = TYPES.get(typeName);
  return create(FieldDescriptorProtoSchema, {
    name,
    number: Number(number),
    label: spelling.endsWith("*") ? LABEL_REPEATED : LABEL_OPTIONAL,
    type: scalar ?? MESSAGE_TYPE,
    ...(scalar === undefined && { typeName: `.${typeName}` }),
    ...(spelling.endsWith("|") && { oneofIndex: 0 }),
  });
}
