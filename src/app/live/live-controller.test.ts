import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { OpenData } from "../data-set/data-set-state.ts";
import { LiveController } from "./live-controller.ts";

/** A collector: batches of text, a cursor that is their number, and a feed that can be spoken through. */
function fakeCollector() {
  const batches: string[] = [];
  const feeds: { say(event: string, data?: unknown): void; fail(): void }[] = [];
  let store = "a";
  let isDown = false;
  vi.stubGlobal("EventSource", function open(this: { onerror: (() => void) | null; close(): void }) {
    const target = new EventTarget();
    feeds.push({
      say: (event, data = { traces: [], more: 1, spansPerSecond: 0 }) =>
        target.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) })),
      fail: () => this.onerror?.(),
    });
    return Object.assign(this, {
      onerror: null,
      close() {},
      addEventListener: target.addEventListener.bind(target),
    });
  });
  const asked: (string | null)[] = [];
  vi.stubGlobal("fetch", async (address: URL) => {
    if (isDown) throw new TypeError("fetch failed");
    const after = address.searchParams.get("after");
    asked.push(after);
    const [ofStore, number = "0"] = after?.split(".") ?? [store];
    const isOther = ofStore !== store;
    const text = batches.slice(isOther ? 0 : Number(number)).join("");
    const headers = {
      "x-causeway-cursor": `${store}.${batches.length}`,
      ...(isOther && { "x-causeway-store": "other" }),
    };
    return new Response(text, { headers });
  });
  return {
    batches,
    asked,
    feed: () => feeds.at(-1)!,
    down: (is: boolean) => {
      isDown = is;
    },
    replace: (name: string) => {
      store = name;
      batches.length = 0;
    },
  };
}

/** The page's data: the text that was shown. */
function fakeData() {
  let open: OpenData | undefined;
  const shown: string[] = [];
  const listeners = new Set<() => void>();
  const set = (next: OpenData | undefined) => {
    open = next;
    for (const listener of listeners) listener();
  };
  return {
    shown,
    openFile: () => set({ generation: 99 } as OpenData),
    data: {
      grow: async (blobs: readonly { blob: Blob }[], _growth?: { begins?: string | undefined }) => {
        for (const { blob } of blobs) shown.push(await blob.text());
        set({
          generation: shown.length,
          growth: { reported: 0, arriving: 0, gone: { traces: 0, spans: 0 } },
        } as OpenData);
        return open;
      },
      reportNow: () => {},
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      getState: () => ({ open }),
    },
  };
}

const turn = () => vi.advanceTimersByTimeAsync(3_000);

describe("LiveController", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function start() {
    const collector = fakeCollector();
    const page = fakeData();
    const live = new LiveController({ data: page.data, base: "http://page.example/", isReporting: () => false });
    live.watch(15);
    await vi.dynamicImportSettled();
    return { collector, page, live };
  }

  it("waits for the first spans, then shows each once, in order, over a connection that breaks", async () => {
    const { collector, page, live } = await start();
    expect(live.getState().status).toBe("connecting");
    collector.feed().say("hello");
    await turn();
    expect([live.getState().status, page.shown]).toEqual(["waiting", []]);
    collector.batches.push("1", "2");
    collector.feed().say("traces");
    await turn();
    expect([live.getState().status, page.shown]).toEqual(["live", ["12"]]);
    collector.down(true);
    collector.feed().fail();
    expect(live.getState()).toMatchObject({ status: "broken", tries: 1 });
    collector.batches.push("3");
    collector.down(false);
    await turn();
    collector.feed().say("hello");
    await turn();
    expect([live.getState().status, page.shown]).toEqual(["live", ["12", "3"]]);
    live.stop();
  });

  it("asks again from where it was when an answer fails", async () => {
    const { collector, page, live } = await start();
    collector.batches.push("1");
    collector.feed().say("hello");
    await turn();
    collector.down(true);
    collector.batches.push("2");
    collector.feed().say("traces");
    await turn();
    expect(page.shown).toEqual(["1"]);
    collector.down(false);
    await turn();
    expect(page.shown).toEqual(["1", "2"]);
    expect(collector.asked.slice(-1)).toEqual(["a.1"]);
    live.stop();
  });

  it("begins anew, with all that the collector has, when what is there cannot grow any more", async () => {
    const { collector, page, live } = await start();
    collector.batches.push("1");
    collector.feed().say("hello");
    await turn();
    const { grow } = page.data;
    page.data.grow = async (blobs, growth) => {
      if (growth?.begins === undefined) throw new Error("Nothing here grows.");
      page.data.grow = grow;
      return grow(blobs);
    };
    collector.batches.push("2");
    collector.feed().say("traces");
    for (let step = 0; step < 5; step++) {
      await turn();
      collector.feed().say("rate");
    }
    expect([live.getState().status, page.shown]).toEqual(["live", ["1", "12"]]);
    live.stop();
  });

  it("leaves at the collector what comes while paused", async () => {
    const { collector, page, live } = await start();
    collector.batches.push("1");
    collector.feed().say("hello");
    await turn();
    live.pause();
    collector.batches.push("2", "3");
    collector.feed().say("traces", { traces: [{ spans: 1 }], more: 1 });
    await turn();
    expect([live.getState().status, live.getState().held, page.shown]).toEqual(["paused", 2, ["1"]]);
    live.resume();
    await turn();
    expect([live.getState().status, live.getState().held, page.shown]).toEqual(["live", 0, ["1", "23"]]);
    live.stop();
  });

  it("says that the collector is another one, keeps what it shows, and goes on", async () => {
    const { collector, page, live } = await start();
    collector.batches.push("1");
    collector.feed().say("hello");
    await turn();
    collector.feed().fail();
    collector.replace("b");
    collector.batches.push("x");
    await turn();
    collector.feed().say("hello");
    await turn();
    expect([live.getState().lostStore, page.shown]).toEqual([true, ["1", "x"]]);
    live.stop();
  });

  it("stops when something else is opened", async () => {
    const { collector, page, live } = await start();
    collector.batches.push("1");
    collector.feed().say("hello");
    await turn();
    page.openFile();
    expect(live.getState().status).toBe("off");
    collector.batches.push("2");
    collector.feed().say("traces");
    await turn();
    expect(page.shown).toEqual(["1"]);
  });
});
