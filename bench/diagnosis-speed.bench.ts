/** Prints how long hops, continuity and all rules take against decoding the same bytes, and how that grows. */

import { diagnose } from "../src/diagnosis/report.ts";
import { memorySource } from "../src/formats/memory-source.ts";
import { decodeFiles } from "../src/formats/open-files.ts";
import { generateOtlpBytes } from "./generate-traces.ts";

/** Processor time: other work on the machine does not count. */
const cpuMilliseconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

const isQuick = process.argv.includes("--quick");
for (const spans of isQuick ? [20_000, 80_000] : [100_000, 250_000, 1_000_000]) {
  const source = memorySource("generated.jsonl", generateOtlpBytes({ spans }));
  const start = cpuMilliseconds();
  const { dataSet } = await decodeFiles([source], {});
  const decoded = cpuMilliseconds();
  const { findings, continuity } = diagnose(dataSet);
  const diagnosed = cpuMilliseconds();
  const ratio = (diagnosed - decoded) / (decoded - start);
  const alarms = findings.filter(({ severity }) => severity !== "info");
  console.log(
    `diagnosis, ${spans} spans: ${ratio.toFixed(2)} of decoding (${(diagnosed - decoded).toFixed(0)} / ${(decoded - start).toFixed(0)} ms); ${continuity.intact} of ${continuity.hops} hops intact, ${alarms.length} findings${alarms.map(({ title }) => `; ${title}`).join("")}`,
  );
}
