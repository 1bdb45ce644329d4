/**
 * The collector's live feed (GET api/live, server-sent events), held open. When it breaks off it is opened again, later each time:
 *
 *   open ──hello──► connected ──error, or SILENCE_MS without a word──► broken ──wait 0.5, 1, 2 … 10 s──► open
 *
 * A browser would try again by itself, but gives up on some answers, and does not notice a connection that died without a word.
 */

export interface LiveEventsOptions {
  readonly address: string;
  /** Connected: what has come meanwhile is to be fetched. */
  onHello(): void;
  /** So many new spans are there. */
  onSpans(count: number): void;
  onRate(spansPerSecond: number): void;
  /** @param tries failed ones in a row @param againInMs until the next */
  onBroken(tries: number, againInMs: number): void;
  /** For tests. */
  readonly open?: (address: string) => EventSource;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
/** The rate is told every second. */
const SILENCE_MS = 8_000;

export class LiveEvents {
  readonly #options: LiveEventsOptions;
  #source: EventSource | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;

  constructor(options: LiveEventsOptions) {
    this.#options = options;
    this.#open();
  }

  /** Tries at once instead of waiting. */
  tryNow(): void {
    if (this.#again === undefined) return;
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#open();
  }

  /** Lets go of the connection, of which a browser allows a few for all its tabs, until `resume`. */
  suspend(): void {
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#drop();
  }

  resume(): void {
    if (this.#again === undefined && this.#source === undefined) this.#open();
  }

  close(): void {
    this.suspend();
  }

  #open(): void {
    const { address, open = (url: string) => new EventSource(url) } = this.#options;
    const source = open(address);
    this.#source = source;
    const hear = (event: string, tell: (data: unknown) => void) =>
      source.addEventListener(event, ({ data }: MessageEvent<string>) => {
        if (this.#source !== source) return;
        this.#listenOn();
        tell(JSON.parse(data));
      });
    hear("hello", () => {
      this.#tries = 0;
      this.#options.onHello();
    });
    hear("traces", (changed) => this.#options.onSpans(countSpans(changed as ChangedTraces)));
    hear("rate", (rate) => this.#options.onRate((rate as { spansPerSecond: number }).spansPerSecond));
    source.onerror = () => {
      if (this.#source === source) this.#break();
    };
    this.#listenOn();
  }

  #listenOn(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#break(), SILENCE_MS);
  }

  #break(): void {
    this.#drop();
    const againInMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#tries);
    this.#tries++;
    this.#options.onBroken(this.#tries, againInMs);
    this.#again = setTimeout(() => {
      this.#again = undefined;
      this.#open();
    }, againInMs);
  }

  #drop(): void {
    clearTimeout(this.#silence);
    this.#source?.close();
    this.#source = undefined;
  }
}

interface ChangedTraces {
  readonly traces: readonly { readonly spans: number }[];
  /** Spans of traces that are not named. */
  readonly more: number;
}

const countSpans = ({ traces, more }: ChangedTraces) => traces.reduce((sum, { spans }) => sum + spans, more);
