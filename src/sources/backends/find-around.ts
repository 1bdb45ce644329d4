/**
 * What else happened around a trace: the other half of a request whose context was lost is another trace, a moment away, often of a service
 * that the first one does not even name.
 *
 *        ├── around ──┤■■■■ the trace ■■■■├── around ──┤
 *   storefront   ·  · │·  ·  ·  · ·  ·  · │ ·   ·  ·          its own services first, each asked for what began in the window;
 *   checkout       ·  │  ·  ·  ·    ·     │·   · ·            then the others of the backend, as many as may be asked;
 *   payment       ·   │    ·      ·   ·   │  ·                of all that is found the nearest in time are taken
 */
import type { NamedBytes } from "../named-bytes.ts";
import type { BackendClient, BackendQuery } from "./backend-client.ts";
import { BackendError, type BackendFailure } from "./backend-failure.ts";
import { type MissingPart, someAtOnce } from "./fetch-traces.ts";
import type { FoundTrace } from "./found-trace.ts";
import { sketchSpans, timesOf } from "./sketch-spans.ts";

/** Traces fetched around one. */
const MOST_TRACES = 200;
const MOST_TRACES_A_SERVICE = 60;
/** Questions put to a backend that must be asked service by service. */
const MOST_SERVICES = 40;
const AT_ONCE = 4;
const CLOSEST_NANO = 10_000_000n;

export interface AroundWhat {
  readonly traceId: string;
  readonly file: NamedBytes;
  readonly aroundSeconds: number;
}

export interface FoundAround {
  /** Nearest in time first, without the trace itself. */
  readonly traceIds: readonly string[];
  readonly missing: readonly MissingPart[];
}

/** @throws the signal's reason, when aborted */
export async function findAround(
  client: BackendClient,
  { traceId, file, aroundSeconds }: AroundWhat,
  options: { readonly signal: AbortSignal },
): Promise<FoundAround> {
  const { signal } = options;
  const spans = sketchSpans(await parsed(file.blob));
  const { startUnixNano, endUnixNano } = timesOf(spans);
  if (startUnixNano === 0n) return { traceIds: [], missing: [] };
  const marginNano = BigInt(aroundSeconds) * 1_000_000_000n;
  const windowOf = (margin: bigint) => ({ startUnixNano: startUnixNano - margin, endUnixNano: endUnixNano + margin });
  const own = [...new Set(spans.map(({ service }) => service))].filter((service) => service !== "");
  const found = new Map<string, FoundTrace>();
  const failed: { service: string; failure: BackendFailure }[] = [];
  let isCut = false;
  const ask = (service: string | undefined) => async () => {
    try {
      const limit = service === undefined ? MOST_TRACES : MOST_TRACES_A_SERVICE;
      // Backends give the latest, which need not be the nearest: where there are more, closer windows bring those.
      for (let margin = marginNano, isMore = true; isMore && margin >= CLOSEST_NANO; margin /= 4n) {
        const { traces, isLimitReached, partial } = await client.search(
          queryOf(service, windowOf(margin), limit),
          options,
        );
        for (const trace of traces) found.set(trace.traceId, trace);
        isCut ||= isLimitReached || partial !== undefined;
        isMore = isLimitReached;
      }
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof BackendError)) throw error;
      failed.push({ service: service ?? "", failure: error.failure });
    }
  };
  const all = client.needsService ? await client.services(options).catch(noServices(signal)) : [];
  const asked = [...new Set([...own, ...all])];
  const questions: (string | undefined)[] = asked.slice(0, MOST_SERVICES);
  if (!client.needsService) questions.push(undefined);
  await someAtOnce(questions.map(ask), AT_ONCE);
  found.delete(traceId);
  const distance = (trace: FoundTrace) => {
    const nano = trace.startUnixNano - startUnixNano;
    return Number(nano < 0n ? -nano : nano);
  };
  const nearest = [...found.values()].sort((a, b) => distance(a) - distance(b)).slice(0, MOST_TRACES);
  isCut ||= found.size > nearest.length || asked.length > MOST_SERVICES;
  const first = failed[0];
  return {
    traceIds: nearest.map((trace) => trace.traceId),
    missing: [
      ...(first
        ? [{ part: "services", services: failed.map(({ service }) => service), failure: first.failure } as const]
        : []),
      ...(isCut ? [{ part: "around", fetched: nearest.length + 1 } as const] : []),
    ],
  };
}

const queryOf = (
  service: string | undefined,
  window: Pick<BackendQuery, "startUnixNano" | "endUnixNano">,
  limit: number,
) => ({
  service,
  operation: undefined,
  attributes: {},
  durationMinNano: undefined,
  durationMaxNano: undefined,
  traceql: undefined,
  limit,
  ...window,
});

const noServices = (signal: AbortSignal) => () => {
  signal.throwIfAborted();
  return [];
};

/** A reply that cannot be parsed whole has no neighbours: the engine says what is wrong with it. */
async function parsed(blob: Blob): Promise<unknown> {
  try {
    return JSON.parse(await blob.text());
  } catch {
    return undefined;
  }
}
