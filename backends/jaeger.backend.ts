import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askText } from "./ask.ts";
import type { RunningBackend } from "./backend.ts";
import { allDemoTraces, sampleTraces } from "./demo-traces.ts";
import { record } from "./fixtures.ts";
import { jaeger } from "./jaeger.ts";
import { jaegerQuestions } from "./jaeger-questions.ts";
import { decode, soughtIn, texts, traceIdsOf } from "./spans-of.ts";

const prepared = jaeger.prepare();
if ("obstacle" in prepared) console.warn(`Jaeger cannot be had here: ${prepared.obstacle}`);

describe.skipIf("obstacle" in prepared)("Jaeger", () => {
  const { file, version } = prepared as { file: string; version: string };
  let running: RunningBackend;
  let loaded: Awaited<ReturnType<typeof decode>>;
  beforeAll(async () => {
    running = await jaeger.start(file);
    const lines = allDemoTraces();
    await running.load(lines);
    loaded = await decode(lines);
  });
  afterAll(() => running.stop());

  it("gives every trace back through /api/v3 as it was sent", async () => {
    for (const traceId of traceIdsOf(loaded.details)) {
      const { details, warnings } = await decode(
        await askText(running.url, `/api/v3/traces/${traceId}?raw_traces=true`),
      );
      expect(warnings).toEqual([]);
      expect(texts(details)).toEqual(texts(loaded.details.filter((span) => span.traceId === traceId)));
    }
  });

  it.runIf(process.env.UPDATE_FIXTURES)("is recorded", async () => {
    const fresh = await jaeger.start(file);
    try {
      const lines = sampleTraces();
      await fresh.load(lines);
      const { details } = await decode(lines);
      const questions = jaegerQuestions(soughtIn(details));
      await record("jaeger", `Jaeger ${version}`, fresh.url, lines, questions);
    } finally {
      await fresh.stop();
    }
  });
});
