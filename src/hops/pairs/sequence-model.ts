/**
 * How the spans below one SERVER span follow each other, learnt per operation:
 *
 *   server  |------------------------------------|
 *   child      |--A--|  |-B-|        |--A--|
 *           link start->A, A->B, B->A, closing A->end:   log T(next | previous) + log density of the gap
 *
 * The event before a child is the latest end that is not after its start, else the server's start; so serial, parallel, optional
 * and repeated calls need no rules of their own. A child that outlives its server (detached work) pays its operation's share of such.
 * Nanoseconds. Cost of an energy: O(children x nearest few).
 */
import { fitGapDensity, type GapDensity } from "./densities.ts";
import { broadDensity } from "./model.ts";

export interface SequenceInput {
  readonly serverStart: Float64Array;
  readonly serverEnd: Float64Array;
  readonly serverGroup: Int32Array;
  readonly childStart: Float64Array;
  readonly childEnd: Float64Array;
  readonly childOperation: Int32Array;
  readonly resolutionNano: number;
}

const LOOK_BACK = 8;
const SLACK_NANO = 50_000;
const LEARN_MIN = 8;

export class SequenceModel {
  readonly #input: SequenceInput;
  readonly #operations: number;
  readonly #groups: number;
  readonly #slack: number;
  #link = new Map<number, GapDensity>();
  #shared: GapDensity;
  #logNext = new Map<number, number>();
  #logRare = -3;
  #logAsync: Float64Array;
  #logSync: Float64Array;

  constructor(input: SequenceInput, operations: number, groups: number) {
    this.#input = input;
    this.#operations = operations;
    this.#groups = groups;
    this.#slack = Math.max(SLACK_NANO, input.resolutionNano);
    this.#shared = broadDensity(input.resolutionNano);
    this.#logAsync = new Float64Array(operations).fill(Math.log(0.02));
    this.#logSync = new Float64Array(operations).fill(Math.log(0.98));
  }

  /** Log-likelihood of a server having exactly these children, sorted by start. */
  energy(server: number, kids: readonly number[]): number {
    let sum = 0;
    this.#walk(server, kids, (from, to, gap) => {
      sum += this.#logNextOf(from, to) + (this.#link.get(this.#key(from, to)) ?? this.#shared).logAt(gap);
    });
    const { serverEnd, childEnd, childOperation } = this.#input;
    for (const kid of kids) {
      const late = childEnd[kid]! > serverEnd[server]! + this.#slack;
      sum += (late ? this.#logAsync : this.#logSync)[childOperation[kid]!]!;
    }
    return sum;
  }

  /** Learns links, order and detachment from the present children of every server. */
  learn(kidsOf: readonly (readonly number[])[]): void {
    const gaps = new Map<number, number[]>();
    const leaving = new Map<number, number>();
    const late = new Float64Array(this.#operations);
    const all = new Float64Array(this.#operations);
    const { serverEnd, childEnd, childOperation } = this.#input;
    kidsOf.forEach((kids, server) => {
      this.#walk(server, kids, (from, to, gap) => {
        const key = this.#key(from, to);
        const list = gaps.get(key);
        if (list) list.push(gap);
        else gaps.set(key, [gap]);
        leaving.set(from, (leaving.get(from) ?? 0) + 1);
      });
      for (const kid of kids) {
        all[childOperation[kid]!]!++;
        if (childEnd[kid]! > serverEnd[server]! + this.#slack) late[childOperation[kid]!]!++;
      }
    });
    const fitAll = (values: readonly number[]) =>
      fitGapDensity(Float64Array.from(values), new Float64Array(values.length).fill(1), this.#input.resolutionNano);
    const pooled = [...gaps.values()].flat();
    if (pooled.length >= LEARN_MIN) this.#shared = fitAll(pooled);
    this.#link = new Map();
    this.#logNext = new Map();
    for (const [key, list] of gaps) {
      const from = Math.floor(key / this.#events());
      this.#logNext.set(key, Math.log((list.length + 0.02) / (leaving.get(from)! + 1)));
      if (list.length >= LEARN_MIN) this.#link.set(key, fitAll(list));
    }
    this.#logRare = Math.log(0.02 / (pooled.length / Math.max(leaving.size, 1) + 1));
    for (let op = 0; op < this.#operations; op++) {
      const share = (late[op]! + 0.2) / (all[op]! + 2);
      this.#logAsync[op] = Math.log(share);
      this.#logSync[op] = Math.log(1 - share);
    }
  }

  #walk(server: number, kids: readonly number[], visit: (from: number, to: number, gap: number) => void): void {
    const { serverStart, serverEnd, serverGroup, childStart, childEnd, childOperation } = this.#input;
    const begin = this.#operations + serverGroup[server]!;
    const finish = this.#operations + this.#groups + serverGroup[server]!;
    let lastEnd = serverStart[server]!;
    let last = begin;
    for (let i = 0; i < kids.length; i++) {
      const kid = kids[i]!;
      let from = begin;
      let event = serverStart[server]!;
      for (let j = i - 1; j >= 0 && j >= i - LOOK_BACK; j--) {
        const end = childEnd[kids[j]!]!;
        if (end <= childStart[kid]! && end > event) {
          event = end;
          from = childOperation[kids[j]!]!;
        }
      }
      visit(from, childOperation[kid]!, childStart[kid]! - event);
      const end = childEnd[kid]!;
      if (end <= serverEnd[server]! + this.#slack && end > lastEnd) {
        lastEnd = end;
        last = childOperation[kid]!;
      }
    }
    visit(last, finish, serverEnd[server]! - lastEnd);
  }

  #logNextOf(from: number, to: number): number {
    return this.#logNext.get(this.#key(from, to)) ?? this.#logRare;
  }

  #events(): number {
    return this.#operations + 2 * this.#groups;
  }

  #key(from: number, to: number): number {
    return from * this.#events() + to;
  }
}
