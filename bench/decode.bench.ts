/** Prints how long decoding takes against JSON.parse of the same bytes. */
import { measureDecode } from "./decode-ratio.ts";

/** Processor time: other work on the machine does not count. */
const cpuMilliseconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

const isQuick = process.argv.includes("--quick");
for (const [label, shape] of [
  ["many traces", { spans: isQuick ? 20_000 : 100_000 }],
  ["one big trace", { spans: isQuick ? 20_000 : 100_000, spansPerTrace: 100_000 }],
] as const) {
  const { megabytes, ratio, ratioWithoutText, bytesPerSpan, parseMilliseconds, decodeMilliseconds } =
    await measureDecode(shape, isQuick ? 5 : 9, cpuMilliseconds);
  console.log(
    `decode, ${label} (${megabytes.toFixed(1)} MB): ${ratioWithoutText.toFixed(2)} of JSON.parse (${decodeMilliseconds.toFixed(0)} / ${parseMilliseconds.toFixed(0)} ms), ${ratio.toFixed(2)} with making its text; ${bytesPerSpan.toFixed(0)} bytes of columns a span`,
  );
}
