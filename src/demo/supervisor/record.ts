import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Fault } from "../faults/fault.ts";
import { FAULTS } from "../faults/table.ts";
import { type OtlpLines, ofSide, readOtlpLines } from "../otlp-lines.ts";
import { FEW_VISITS } from "../shop/traffic.ts";
import { readingOf, SHOWS, UNHEALTHY } from "../signatures.ts";
import type { TruthFile } from "../truth-file.ts";
import { parseOptions } from "./options.ts";
import { startRun } from "./run.ts";

/** An entry of public/demo/index.json: a recording offered on the start page. */
export interface RecordedTrace {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly kind: Fault["kind"];
  readonly file: string;
  readonly spans: number;
  readonly traces: number;
  /** Spans parted from what caused them, or otherwise showing the fault; 0 for innocents. */
  readonly lost: number;
}

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const places = { serviceProgram: join(here, "service.js"), loadProgram: join(here, "load.js") };
const traces = join(root, "public", "demo");
const truths = join(root, "src", "demo", "fixtures");

const MOST_BYTES = 440_000;
/** Some faults need two requests to meet, or a coin to fall both ways. */
const MOST_TRIES = 8;

const asked = process.argv.slice(2);
mkdirSync(traces, { recursive: true });
mkdirSync(truths, { recursive: true });
for (const row of FAULTS) {
  if (asked.length > 0 && !asked.includes(row.id)) continue;
  await record(row);
  writeIndex();
}
process.exit();

/** Records both sides of a fault until the fault shows, the sides are told apart and the file is small. */
async function record(row: Fault): Promise<void> {
  const file = join(traces, `${row.id}.jsonl`);
  const truthFile = join(truths, `${row.id}.truth.json`);
  const kinds = row.visits ?? FEW_VISITS;
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const options = parseOptions(["--fault", row.id, "--requests", String(kinds.length), "--seed", String(attempt)]);
    const out = `${file}.new`;
    const run = await startRun({ ...options, kinds, out, truth: `${truthFile}.new` }, places, () => {});
    const { truth } = await run.done;
    const shown = [...(truth?.faults ?? []), ...(truth?.innocents ?? [])];
    const count = shown.reduce((sum, { spans }) => sum + spans.length, 0);
    const bytes = statSync(out).size;
    const trouble = truth === undefined ? "no truth" : troubleOfIntact(readOtlpLines(out), truth.parents, kinds.length);
    const edges = shown.map(({ edge, spans }) => `${edge.from} -> ${edge.to} ${spans.length}`).join(", ");
    console.log(`${row.id}: ${bytes} bytes; ${edges || "does not show"}${trouble ? `; intact side: ${trouble}` : ""}`);
    if (count >= (row.variants?.length ?? 1) && bytes < MOST_BYTES && trouble === undefined) {
      // Stack traces name the folder of whoever records: a recording is for everyone.
      writeFileSync(file, readFileSync(out, "utf8").replaceAll(`${process.cwd()}/`, "/srv/shop/"));
      rmSync(out);
      renameSync(`${truthFile}.new`, truthFile);
      return;
    }
    rmSync(out);
    rmSync(`${truthFile}.new`);
  }
  console.error(`${row.id} did not show in ${MOST_TRIES} runs of at most ${MOST_BYTES} bytes; the old recording stays`);
  process.exitCode = 1;
}

/** What a busy machine can do to the healthy side: an answer later than its deadline, a server span ended late. */
function troubleOfIntact(lines: OtlpLines, parents: TruthFile["parents"], visits: number): string | undefined {
  const spans = ofSide(lines.spans, "intact");
  const reading = readingOf({ spans, logs: [] }, parents);
  for (const name of UNHEALTHY) {
    const span = spans.find((each) => SHOWS[name](each, reading));
    if (span) return `${name} at ${span.resource["service.name"]} ${span.name}`;
  }
  const roots = countTraces(spans);
  return roots === visits ? undefined : `${roots} traces for ${visits} visits`;
}

function writeIndex(): void {
  const recorded = FAULTS.filter(({ id }) => existsSync(join(traces, `${id}.jsonl`)));
  const entries = recorded.map(({ id, title, sentence, kind }): RecordedTrace => {
    const file = `${id}.jsonl`;
    const { spans } = readOtlpLines(join(traces, file));
    return {
      id,
      title,
      sentence,
      kind,
      file,
      spans: spans.length,
      traces: countTraces(spans),
      lost: kind === "fault" ? lostIn(id) : 0,
    };
  });
  writeFileSync(join(traces, "index.json"), `${JSON.stringify(entries, undefined, 2)}\n`);
}

function lostIn(id: string): number {
  const truth = JSON.parse(readFileSync(join(truths, `${id}.truth.json`), "utf8")) as TruthFile;
  return truth.faults.reduce((sum, { spans }) => sum + spans.length, 0);
}

function countTraces(spans: readonly { traceId: string }[]): number {
  return new Set(spans.map(({ traceId }) => traceId)).size;
}
