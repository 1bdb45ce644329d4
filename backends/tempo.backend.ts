import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askText } from "./ask.ts";
import type { RunningBackend } from "./backend.ts";
import { allDemoTraces, sampleTraces } from "./demo-traces.ts";
import { expectAsRecorded } from "./expect-as-recorded.ts";
import { readRecording, record } from "./fixtures.ts";
import { decode, serviceOf, servicesOf, soughtIn, texts, traceIdsOf, withoutFlags } from "./spans-of.ts";
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

  it("lists every service, and finds every trace of one", async () => {
    const { tagValues } = JSON.parse(await askText(running.url, "/api/search/tag/service.name/values"));
    expect(tagValues.sort()).toEqual(servicesOf(loaded.details));
    const seconds = Math.ceil(Date.now() / 1_000);
    const q = encodeURIComponent('{resource.service.name="ledger"}');
    const path = `/api/search?q=${q}&limit=5000&start=${seconds - 7_200}&end=${seconds}`;
    const { traces } = JSON.parse(await askText(running.url, path));
    const found = traces.map(({ traceID }: { traceID: string }) => traceID.padStart(32, "0"));
    const ofLedger = loaded.details.filter((span) => serviceOf(span) === "ledger");
    expect(found.sort()).toEqual(traceIdsOf(ofLedger).sort());
  });

  it("answers every question as it is recorded", async () => {
    const fresh = await tempo.start(file);
    try {
      const lines = sampleTraces();
      await fresh.load(lines);
      const { details } = await decode(lines);
      const questions = tempoQuestions(soughtIn(details));
      if (process.env.UPDATE_FIXTURES) await record("tempo", `Tempo ${version}`, fresh.url, lines, questions);
      await expectAsRecorded(fresh.url, questions, readRecording("tempo")!, /metrics/);
    } finally {
      await fresh.stop();
    }
  });
});
