/**
 * One trace of any size, for opening and scrolling: several services, calls nested at random, errors, events, and durations over five
 * orders of magnitude. The same numbers come out each time.
 */
import { DataSetBuilder } from "../src/model/data-set-builder.ts";
import { SpanKind, StatusCode } from "../src/model/enums.ts";
import type { DataSet } from "../src/model/tables.ts";

const SERVICES = 14;
const NAMES = ["GET /api/items/{id}", "SELECT orders", "cache.get", "render", "POST /v1/charge", "publish"];
const EPOCH_SECONDS = 1_767_225_600;
const ROOT_NANO = 10e9;
const LEAST_NANO = 2_000;
/** A parent is one of the spans shortly before, most often the one just before. */
const PARENT_REACH = 40;

export function generateTrace(spanCount: number): DataSet {
  const builder = new DataSetBuilder();
  const resources = Array.from({ length: SERVICES }, (_, number) => addService(builder, `service-${number}`));
  const names = Array.from({ length: 60 }, (_, number) =>
    builder.strings.intern(`${NAMES[number % NAMES.length]} ${number}`),
  );
  const checkpoint = builder.strings.intern("checkpoint");
  const random = randomNumbers(7);
  const depth = new Int32Array(spanCount);
  const start = new Float64Array(spanCount);
  const duration = new Float64Array(spanCount);
  for (let span = 0; span < spanCount; span++) {
    const parent = span - 1 - Math.floor(random() ** 3 * Math.min(span, PARENT_REACH));
    if (span === 0) duration[0] = ROOT_NANO;
    else {
      depth[span] = depth[parent]! + 1;
      start[span] = start[parent]! + random() * duration[parent]! * 0.5;
      duration[span] = (start[parent]! + duration[parent]! - start[span]!) * (0.2 + random() * 0.75);
      if (duration[span]! < LEAST_NANO) {
        start[span] = random() * ROOT_NANO * 0.9;
        duration[span] = random() ** 4 * ROOT_NANO * 0.1;
      }
    }
    const row = builder.beginSpan();
    const { columns } = builder.spans;
    columns.trace[row] = builder.traceIds.add(0, 0, 0, 5);
    columns.spanIdLow[row] = span + 1;
    columns.parentSpanIdLow[row] = span === 0 ? 0 : parent + 1;
    columns.name[row] = names[Math.floor(random() * names.length)]!;
    columns.resource[row] = resources[(depth[span]! * 3 + Math.floor(random() * 2)) % SERVICES]!;
    columns.kind[row] = SpanKind.internal + Math.floor(random() * 5);
    columns.statusCode[row] = random() < 0.01 ? StatusCode.error : StatusCode.unset;
    columns.start[row] = builder.timeOffset(EPOCH_SECONDS, Math.round(start[span]!));
    columns.duration[row] = Math.round(duration[span]!);
    if (random() < 0.1) builder.addEvent(columns.start[row]! + duration[span]! / 2, checkpoint);
  }
  return builder.finish();
}

function addService(builder: DataSetBuilder, name: string): number {
  const row = builder.resources.add();
  builder.resources.columns.service[row] = builder.strings.intern(name);
  builder.resources.columns.sourceFile[row] = -1;
  return row;
}

/** Numbers in [0, 1) from a linear congruential generator. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
