import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveEvents } from "./live-events.ts";

/** Stands in for the browser's: says what the test lets it say. */
class Feed extends EventTarget {
  static readonly all: Feed[] = [];
  onerror: (() => void) | null = null;
  isClosed = false;

  constructor() {
    super();
    Feed.all.push(this);
  }

  say(event: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
  }

  close(): void {
    this.isClosed = true;
  }
}

const last = () => Feed.all.at(-1)!;

function listen() {
  const heard: string[] = [];
  const events = new LiveEvents({
    address: "http://page.example/api/live",
    onHello: () => heard.push("hello"),
    onSpans: (count) => heard.push(`${count} spans`),
    onRate: (rate) => heard.push(`${rate}/s`),
    onBroken: (tries, againInMs) => heard.push(`broken ${tries}, again in ${againInMs}`),
    open: () => new Feed() as unknown as EventSource,
  });
  return { events, heard };
}

describe("LiveEvents", () => {
  beforeEach(() => {
    Feed.all.length = 0;
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it("passes on what the feed says", () => {
    const { events, heard } = listen();
    last().say("hello", { spans: 1, cursor: "a.1" });
    last().say("traces", { traces: [{ spans: 2 }, { spans: 3 }], more: 4 });
    last().say("rate", { spansPerSecond: 9 });
    expect(heard).toEqual(["hello", "9 spans", "9/s"]);
    events.close();
    expect(last().isClosed).toBe(true);
  });

  it("connects again, later each time, and soon again once it was connected", () => {
    const { events, heard } = listen();
    for (let round = 0; round < 7; round++) {
      last().onerror!();
      expect(last().isClosed).toBe(true);
      vi.advanceTimersToNextTimer();
    }
    expect(Feed.all).toHaveLength(8);
    expect(heard.map((word) => Number(word.split(" ").at(-1)))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000,
    ]);
    last().say("hello", {});
    last().onerror!();
    expect(heard.at(-1)).toBe("broken 1, again in 500");
    events.tryNow();
    expect(Feed.all).toHaveLength(9);
    events.close();
    vi.advanceTimersByTime(60_000);
    expect(Feed.all).toHaveLength(9);
  });

  it("lets go of the connection while nobody looks", () => {
    const { events, heard } = listen();
    last().say("hello", {});
    events.resume();
    expect(Feed.all).toHaveLength(1);
    events.suspend();
    expect(last().isClosed).toBe(true);
    vi.advanceTimersByTime(60_000);
    events.resume();
    last().say("hello", {});
    expect([Feed.all.length, heard]).toEqual([2, ["hello", "hello"]]);
    events.close();
  });

  it("notices a connection that has died without a word, and hears no more of it", () => {
    const { events, heard } = listen();
    const silent = last();
    silent.say("hello", {});
    vi.advanceTimersByTime(7_000);
    silent.say("rate", { spansPerSecond: 0 });
    vi.advanceTimersByTime(7_000);
    expect(heard).toEqual(["hello", "0/s"]);
    vi.advanceTimersByTime(2_000);
    expect(heard.at(-1)).toBe("broken 1, again in 500");
    silent.say("traces", { traces: [], more: 1 });
    expect(heard).toHaveLength(3);
    events.close();
  });
});
