import { describe, expect, it } from "vitest";
import { SharedWork } from "./shared-work.ts";

/** Work in steps that the test lets go on. */
function stepped() {
  const steps: (() => void)[] = [];
  let begun = 0;
  const work = new SharedWork(async (signal, onProgress) => {
    begun++;
    await new Promise<void>((resolve) => steps.push(resolve));
    signal.throwIfAborted();
    onProgress(0.5);
    return begun;
  });
  return { work, go: () => steps.shift()!(), begun: () => begun };
}
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("SharedWork", () => {
  it("is done once for all who ask, and kept", async () => {
    const { work, go, begun } = stepped();
    const heard: number[] = [];
    const both = [work.run({ onProgress: (share) => heard.push(share) }), work.run()];
    await turn();
    go();
    expect(await Promise.all(both)).toEqual([1, 1]);
    expect([await work.run(), begun(), heard]).toEqual([1, 1, [0.5]]);
  });

  it("goes on while one still waits, and stops when nobody does", async () => {
    const { work, go, begun } = stepped();
    const [first, second] = [new AbortController(), new AbortController()];
    const one = work.run({ signal: first.signal });
    const other = work.run({ signal: second.signal });
    await turn();
    first.abort();
    await expect(one).rejects.toMatchObject({ name: "AbortError" });
    go();
    expect(await other).toBe(1);

    const lonely = stepped();
    const cancelled = lonely.work.run({ signal: second.signal });
    await turn();
    second.abort();
    await expect(cancelled).rejects.toMatchObject({ name: "AbortError" });
    const again = lonely.work.run();
    await turn();
    lonely.go();
    lonely.go();
    expect(await again).toBe(2);
    expect([begun(), lonely.begun()]).toEqual([1, 2]);
  });
});
