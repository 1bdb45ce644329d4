/** Prints how long decoding takes against JSON.parse of the same bytes, in Node and in a worker of Chromium. */
import { measureDecodeInChromium } from "./decode-in-chromium.ts";
import { type DecodeRatio, measureDecode } from "./decode-ratio.ts";
import type { GeneratedShape } from "./generate-traces.ts";

/** Processor time: other work on the machine does not count. */
const cpuMilliseconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

const isQuick = process.argv.includes("--quick");
const spans = isQuick ? 20_000 : 100_000;
const rounds = isQuick ? 7 : 15;
const shapes: readonly (readonly [string, GeneratedShape])[] = [
  ["many traces, a line for each batch", { spans }],
  ["one big trace, a line for each batch", { spans, spansPerTrace: spans }],
  ["many traces in one JSON object", { spans, batchSize: spans }],
];

function print(place: string, label: string, result: DecodeRatio): void {
  const { megabytes, ratio, ratioWithoutText, bytesPerSpan, decodeMilliseconds, parseMilliseconds } = result;
  console.log(
    `decode in ${place}, ${label}, ${spans} spans, ${megabytes.toFixed(0)} MB: ${ratio.toFixed(2)} of TextDecoder and JSON.parse, ` +
      `${ratioWithoutText.toFixed(2)} of JSON.parse alone (${decodeMilliseconds.toFixed(0)} / ${parseMilliseconds.toFixed(0)} ms); ` +
      `${bytesPerSpan.toFixed(0)} bytes of columns a span`,
  );
}

for (const [label, shape] of shapes) print("Node", label, await measureDecode(shape, rounds, cpuMilliseconds));
const inChromium = await measureDecodeInChromium(
  shapes.map(([, shape]) => shape),
  rounds,
);
for (const [index, result] of inChromium.entries()) print("Chromium", shapes[index]![0], result);
