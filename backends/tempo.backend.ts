import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askText } from "./ask.ts";
import type { RunningBackend } from "./backend.ts";
import { allDemoTraces, sampleTraces } from "./demo-traces.ts";
import { record } from "./fixtures.ts";
import { decode, soughtIn, texts, traceIdsOf, withoutFlags } from "./spans-of.ts";
import { tempo } from "./tempo.ts";
import { tempoQuestions } from "./tempo-questions.ts";

const prepared = tempo.prepare();
if ("obstacle" in prepared) console.warn(`Tempo cannot be had here: ${prepared.obstacle}`);

describe.skipIf("obstacle" in prepared)("Tempo", () => {
  const { file, version } = prepared as { file: string; version: string };
  let running: RunningBackend;
  let loaded: Awaited<ReturnType<typeof decode>>;
  beforeAll(async () => {
    running = await tempo.start(file);
    const lines = allDemoTraces();
    await running.load(lines);
    loaded = await decode(lines);
  });
  afterAll(() => running.stop());

  it.each(["/api/v2/traces", "/api/traces"])(
    "gives every trace back through %s as it was sent, but for flags",
    async (path) => {
      for (const traceId of traceIdsOf(loaded.details)) {
        const { details, warnings } = await decode(await askText(running.url, `${path}/${traceId}`));
        expect(warnings).toEqual([]);
        const sent = loaded.details.filter((span) => span.traceId === traceId);
        expect(texts(details)).toEqual(texts(sent.map(withoutFlags)));
      }
    },
  );

  it.runIf(process.env.UPDATE_FIXTURES)("is recorded", async () => {
    const fresh = await tempo.start(file);
    try {
      const lines = sampleTraces();
      await fresh.load(lines);
      const { details } = await decode(lines);
      await record("tempo", `Tempo ${version}`, fresh.url, lines, tempoQuestions(soughtIn(details)));
    } finally {
      await fresh.stop();
    }
  });
});
