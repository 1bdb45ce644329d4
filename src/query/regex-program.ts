/**
 * A regular expression's tree as a program (Thompson, 1968; Cox, "Regular Expression Matching Can Be Simple And Fast"):
 *
 *   a+b    0 char a      1 fork 0, 2      2 char b      3 match
 *
 * Counted repetitions are written out, so the size is limited.
 */
import { say } from "../model/sentence.ts";
import { type CharSet, RegexError, type RegexNode } from "./regex-syntax.ts";

export type Instruction =
  /** Takes one code point of the set, then goes on to the next instruction. */
  | { readonly type: "char"; readonly set: CharSet }
  /** Goes on in several places at once. */
  | { readonly type: "fork"; readonly to: number[] }
  | { readonly type: "begin" | "end" | "match" };

const PROGRAM_LIMIT = 2_000;

/** @throws RegexError where the program would be too large */
export function writeProgram(root: RegexNode): Instruction[] {
  const program: Instruction[] = [];
  // Empty parts write nothing, but repeated often enough take for ever.
  let visits = 0;
  const add = (instruction: Instruction) => program.push(instruction) - 1;
  const fork = (...to: number[]) => {
    const instruction = { type: "fork" as const, to };
    add(instruction);
    return instruction;
  };

  const write = (node: RegexNode): void => {
    if (program.length > PROGRAM_LIMIT || ++visits > PROGRAM_LIMIT * 10) {
      throw new RegexError(say`The regular expression is too large.`);
    }
    switch (node.type) {
      case "set":
        add({ type: "char", set: node });
        break;
      case "begin":
      case "end":
        add({ type: node.type });
        break;
      case "sequence":
        for (const part of node.parts) write(part);
        break;
      case "alternatives": {
        const start = fork();
        const leave: { to: number[] }[] = [];
        for (const part of node.parts) {
          start.to.push(program.length);
          write(part);
          leave.push(fork());
        }
        for (const exit of leave) exit.to.push(program.length);
        break;
      }
      case "repeat": {
        for (let time = 0; time < node.least; time++) write(node.part);
        if (node.most === Number.POSITIVE_INFINITY) {
          const loop = fork(program.length + 1);
          const at = program.length - 1;
          write(node.part);
          fork(at);
          loop.to.push(program.length);
          break;
        }
        const leave: { to: number[] }[] = [];
        for (let time = node.least; time < node.most; time++) {
          leave.push(fork(program.length + 1));
          write(node.part);
        }
        for (const exit of leave) exit.to.push(program.length);
        break;
      }
    }
  };
  write(root);
  add({ type: "match" });
  return program;
}
