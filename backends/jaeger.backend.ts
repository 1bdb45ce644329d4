import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askText } from "./ask.ts";
import type { RunningBackend } from "./backend.ts";
import { allDemoTraces, sampleTraces } from "./demo-traces.ts";
import { expectAsRecorded } from "./expect-as-recorded.ts";
import { readRecording, record } from "./fixtures.ts";
import { jaeger } from "./jaeger.ts";
import { iso, jaegerQuestions } from "./jaeger-questions.ts";
import { decode, serviceOf, servicesOf, soughtIn, texts, traceIdsOf } from "./spans-of.ts";

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

  it("lists every service, and finds every trace of one", async () => {
    const { services } = JSON.parse(await askText(running.url, "/api/v3/services"));
    expect(services.sort()).toEqual(servicesOf(loaded.details));
    const range = `query.start_time_min=${iso(Date.now() - 7_200_000)}&query.start_time_max=${iso(Date.now())}`;
    const path = `/api/v3/traces?query.service_name=ledger&query.num_traces=5000&query.raw_traces=true&${range}`;
    const { details } = await decode(await askText(running.url, path));
    const ofLedger = loaded.details.filter((span) => serviceOf(span) === "ledger");
    expect(traceIdsOf(details).sort()).toEqual(traceIdsOf(ofLedger).sort());
  });

  it("answers every question as it is recorded", async () => {
    const fresh = await jaeger.start(file);
    try {
      const lines = sampleTraces();
      await fresh.load(lines);
      const { details } = await decode(lines);
      const questions = jaegerQuestions(soughtIn(details));
      if (process.env.UPDATE_FIXTURES) await record("jaeger", `Jaeger ${version}`, fresh.url, lines, questions);
      await expectAsRecorded(fresh.url, questions, readRecording("jaeger")!, /@jaeger@warnings|arrayValue|warnings/);
    } finally {
      await fresh.stop();
    }
  });
});
