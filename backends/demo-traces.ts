/** The demo's recorded traces as OTLP/JSON lines, moved in time so that the newest ended half a minute ago: backends look at what is new. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const demo = join(import.meta.dirname, "../public/demo");

/** The handful that is recorded as fixtures: by recording, the beginnings of trace ids. Choose others where a recording is made anew. */
const SAMPLE: Readonly<Record<string, readonly string[]>> = {
  // A purchase that falls in two (the caller's half, then the callee's), a failing one, and a whole one.
  "http-no-inject": ["b73b9e6d", "ab240163", "c86d7fed", "c1094121", "c67b371a"],
  // A link to another trace.
  "restart-with-link": ["7a2279df", "30d03827"],
  // Arrays (recorded headers) and an event.
  "custom-header": ["29623273", "9af22cc2"],
};

interface Line {
  readonly resourceSpans?: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly { readonly traceId: string }[] }[];
  }[];
}

/** Every trace of every recording. */
export function allDemoTraces(): string {
  const files = readdirSync(demo).filter((name) => name.endsWith(".jsonl"));
  // Each recording on its own, so that all of them are recent.
  return files.map((name) => demoTraces(name.replace(/\.jsonl$/, ""))).join("\n");
}

/** Every trace of one recording. */
export const demoTraces = (name: string): string => recent(readFileSync(join(demo, `${name}.jsonl`), "utf8"));

/** The handful, each in a line of its own. */
export function sampleTraces(): string {
  const recordings = Object.entries(SAMPLE).map(([name, beginnings]) => {
    const lines = readFileSync(join(demo, `${name}.jsonl`), "utf8")
      .trimEnd()
      .split("\n");
    return beginnings.map((beginning) => traceOf(lines, beginning)).join("\n");
  });
  return recordings.map(recent).join("\n");
}

function traceOf(lines: readonly string[], beginning: string): string {
  const resourceSpans = lines
    .map((line) => JSON.parse(line) as Line)
    .flatMap(({ resourceSpans = [] }) => resourceSpans)
    .map((resource) => ({
      ...resource,
      scopeSpans: resource.scopeSpans
        .map((scope) => ({ ...scope, spans: scope.spans.filter(({ traceId }) => traceId.startsWith(beginning)) }))
        .filter(({ spans }) => spans.length > 0),
    }))
    .filter(({ scopeSpans }) => scopeSpans.length > 0);
  return JSON.stringify({ resourceSpans });
}

const TIME = /"(startTimeUnixNano|endTimeUnixNano|timeUnixNano)":"?(\d+)"?/g;

function recent(lines: string): string {
  let newest = 0n;
  for (const [, , nano] of lines.matchAll(TIME)) if (BigInt(nano!) > newest) newest = BigInt(nano!);
  const shift = BigInt(Date.now() - 30_000) * 1_000_000n - newest;
  return lines.replace(TIME, (_, key: string, nano: string) => `"${key}":"${BigInt(nano) + shift}"`);
}
