/**
 * The time of a run in a page. Nothing waits: when all that can run has run, the clock jumps to the next timer.
 *
 *     sleep(700) ──┐                        a slow card takes 700 ms of the shop's time and none of the reader's
 *     sleep(2) ────┤ timers, earliest first
 *                  └── nothing left to run ──> now = the earliest timer's time ──> run it ──> ...
 *
 * So a run is over in a moment, both sides of it lie on one time axis, and the same seed gives the same picture.
 * Milliseconds since the run's start; timers of one moment run in the order they were set.
 */
export interface VirtualClock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** @returns takes the timer back */
  after(milliseconds: number, run: () => void): () => void;
  /** Lets time pass until nobody waits for it any more. */
  runOut(): Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

export function createVirtualClock(): VirtualClock {
  const timers: Timer[] = [];
  let now = 0;
  const after = (milliseconds: number, run: () => void) => {
    const timer = { at: now + Math.max(0, milliseconds), run };
    const later = timers.findIndex((other) => other.at > timer.at);
    timers.splice(later === -1 ? timers.length : later, 0, timer);
    return () => {
      const place = timers.indexOf(timer);
      if (place !== -1) timers.splice(place, 1);
    };
  };
  return {
    now: () => now,
    after,
    sleep: (milliseconds) => new Promise((resolve) => void after(milliseconds, resolve)),
    async runOut() {
      const turn = createTurns();
      await turn.next();
      for (let timer = timers.shift(); timer; timer = timers.shift()) {
        now = timer.at;
        timer.run();
        await turn.next();
      }
      turn.close();
    },
  };
}

/** The part of a MessagePort that is needed, whichever world compiles it. */
interface Port {
  onmessage: (() => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/** Waits until every promise that can go on has gone on: a task of the event loop, without setTimeout's 4 ms. */
function createTurns() {
  const { port1, port2 } = new MessageChannel() as unknown as Record<"port1" | "port2", Port>;
  let resolve = () => {};
  port1.onmessage = () => resolve();
  return {
    next: () =>
      new Promise<void>((done) => {
        resolve = done;
        port2.postMessage(undefined);
      }),
    close: () => port1.close(),
  };
}

/** Makes the SDK read this clock: everything that asks for the time meanwhile is told the run's. @returns undoes it */
export function installClock(clock: VirtualClock, epochUnixMs: number): () => void {
  const { now } = Date;
  const monotonic = performance.now;
  const origin = monotonic.call(performance);
  Date.now = () => epochUnixMs + clock.now();
  performance.now = () => origin + clock.now();
  return () => {
    Date.now = now;
    performance.now = monotonic;
  };
}
