import { describe, expect, it } from "vitest";
import { type CallContext, Caller, type Endpoint, serveCalls } from "./rpc.ts";

/** A page and a worker joined by a real message channel. */
function joined(handle: (method: string, args: readonly unknown[], context: CallContext) => Promise<unknown>): Caller {
  const { port1, port2 } = new MessageChannel();
  (port1 as unknown as { unref(): void }).unref();
  (port2 as unknown as { unref(): void }).unref();
  serveCalls(port2 as unknown as Endpoint, handle);
  return new Caller(port1 as unknown as Endpoint);
}

describe("calls across the worker boundary", () => {
  it("answers, reports progress in between and transfers columns", async () => {
    const column = new Int32Array([1, 2, 3]);
    const caller = joined(async (method, args, { onProgress }) => {
      onProgress(1);
      onProgress(2);
      return { method, args, rows: { column } };
    });
    const seen: number[] = [];
    const answer = await caller.call("list", ["a"], { onProgress: (value: number) => seen.push(value) });
    expect(answer).toEqual({ method: "list", args: ["a"], rows: { column: new Int32Array([1, 2, 3]) } });
    expect(seen).toEqual([1, 2]);
    expect(column.length).toBe(0);
  });

  it("passes failures on by name", async () => {
    const caller = joined(async () => {
      throw new TypeError("no such trace");
    });
    await expect(caller.call("x", [])).rejects.toMatchObject({ name: "TypeError", message: "no such trace" });
  });

  it("cancels: the caller knows at once, the worker hears of it", async () => {
    let heard: () => void;
    const aborted = new Promise<void>((resolve) => (heard = resolve));
    const caller = joined((_method, _args, { signal }) => {
      signal.addEventListener("abort", () => heard());
      return new Promise(() => {});
    });
    const controller = new AbortController();
    const call = caller.call("slow", [], { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    await aborted;
    await expect(caller.call("slow", [], { signal: controller.signal })).rejects.toMatchObject({ name: "AbortError" });
  });

  it("fails open calls when the worker is gone", async () => {
    const caller = joined(() => new Promise(() => {}));
    const call = caller.call("slow", []);
    caller.close(new Error("gone"));
    await expect(call).rejects.toThrow("gone");
  });
});
