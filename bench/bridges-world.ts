/**
 * A made-up system whose wire links are known, to measure the bridge matcher with.
 *
 *   gateway --> {cart, catalog, search} --> {stock, price, geo, rate} --> {ledger}       1 to 3 replicas each
 *
 * Gaps are log-normal with a second mode (connection set-up), hosts pause now and then, calls are serial, parallel, optional and
 * repeated, a few time out and are retried. Trace starts are divided by `compress`, inner times kept. Rows are shuffled, ids say nothing.
 * Times in nanoseconds.
 */
import { type BridgeInput, CALL, type CallColumns } from "../src/hops/pairs/input.ts";
import { positionClasses } from "../src/hops/pairs/positions.ts";
import { createRandom } from "../src/hops/pairs/random.ts";

export interface WorldKnobs {
  readonly traces: number;
  readonly seed: number;
  /** Trace starts are divided by this. */
  readonly compress: number;
  readonly lostShare: number;
  /** Each host's clock is off by up to this. */
  readonly skewNano: number;
  readonly missingClients: number;
  readonly missingServers: number;
  readonly names: "full" | "callee" | "generic";
  readonly resolutionNano: number;
  /** Share of the orphans that have no parent at all. */
  readonly trueRoots: number;
  /** Gaps are so many times longer. */
  readonly delay: number;
  /** Share of calls that fail on the way, without a callee, and are made again. */
  readonly retries: number;
}

export const plainKnobs: WorldKnobs = {
  traces: 300,
  seed: 1,
  compress: 10,
  lostShare: 1,
  skewNano: 0,
  missingClients: 0,
  missingServers: 0,
  names: "full",
  resolutionNano: 1000,
  trueRoots: 0,
  delay: 1,
  retries: 0,
};

export interface World {
  readonly input: BridgeInput;
  /** Right caller row of each callee row, -1 none. */
  readonly truth: Int32Array;
  /** 1: a root by right, called from outside; 0: it had a caller, exported or not. */
  readonly isRoot: Uint8Array;
  /** Mean number of client calls in flight. */
  readonly inFlight: number;
}

interface Step {
  readonly callees: readonly string[];
  readonly chance: number;
  readonly repeat: number;
}

interface Operation {
  readonly service: number;
  readonly workNano: number;
  readonly steps: readonly Step[];
}

const step = (callees: string, chance = 1, repeat = 1): Step => ({ callees: callees.split(" "), chance, repeat });

const OPERATIONS: Record<string, Operation> = {
  "gateway/checkout": {
    service: 0,
    workNano: 2e6,
    steps: [step("cart/read"), step("stock/reserve price/quote"), step("ledger/append")],
  },
  "gateway/browse": {
    service: 0,
    workNano: 1e6,
    steps: [step("search/find"), step("catalog/list", 0.8), step("price/quote", 0.5, 2)],
  },
  "cart/read": { service: 1, workNano: 8e5, steps: [step("stock/check", 0.6)] },
  "catalog/list": { service: 2, workNano: 3e6, steps: [step("price/quote", 1, 2)] },
  "search/find": { service: 3, workNano: 2e6, steps: [step("geo/near rate/best")] },
  "stock/reserve": { service: 4, workNano: 1.5e6, steps: [step("ledger/append", 0.7)] },
  "stock/check": { service: 4, workNano: 3e5, steps: [] },
  "price/quote": { service: 5, workNano: 6e5, steps: [] },
  "geo/near": { service: 6, workNano: 4e5, steps: [] },
  "rate/best": { service: 7, workNano: 5e6, steps: [] },
  "ledger/append": { service: 8, workNano: 1e6, steps: [] },
};
const NAMES = Object.keys(OPERATIONS);
const REPLICAS = [1, 2, 1, 2, 3, 2, 1, 1, 2];
const ENTRY = ["gateway/checkout", "gateway/browse"];

interface Call {
  startNano: number;
  endNano: number;
  host: number;
  operation: number;
  /** Operation of the span above a client span, -1 at a server span. */
  role: number;
  island: number;
  /** The server span's client span. */
  parent: Call | undefined;
  /** The server span a client span was made under. */
  under: Call | undefined;
  trace: number;
}

/** Builds the world; the same knobs give the same world. */
export function buildWorld(knobs: WorldKnobs): World {
  const random = createRandom(knobs.seed * 7919 + 17);
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const logNormal = (median: number, sigma: number) => median * Math.exp(sigma * gauss());
  const hostBase: number[] = [];
  let hosts = 0;
  for (const count of REPLICAS) {
    hostBase.push(hosts);
    hosts += count;
  }
  const hostOf = (service: number) => hostBase[service]! + Math.floor(random() * REPLICAS[service]!);
  const skew = Float64Array.from({ length: hosts }, () => (2 * random() - 1) * knobs.skewNano);
  // Each edge has its own typical gap, and its own share of calls that must first connect.
  const edgeGap = new Map<number, { request: number; response: number; connect: number }>();
  const gapOf = (edge: number) => {
    let gap = edgeGap.get(edge);
    if (!gap) {
      gap = {
        request: knobs.delay * logNormal(6e5, 0.4),
        response: knobs.delay * logNormal(5e5, 0.4),
        connect: random() < 0.5 ? 0.06 : 0.01,
      };
      edgeGap.set(edge, gap);
    }
    return gap;
  };
  // A pausing host delays everything that would happen on it until the pause ends.
  const pauseEvery = 4e9;
  const pauseAt = Float64Array.from({ length: hosts }, () => random() * pauseEvery);
  const pauseLong = Float64Array.from({ length: hosts }, () => 1e7 + random() * 4e7);
  const awake = (host: number, time: number) => {
    const into = (time - pauseAt[host]! + 100 * pauseEvery) % pauseEvery;
    return into < pauseLong[host]! ? time + pauseLong[host]! - into : time;
  };
  const clients: Call[] = [];
  const servers: Call[] = [];
  let islands = 0;

  const serve = (name: string, arrival: number, parent: Call | undefined, trace: number): number => {
    const operation = OPERATIONS[name]!;
    const host = hostOf(operation.service);
    const island = islands++;
    const start = awake(host, arrival);
    const server: Call = {
      startNano: start,
      endNano: 0,
      host,
      operation: NAMES.indexOf(name),
      role: -1,
      island,
      parent,
      under: undefined,
      trace,
    };
    servers.push(server);
    let time = start + logNormal(operation.workNano / 4, 0.6);
    for (const { callees, chance, repeat } of operation.steps) {
      if (random() > chance) continue;
      for (let r = 0; r < repeat; r++) {
        let joined = time;
        for (const callee of callees) {
          time += logNormal(2e4, 0.5);
          joined = Math.max(joined, call(callee, time, server));
        }
        time = joined + logNormal(operation.workNano / 8, 0.6);
      }
    }
    server.endNano = awake(host, time + logNormal(operation.workNano / 2, 0.8));
    return server.endNano;
  };
  const call = (name: string, start: number, from: Call): number => {
    const operation = NAMES.indexOf(name);
    const gap = gapOf(from.operation * 100 + operation);
    const client: Call = { ...from, startNano: start, operation, role: from.operation, parent: undefined, under: from };
    clients.push(client);
    if (knobs.retries > 0 && random() < knobs.retries) {
      client.endNano = awake(from.host, start + logNormal(3e6, 1));
      return call(name, client.endNano + 1e5, from);
    }
    const connect = random() < gap.connect ? logNormal(4e6, 0.3) : 0;
    const end = serve(name, start + logNormal(gap.request, 0.45) + connect, client, from.trace);
    client.endNano = awake(from.host, end + logNormal(gap.response, 0.5));
    if (client.endNano - start > 2e8 && random() < 0.5) {
      // The caller gives up and asks again; the callee goes on alone.
      client.endNano = start + 1.5e8;
      return call(name, client.endNano + 1e5, from);
    }
    return client.endNano;
  };

  const gapBetween = 2.4e7;
  const starts: number[] = [];
  let at = 1e9;
  for (let t = 0; t < knobs.traces; t++) {
    at += -Math.log(1 - random()) * gapBetween;
    starts.push(at);
    serve(ENTRY[Math.floor(random() * ENTRY.length)]!, at, undefined, t);
  }
  const entries = servers.filter((s) => !s.parent).length;
  const inner = servers.length - entries;
  if (knobs.trueRoots > 0) {
    // Callers outside the system ask inner services directly.
    const wanted = Math.round((inner * knobs.trueRoots) / (1 - knobs.trueRoots));
    const innerNames = NAMES.filter((name) => !ENTRY.includes(name) && OPERATIONS[name]!.steps.length === 0);
    for (let i = 0; i < wanted; i++) {
      const start = 1e9 + random() * (at - 1e9);
      starts.push(start);
      serve(innerNames[Math.floor(random() * innerNames.length)]!, start, undefined, starts.length - 1);
    }
  }

  const resolve = (time: number) => Math.floor(time / knobs.resolutionNano) * knobs.resolutionNano;
  const shown = (call: Call) => {
    const shift = starts[call.trace]! / knobs.compress - starts[call.trace]! + skew[call.host]! + 5e9;
    const start = resolve(call.startNano + shift);
    return { start, duration: resolve(call.endNano - call.startNano) };
  };
  const keep = (calls: Call[], missing: number) =>
    shuffle(
      calls.filter(() => random() >= missing),
      random,
    );
  const callerCalls = keep(clients, knobs.missingClients);
  // Entry spans are roots by right; they take part, as in any export.
  const calleeCalls = keep(servers, knobs.missingServers);
  const callerRow = new Map(callerCalls.map((call, row) => [call, row]));
  const truth = Int32Array.from(calleeCalls, (call) => (call.parent ? (callerRow.get(call.parent) ?? -1) : -1));
  const calleeLinked = new Int32Array(calleeCalls.length).fill(-1);
  const callerLinked = new Int32Array(callerCalls.length).fill(-1);
  truth.forEach((caller, callee) => {
    if (caller < 0 || random() < knobs.lostShare) return;
    calleeLinked[callee] = caller;
    callerLinked[caller] = callee;
  });
  const columns = (calls: Call[], isCaller: boolean): CallColumns => {
    const ids = (of: (call: Call) => number) => Int32Array.from(calls, of);
    const name = (call: Call) =>
      knobs.names === "full" || (!isCaller && knobs.names === "callee") ? call.operation : 0;
    return {
      count: calls.length,
      span: Int32Array.from(calls.keys()),
      startNano: Float64Array.from(calls, (call) => shown(call).start),
      durationNano: Float64Array.from(calls, (call) => shown(call).duration),
      service: ids((call) => OPERATIONS[NAMES[isCaller ? call.role : call.operation]!]!.service),
      host: ids((call) => call.host),
      name: ids(name),
      role: ids((call) => (knobs.names === "generic" && isCaller ? OPERATIONS[NAMES[call.role]!]!.service : call.role)),
      operation: ids((call) => (knobs.names === "full" ? call.operation : -1)),
      method: ids(() => -1),
      peerService: ids(() => -1),
      island: ids((call) => call.island),
      linked: isCaller ? callerLinked : calleeLinked,
      style: new Uint8Array(calls.length).fill(CALL),
      position: isCaller
        ? positionClasses(
            ids((call) => call.under!.island),
            ids(name),
            Float64Array.from(calls, (call) => shown(call).start),
          )
        : undefined,
      tokens: [],
    };
  };
  const input = {
    callers: columns(callerCalls, true),
    callees: columns(calleeCalls, false),
    resolutionNano: knobs.resolutionNano,
  };
  const isRoot = Uint8Array.from(calleeCalls, (call) => (call.parent ? 0 : 1));
  return { input, truth, isRoot, inFlight: meanInFlight(input.callers) };
}

function meanInFlight(callers: CallColumns): number {
  let busy = 0;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < callers.count; c++) {
    busy += callers.durationNano[c]!;
    from = Math.min(from, callers.startNano[c]!);
    to = Math.max(to, callers.startNano[c]!);
  }
  return busy / Math.max(to - from, 1);
}

function shuffle<T>(list: T[], random: () => number): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}
