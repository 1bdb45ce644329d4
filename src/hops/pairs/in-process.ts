/**
 * The SERVER span that roots of the same instance belong to: loss inside one process, one clock, one parent, many children.
 *
 *   servers of one instance   |------1------|    |-----3-----|        lost roots A and B: whose?
 *                                 |-------2-------|
 *   lost children               A   A  B    B   A   B
 *
 * State: one server (or none) for every lost child. Metropolis moves: take a child elsewhere; exchange two children of one operation;
 * exchange all that begins after a moment between two servers (only the links there and the closing ones change). The sequence model
 * is learnt anew between cooling rounds; agreement over the samples of several chains is the probability.
 * Cost: O(sweeps children), each move a few links.
 */
import { createRandom } from "./random.ts";
import { type SequenceInput, SequenceModel } from "./sequence-model.ts";

export interface InProcessInput extends SequenceInput {
  /** Server a child is known to belong to; -1 lost. Known ones teach and stay. */
  readonly childServer: Int32Array;
}

export interface InProcessBridge {
  readonly child: number;
  readonly server: number;
  readonly score: number;
  readonly rivals: readonly { readonly server: number; readonly score: number }[];
}

export interface InProcessPlan {
  readonly seed: number;
  readonly sweeps: number;
  readonly shouldStop?: (() => boolean) | undefined;
}

const CANDIDATES = 48;
const SLACK_NANO = 50_000;
const CHAINS = 4;
const TEMPERATURES = [4, 2, 1, 0.5, 1, 1];
const ROUND_SWEEPS = 10;
const NONE = -1;

/** Places every lost child; yields the share done. Several chains from several seeds: where they disagree, none is sure. */
export function* placeChildren(input: InProcessInput, plan: InProcessPlan): Generator<number, InProcessBridge[]> {
  const tally = new Tally(input);
  for (let chain = 0; chain < CHAINS; chain++) {
    const placing = new Placing(input, plan.seed * 1000 + chain);
    for (const temperature of TEMPERATURES) {
      placing.sweep(ROUND_SWEEPS, temperature);
      placing.learn();
      if (plan.shouldStop?.()) return [];
    }
    for (let sweep = 0; sweep < plan.sweeps; sweep++) {
      placing.sweep(1, 1);
      if (sweep >= plan.sweeps / 5) tally.count(placing.at);
      if (plan.shouldStop?.()) return [];
    }
    yield (chain + 1) / CHAINS;
  }
  return tally.bridges();
}

/** How often each lost child was seen at each server. */
class Tally {
  readonly #lost: readonly number[];
  readonly #counts: Map<number, number>[];
  #samples = 0;

  constructor({ childServer }: InProcessInput) {
    this.#lost = Array.from(childServer.keys()).filter((child) => childServer[child]! < 0);
    this.#counts = this.#lost.map(() => new Map());
  }

  count(at: Int32Array): void {
    this.#samples++;
    this.#lost.forEach((child, i) => {
      this.#counts[i]!.set(at[child]!, (this.#counts[i]!.get(at[child]!) ?? 0) + 1);
    });
  }

  bridges(): InProcessBridge[] {
    return this.#lost.flatMap((child, i) => {
      const ranked = [...this.#counts[i]!].map(([server, n]) => ({ server, score: n / Math.max(this.#samples, 1) }));
      ranked.sort((a, b) => b.score - a.score || a.server - b.server);
      const [best] = ranked;
      if (!best || best.server < 0) return [];
      const rivals = ranked.filter((r) => r !== best && r.server >= 0 && r.score >= 0.01).slice(0, 5);
      return [{ child, server: best.server, score: best.score, rivals }];
    });
  }
}

class Placing {
  readonly #input: InProcessInput;
  readonly #model: SequenceModel;
  readonly #random: () => number;
  readonly #lost: number[] = [];
  readonly #position = new Map<number, number>();
  /** Candidate servers of each child. */
  readonly #servers: number[][];
  /** Server of each child now, -1 none. */
  readonly at: Int32Array;
  readonly #kids: number[][];
  readonly #energy: Float64Array;
  /** Log-likelihood of belonging nowhere, by operation. */
  readonly #alone: Float64Array;
  readonly #spanNano: number;

  constructor(input: InProcessInput, seed: number) {
    this.#input = input;
    this.#random = createRandom(seed);
    const operations = maxOf(input.childOperation) + 1;
    this.#model = new SequenceModel(input, operations, maxOf(input.serverGroup) + 1);
    this.at = input.childServer.slice();
    this.#kids = Array.from(input.serverStart, () => []);
    this.at.forEach((server, child) => {
      if (server >= 0) this.#insert(server, child);
      else this.#lost.push(child);
    });
    this.#lost.forEach((child, i) => {
      this.#position.set(child, i);
    });
    this.#servers = candidateServers(input, this.#lost);
    this.#spanNano = Math.max(maxOf(input.childStart) - minOf(input.childStart), 1e6);
    this.#alone = new Float64Array(operations).fill(Math.log(0.5 / this.#spanNano));
    this.#start();
    this.#energy = Float64Array.from(this.#kids, (kids, server) => this.#model.energy(server, kids));
    this.learn();
  }

  /** Begins with the server whose latest event before the child is nearest. */
  #start(): void {
    const { childStart, childEnd, serverStart } = this.#input;
    const order = [...this.#lost.keys()].sort((a, b) => childStart[this.#lost[a]!]! - childStart[this.#lost[b]!]!);
    for (const i of order) {
      const child = this.#lost[i]!;
      let best = NONE;
      let nearest = Number.POSITIVE_INFINITY;
      for (const server of this.#servers[i]!) {
        let event = serverStart[server]!;
        for (const kid of this.#kids[server]!)
          if (childEnd[kid]! <= childStart[child]!) event = Math.max(event, childEnd[kid]!);
        const gap = childStart[child]! - event;
        if (gap < nearest) {
          nearest = gap;
          best = server;
        }
      }
      this.at[child] = best;
      if (best >= 0) this.#insert(best, child);
    }
  }

  learn(): void {
    this.#model.learn(this.#kids);
    const lone = new Float64Array(this.#alone.length);
    for (const child of this.#lost) if (this.at[child]! < 0) lone[this.#input.childOperation[child]!]!++;
    lone.forEach((n, op) => {
      this.#alone[op] = Math.log(Math.max(n, 0.5) / this.#spanNano);
    });
    this.#kids.forEach((kids, server) => {
      this.#energy[server] = this.#model.energy(server, kids);
    });
  }

  sweep(sweeps: number, temperature: number): void {
    const moves = [this.#takeElsewhere, this.#exchange, this.#exchangeRest];
    for (let sweep = 0; sweep < sweeps; sweep++) {
      for (let n = 0; n < this.#lost.length; n++) {
        const i = Math.floor(this.#random() * this.#lost.length);
        if (this.#servers[i]!.length === 0) continue;
        moves[Math.floor(this.#random() * 3)]!.call(this, i, temperature);
      }
    }
  }

  #takeElsewhere(i: number, temperature: number): void {
    const child = this.#lost[i]!;
    const options = this.#servers[i]!;
    const pick = Math.floor(this.#random() * (options.length + 1));
    const to = pick === options.length ? NONE : options[pick]!;
    const from = this.at[child]!;
    if (to === from) return;
    const alone = this.#alone[this.#input.childOperation[child]!]!;
    const fromKids = from < 0 ? undefined : this.#kids[from]!.filter((kid) => kid !== child);
    const toKids = to < 0 ? undefined : this.#with(this.#kids[to]!, [child]);
    const fromEnergy = fromKids ? this.#model.energy(from, fromKids) : 0;
    const toEnergy = toKids ? this.#model.energy(to, toKids) : 0;
    let gain = (from < 0 ? -alone : fromEnergy - this.#energy[from]!) + (to < 0 ? alone : toEnergy - this.#energy[to]!);
    gain /= temperature;
    if (gain < 0 && this.#random() >= Math.exp(gain)) return;
    this.at[child] = to;
    if (fromKids) this.#set(from, fromKids, fromEnergy);
    if (toKids) this.#set(to, toKids, toEnergy);
  }

  #exchange(i: number, temperature: number): void {
    const child = this.#lost[i]!;
    const from = this.at[child]!;
    const options = this.#servers[i]!;
    const to = options[Math.floor(this.#random() * options.length)]!;
    if (from < 0 || to === from) return;
    const operation = this.#input.childOperation[child]!;
    const alike = (server: number) =>
      this.#kids[server]!.filter(
        (kid) => this.#input.childOperation[kid] === operation && this.#input.childServer[kid]! < 0,
      );
    const there = alike(to);
    if (there.length === 0) return;
    const other = there[Math.floor(this.#random() * there.length)]!;
    const j = this.#indexOf(other);
    if (!this.#servers[j]!.includes(from)) return;
    const here = alike(from).length;
    const a = options.length;
    const b = this.#servers[j]!.length;
    const ratio = (1 / (a * here) + 1 / (b * there.length)) / (1 / (a * there.length) + 1 / (b * here));
    this.#trade(from, to, [child], [other], temperature, Math.log(ratio));
  }

  #exchangeRest(i: number, temperature: number): void {
    const child = this.#lost[i]!;
    const from = this.at[child]!;
    const options = this.#servers[i]!;
    const to = options[Math.floor(this.#random() * options.length)]!;
    if (from < 0 || to === from) return;
    const { childStart, childServer } = this.#input;
    const rest = (server: number) =>
      this.#kids[server]!.filter((kid) => childServer[kid]! < 0 && childStart[kid]! >= childStart[child]!);
    const leaving = rest(from);
    const coming = rest(to);
    if (!leaving.every((kid) => this.#servers[this.#indexOf(kid)]!.includes(to))) return;
    if (!coming.every((kid) => this.#servers[this.#indexOf(kid)]!.includes(from))) return;
    this.#trade(from, to, leaving, coming, temperature, 0);
  }

  #trade(
    a: number,
    b: number,
    fromA: readonly number[],
    fromB: readonly number[],
    temperature: number,
    logRatio: number,
  ): void {
    const kidsA = this.#with(
      this.#kids[a]!.filter((kid) => !fromA.includes(kid)),
      fromB,
    );
    const kidsB = this.#with(
      this.#kids[b]!.filter((kid) => !fromB.includes(kid)),
      fromA,
    );
    const energyA = this.#model.energy(a, kidsA);
    const energyB = this.#model.energy(b, kidsB);
    const gain = (energyA + energyB - this.#energy[a]! - this.#energy[b]!) / temperature + logRatio;
    if (gain < 0 && this.#random() >= Math.exp(gain)) return;
    for (const kid of fromA) this.at[kid] = b;
    for (const kid of fromB) this.at[kid] = a;
    this.#set(a, kidsA, energyA);
    this.#set(b, kidsB, energyB);
  }

  #set(server: number, kids: number[], energy: number): void {
    this.#kids[server] = kids;
    this.#energy[server] = energy;
  }

  #insert(server: number, child: number): void {
    this.#kids[server] = this.#with(this.#kids[server]!, [child]);
  }

  #with(kids: readonly number[], more: readonly number[]): number[] {
    const { childStart } = this.#input;
    return [...kids, ...more].sort((a, b) => childStart[a]! - childStart[b]! || a - b);
  }

  #indexOf(child: number): number {
    return this.#position.get(child)!;
  }
}

/** Servers open when the child began, the latest begun first. */
function candidateServers(input: InProcessInput, lost: readonly number[]): number[][] {
  const { serverStart, serverEnd, childStart } = input;
  const order = Array.from(serverStart.keys()).sort((a, b) => serverStart[a]! - serverStart[b]!);
  const slack = Math.max(SLACK_NANO, input.resolutionNano);
  const out: number[][] = lost.map(() => []);
  const open: number[] = [];
  let next = 0;
  for (const i of [...lost.keys()].sort((a, b) => childStart[lost[a]!]! - childStart[lost[b]!]!)) {
    const at = childStart[lost[i]!]!;
    while (next < order.length && serverStart[order[next]!]! <= at + slack) open.push(order[next++]!);
    let kept = 0;
    for (const server of open) if (serverEnd[server]! + slack >= at) open[kept++] = server;
    open.length = kept;
    out[i] = open.slice(-CANDIDATES).reverse();
  }
  return out;
}

function maxOf(values: ArrayLike<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]!);
  return most;
}

function minOf(values: ArrayLike<number>): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < values.length; i++) least = Math.min(least, values[i]!);
  return least;
}
