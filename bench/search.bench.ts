/**
 * npm run bench -- search: the last 20 traces of a service, and one trace by id, in a store of 100,000 and of 10,000,000 spans.
 * Rows are written by SQL, without bytes: only the columns are asked. Prints milliseconds and the ratio.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { placesOfTraces } from "../src/collector/store/find-spans.ts";
import { searchTraces } from "../src/collector/store/search-traces.ts";
import { SpanStore } from "../src/collector/store/span-store.ts";
import { summariseStoredTraces } from "../src/collector/store/summarise-traces.ts";

const SIZES = process.argv.includes("--quick") ? [100_000, 1_000_000] : [100_000, 10_000_000];
const SPANS_A_TRACE = 10;
const SPANS_A_BATCH = 500;
const SERVICES = 20;
const REPEATS = 15;
const EPOCH = 1_790_000_000_000_000_000n;

const times: { list: number; trace: number }[] = [];
for (const spans of SIZES) {
  const folder = mkdtempSync(join(tmpdir(), "causeway-search-"));
  const store = await SpanStore.open({ folder, say: (sentence) => console.error(sentence) });
  await fill(store, spans);
  await store.close();
  const filled = await SpanStore.open({ folder, say: (sentence) => console.error(sentence) });
  const list = await median(() => lastTwenty(filled));
  // Trace ids are random, so that no order helps to find one.
  const [[low]] = (await filled.query(`SELECT hash(${spans / SPANS_A_TRACE / 2}::BIGINT)`)) as [[bigint]];
  const trace = await median(async () => {
    if ((await placesOfTraces(filled, [{ high: 7n, low }])).size === 0) throw new Error("The trace is not found.");
  });
  times.push({ list, trace });
  console.log(`${spans} spans: last 20 traces of a service ${list.toFixed(1)} ms, one trace ${trace.toFixed(1)} ms`);
  await filled.close();
  rmSync(folder, { recursive: true });
}
const [small, large] = times as [(typeof times)[0], (typeof times)[0]];
const ratio = (key: "list" | "trace") => (large[key] / small[key]).toFixed(1);
console.log(
  `${SIZES[1]! / SIZES[0]!} times the spans: list ${ratio("list")} times, one trace ${ratio("trace")} times as long`,
);

async function fill(store: SpanStore, spans: number): Promise<void> {
  await store.exclusively(async (connection) => {
    await connection.run(`INSERT INTO operation SELECT i, 'service ' || i, 'GET /', 2 FROM range(${SERVICES}) t(i)`);
    await connection.run(
      `INSERT INTO batch SELECT i, 0, 1, 2, 0, 0, ${SPANS_A_BATCH}, ${EPOCH} + i * ${SPANS_A_BATCH} * 1000000,
         ${EPOCH} + (i + 1) * ${SPANS_A_BATCH} * 1000000, ''::BLOB, NULL, NULL, NULL FROM range(${spans / SPANS_A_BATCH}) t(i)`,
    );
    await connection.run(
      `INSERT INTO span SELECT 7, hash(i // ${SPANS_A_TRACE}), i + 1, CASE WHEN i % ${SPANS_A_TRACE} = 0 THEN 0 ELSE i - i % ${SPANS_A_TRACE} + 1 END,
         ${EPOCH} + i * 1000000, 1000000, hash(i) % ${SERVICES}, 0, i // ${SPANS_A_BATCH}, i % ${SPANS_A_BATCH} FROM range(${spans}) t(i)`,
    );
  });
}

async function lastTwenty(store: SpanStore): Promise<void> {
  const any = { operation: undefined, durationMinNano: undefined, durationMaxNano: undefined, attributes: {} };
  const range = { startMinNano: EPOCH, startMaxNano: EPOCH * 2n };
  const { traces } = await searchTraces(store, { service: "service 3", ...any, ...range, limit: 20 });
  const summaries = await summariseStoredTraces(store, traces);
  if (summaries.length !== 20 || summaries[0]!.spanCount !== SPANS_A_TRACE) throw new Error("The search is wrong.");
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const began = performance.now();
    await work();
    all.push(performance.now() - began);
  }
  return all.sort((a, b) => a - b)[REPEATS >> 1]!;
}
