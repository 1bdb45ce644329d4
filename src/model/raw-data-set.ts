/** The growing columns of a data set before they are sorted: what DataSetBuilder fills and finishDataSet reads. */
import { GrowableColumns } from "./growable-columns.ts";
import { LogColumns, ResourceColumns, ScopeColumns, SpanColumns } from "./raw-columns.ts";
import { StringTableBuilder } from "./string-table.ts";
import type { SourceFile } from "./tables.ts";
import { TraceIdIndex } from "./trace-id-index.ts";
import { WarningCollector } from "./warning.ts";

export abstract class RawDataSet {
  readonly strings = new StringTableBuilder();
  readonly traceIds = new TraceIdIndex();
  readonly spans = new GrowableColumns(SpanColumns);
  readonly hotAttributes = new GrowableColumns({ key: Uint8Array, value: Int32Array });
  readonly events = new GrowableColumns({ time: Float64Array, name: Int32Array });
  readonly links = new GrowableColumns({
    trace: Int32Array,
    spanIdHigh: Uint32Array,
    spanIdLow: Uint32Array,
    flags: Uint16Array,
  });
  readonly logs = new GrowableColumns(LogColumns);
  readonly resources = new GrowableColumns(ResourceColumns, 16);
  readonly scopes = new GrowableColumns(ScopeColumns, 16);
  readonly files: SourceFile[] = [];
  readonly warnings = new WarningCollector();

  abstract get epochUnixNano(): bigint;
}
