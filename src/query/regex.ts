/**
 * Matches whole values against a regular expression in time linear in the value, whatever the pattern: the program's states
 * are followed all at once, and each set of states that came up is kept with where each ASCII letter leads from it (a DFA
 * built as it is needed). Nothing goes back, so `(a+)+b` is as quick as `a+b`.
 */
import type { Said } from "../model/sentence.ts";
import { type Instruction, writeProgram } from "./regex-program.ts";
import { type CharSet, parseRegexTree, RegexError } from "./regex-syntax.ts";

/** A set of instructions that wait for a code point, or for the end. */
interface State {
  readonly waiting: readonly number[];
  /** Whether the value matches when it ends here. */
  readonly accepts: boolean;
  /** State after each ASCII letter; undefined = not yet known. */
  readonly next: (State | undefined)[];
}

const ASCII = 128;
/** States kept; beyond, all are forgotten and built anew. */
const STATE_LIMIT = 500;

/** @returns a test of whole values, or a sentence that says what is wrong with the pattern */
export function compileRegex(pattern: string): ((text: string) => boolean) | Said {
  try {
    const { root, ignoreCase } = parseRegexTree(pattern);
    const automaton = new Automaton(writeProgram(root), ignoreCase);
    return (text) => automaton.matches(text);
  } catch (error) {
    if (error instanceof RegexError) return error.said;
    throw error;
  }
}

class Automaton {
  readonly #program: readonly Instruction[];
  readonly #ignoreCase: boolean;
  readonly #states = new Map<string, State>();
  readonly #folded = new Map<CharSet, RegExp>();
  readonly #start: State;

  constructor(program: readonly Instruction[], ignoreCase: boolean) {
    this.#program = program;
    this.#ignoreCase = ignoreCase;
    this.#start = this.#stateOf(this.#close([0], { atBegin: true, atEnd: false }), true);
  }

  matches(text: string): boolean {
    let state = this.#start;
    for (let at = 0; at < text.length; at++) {
      const code = text.codePointAt(at)!;
      if (code > 0xffff) at++;
      let next = code < ASCII ? state.next[code] : undefined;
      if (next === undefined) {
        next = this.#step(state, code);
        if (code < ASCII) state.next[code] = next;
      }
      if (next.waiting.length === 0 && !next.accepts) return false;
      state = next;
    }
    return state.accepts;
  }

  #step({ waiting }: State, code: number): State {
    const reached: number[] = [];
    for (const at of waiting) {
      const instruction = this.#program[at]!;
      if (instruction.type === "char" && this.#holds(instruction.set, code)) reached.push(at + 1);
    }
    return this.#stateOf(this.#close(reached, { atBegin: false, atEnd: false }), false);
  }

  #stateOf(waiting: readonly number[], atBegin: boolean): State {
    const key = `${atBegin ? "^" : ""}${waiting.join()}`;
    let state = this.#states.get(key);
    if (state === undefined) {
      const ended = this.#close(waiting, { atBegin, atEnd: true });
      const accepts = ended.some((at) => this.#program[at]!.type === "match");
      state = { waiting, accepts, next: new Array(ASCII).fill(undefined) };
      if (this.#states.size >= STATE_LIMIT) this.#forget();
      this.#states.set(key, state);
    }
    return state;
  }

  #forget(): void {
    for (const { next } of this.#states.values()) next.fill(undefined);
    this.#states.clear();
  }

  /** All instructions reached without taking a code point, ascending; forks are followed, not kept. */
  #close(
    from: readonly number[],
    { atBegin, atEnd }: { readonly atBegin: boolean; readonly atEnd: boolean },
  ): number[] {
    const seen = new Set<number>();
    const open = [...from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const instruction = this.#program[at]!;
      if (instruction.type === "fork") open.push(...instruction.to);
      else if ((instruction.type === "begin" && atBegin) || (instruction.type === "end" && atEnd)) open.push(at + 1);
    }
    return [...seen].filter((at) => this.#program[at]!.type !== "fork").sort((a, b) => a - b);
  }

  #holds(set: CharSet, code: number): boolean {
    const isInside =
      isIn(set.ranges, code) || isIn(set.exact, code) || (this.#ignoreCase && this.#foldsInto(set, code));
    return isInside !== set.negated;
  }

  /** Whether another case of the letter is in the set, by Unicode's simple folding: of one letter the platform is asked. */
  #foldsInto(set: CharSet, code: number): boolean {
    let folded = this.#folded.get(set);
    if (folded === undefined) {
      const letters = set.ranges.map((end) => `\\u{${end.toString(16)}}`);
      folded = new RegExp(`^[${letters.map((end, at) => (at % 2 === 0 ? end : `-${end}`)).join("")}]$`, "iu");
      this.#folded.set(set, folded);
    }
    return folded.test(String.fromCodePoint(code));
  }
}

function isIn(ranges: readonly number[], code: number): boolean {
  for (let at = 0; at < ranges.length; at += 2) if (code >= ranges[at]! && code <= ranges[at + 1]!) return true;
  return false;
}
