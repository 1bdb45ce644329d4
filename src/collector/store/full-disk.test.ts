/** A disk that is truly full: a small file system in memory, which only root may mount (elsewhere the tests are skipped). */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import { requestOf, spanIdOf, startTestCollector, type TestCollector, traceIdOf } from "../test-collector.ts";

const disk = mkdtempSync(join(tmpdir(), "causeway-full-disk-"));
const mount = () => {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", disk], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};
const unmount = () => execFileSync("umount", ["--lazy", disk]);
const canMount = mount();
if (canMount) unmount();

const ballast = join(disk, "ballast");
const fillUp = (leave: number) => {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
};
const body = (trace: number) =>
  requestOf("shop", [
    {
      traceId: traceIdOf(trace),
      spanId: spanIdOf(trace),
      startNano: 1_790_000_000_000_000_000n,
      attributes: { padding: randomBytes(150_000).toString("base64") },
    },
  ]);

beforeEach(() => void (canMount && mount()));
afterEach(() => void (canMount && unmount()));
afterAll(() => rmSync(disk, { recursive: true }));

it.runIf(canMount)(
  "senders are told to try again, nothing acknowledged is lost, and room goes to use at once",
  async () => {
    const folder = join(disk, "data");
    const first = await startTestCollector({ folder });
    fillUp(3_000_000);
    const kept: string[] = [];
    let refused: Response | undefined;
    for (let trace = 1; refused === undefined && trace < 200; trace++) {
      const answer = await first.post("/v1/traces", body(trace));
      if (answer.status === 200) kept.push(traceIdOf(trace));
      else refused = answer;
    }
    expect(refused?.status).toBe(503);
    expect(refused?.headers.get("retry-after")).toMatch(/^\d+$/);
    expect(first.said.join("\n")).toContain("the disk is full. Free some space");
    expect(kept.length).toBeGreaterThan(3);
    rmSync(ballast);
    await expect.poll(async () => (await first.post("/v1/traces", body(500))).status, { timeout: 20_000 }).toBe(200);
    await first.stop(true);
    const second = await startTestCollector({ folder });
    await expectAll(second, [...kept, traceIdOf(500)]);
    await second.stop(true);
  },
  60_000,
);

it.runIf(canMount)("a start on a full disk says so, and says what to do", async () => {
  fillUp(0);
  await expect(startTestCollector({ folder: join(disk, "data") })).rejects.toThrow(
    /the disk is full\. Nothing that was acknowledged is lost: free some space and start Causeway again\./,
  );
});

async function expectAll({ get }: TestCollector, traceIds: readonly string[]): Promise<void> {
  for (const traceId of traceIds) expect((await get(`/api/v3/traces/${traceId}`)).status, traceId).toBe(200);
}
