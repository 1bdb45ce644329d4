import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askText } from "./ask.ts";
import type { RunningBackend } from "./backend.ts";
import { allDemoTraces, sampleTraces } from "./demo-traces.ts";
import { expectAsRecorded } from "./expect-as-recorded.ts";
import { readRecording, record } from "./fixtures.ts";
import { decode, serviceOf, servicesOf, soughtIn, texts, traceIdsOf } from "./spans-of.ts";
import { toZipkin } from "./to-zipkin.ts";
import { zipkin } from "./zipkin.ts";
import { zipkinQuestions } from "./zipkin-questions.ts";

const prepared = zipkin.prepare();
if ("obstacle" in prepared) console.warn(`Zipkin cannot be had here: ${prepared.obstacle}`);

describe.skipIf("obstacle" in prepared)("Zipkin", () => {
  const { file, version } = prepared as { file: string; version: string };
  let running: RunningBackend;
  let loaded: Awaited<ReturnType<typeof decode>>;
  beforeAll(async () => {
    running = await zipkin.start(file);
    const lines = allDemoTraces();
    await running.load(lines);
    loaded = await decode(JSON.stringify(toZipkin(lines)));
  });
  afterAll(() => running.stop());

  it("gives every trace back as it was sent", async () => {
    for (const traceId of traceIdsOf(loaded.details)) {
      const { details } = await decode(await askText(running.url, `/api/v2/trace/${traceId}`));
      expect(texts(details)).toEqual(texts(loaded.details.filter((span) => span.traceId === traceId)));
    }
  });

  it("lists every service, and finds every trace of one", async () => {
    expect(JSON.parse(await askText(running.url, "/api/v2/services"))).toEqual(servicesOf(loaded.details));
    const range = `endTs=${Date.now()}&lookback=7200000`;
    const { details } = await decode(
      await askText(running.url, `/api/v2/traces?serviceName=ledger&limit=5000&${range}`),
    );
    const ofLedger = loaded.details.filter((span) => serviceOf(span) === "ledger");
    expect(traceIdsOf(details).sort()).toEqual(traceIdsOf(ofLedger).sort());
  });

  it("answers every question as it is recorded", async () => {
    const fresh = await zipkin.start(file);
    try {
      const lines = sampleTraces();
      await fresh.load(lines);
      const { details } = await decode(lines);
      const questions = zipkinQuestions(soughtIn(details), traceIdsOf(details).slice(0, 2));
      if (process.env.UPDATE_FIXTURES) await record("zipkin", `Zipkin ${version}`, fresh.url, lines, questions);
      await expectAsRecorded(fresh.url, questions, readRecording("zipkin")!, /^$/);
    } finally {
      await fresh.stop();
    }
  });
});
