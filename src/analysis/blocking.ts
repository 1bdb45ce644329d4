/** Which children their parents wait for. */
import { SpanKind } from "../model/enums.ts";
import type { TraceRows } from "./trace-view.ts";

/**
 * A call waits for its answer (CLIENT and SERVER, and whatever goes on inside); who sends a message does not wait for its
 * CONSUMER. A consumer's own "process" inside its "receive" is waited for.
 */
export function blocksParent(rows: TraceRows, row: number): boolean {
  if (rows.kind[row] !== SpanKind.consumer) return true;
  const parent = rows.parentRow[row]!;
  return parent !== -1 && rows.kind[parent] !== SpanKind.producer && rows.service[parent] === rows.service[row];
}
