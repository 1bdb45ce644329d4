/**
 * Regular expressions as RE2 (Go, so TraceQL) writes them -> tree. Left out, and refused with a sentence: word boundaries,
 * \p classes, [:posix:] classes, flags other than a leading (?i), named groups. Backreferences and lookaround RE2 has not either.
 */
import { type Said, say } from "../model/sentence.ts";

/** A set of code points: pairs first, last. */
export interface CharSet {
  readonly type: "set";
  readonly ranges: readonly number[];
  /** As ranges, of \d, \w and \s: (?i) is in them already. */
  readonly exact: readonly number[];
  readonly negated: boolean;
}

export type RegexNode =
  | CharSet
  | { readonly type: "sequence" | "alternatives"; readonly parts: readonly RegexNode[] }
  | { readonly type: "repeat"; readonly part: RegexNode; readonly least: number; readonly most: number }
  | { readonly type: "begin" | "end" };

export interface RegexTree {
  readonly root: RegexNode;
  readonly ignoreCase: boolean;
}

const PATTERN_LIMIT = 1_000;
const REPEAT_LIMIT = 1_000;
const DEPTH_LIMIT = 100;

const DIGITS = [0x30, 0x39];
const WORD = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];
const BLANKS = [0x09, 0x0a, 0x0c, 0x0d, 0x20, 0x20];
const CLASSES: Readonly<Record<string, readonly number[]>> = { d: DIGITS, w: WORD, s: BLANKS };
/** With the long s and the Kelvin sign, which are cases of s and k. */
const CASELESS_CLASSES = { ...CLASSES, w: [...WORD, 0x17f, 0x17f, 0x212a, 0x212a] };
const CONTROLS: Readonly<Record<string, number>> = { n: 0x0a, t: 0x09, r: 0x0d, f: 0x0c, v: 0x0b };
const LAST_CODE_POINT = 0x10ffff;

/** Thrown while reading a pattern. */
export class RegexError extends Error {
  readonly said: Said;

  constructor(said: Said) {
    super(said.text);
    this.said = said;
  }
}

/** @throws RegexError */
export function parseRegexTree(pattern: string): RegexTree {
  if (pattern.length > PATTERN_LIMIT) {
    throw new RegexError(say`A regular expression has at most ${PATTERN_LIMIT} characters.`);
  }
  const ignoreCase = pattern.startsWith("(?i)");
  const reader = new RegexReader(
    [...(ignoreCase ? pattern.slice(4) : pattern)],
    ignoreCase ? CASELESS_CLASSES : CLASSES,
  );
  const root = reader.readAlternatives(0);
  if (reader.next !== undefined) throw new RegexError(say`The regular expression has a “)” too many.`);
  return { root, ignoreCase };
}

class RegexReader {
  readonly #letters: readonly string[];
  readonly #classes: typeof CLASSES;
  #at = 0;

  constructor(letters: readonly string[], classes: typeof CLASSES) {
    this.#letters = letters;
    this.#classes = classes;
  }

  get next(): string | undefined {
    return this.#letters[this.#at];
  }

  readAlternatives(depth: number): RegexNode {
    if (depth > DEPTH_LIMIT) throw new RegexError(say`The regular expression is nested too deep.`);
    const parts = [this.#readSequence(depth)];
    while (this.#take("|")) parts.push(this.#readSequence(depth));
    return parts.length === 1 ? parts[0]! : { type: "alternatives", parts };
  }

  #readSequence(depth: number): RegexNode {
    const parts: RegexNode[] = [];
    while (this.next !== undefined && this.next !== "|" && this.next !== ")") {
      parts.push(this.#readRepeated(this.#readOne(depth)));
    }
    return parts.length === 1 ? parts[0]! : { type: "sequence", parts };
  }

  #readOne(depth: number): RegexNode {
    const letter = this.#shift();
    switch (letter) {
      case "(": {
        if (this.#take("?") && !this.#take(":")) {
          throw new RegexError(
            say`Of groups only ( ), (?: ) and a leading (?i) can be used in the regular expression.`,
          );
        }
        const inner = this.readAlternatives(depth + 1);
        if (!this.#take(")")) throw new RegexError(say`A “)” is missing in the regular expression.`);
        return inner;
      }
      case "[":
        return this.#readClass();
      case ".":
        return { ...literal("\n"), negated: true };
      case "^":
        return { type: "begin" };
      case "$":
        return { type: "end" };
      case "\\":
        return this.#readEscape();
      case "*":
      case "+":
      case "?":
        throw new RegexError(
          say`“${letter}” in the regular expression repeats nothing; for the sign itself write \\${letter}.`,
        );
      case "{":
        this.#at--;
        if (this.#readBounds() !== undefined) {
          throw new RegexError(say`“{” in the regular expression repeats nothing; for the sign itself write \\{.`);
        }
        this.#at++;
        return literal(letter);
      default:
        return literal(letter);
    }
  }

  #readRepeated(part: RegexNode): RegexNode {
    const bounds = this.#readBounds();
    if (bounds === undefined) return part;
    // Lazy or not makes no difference to whether the whole matches.
    this.#take("?");
    if (this.#readBounds() !== undefined) throw new RegexError(say`The regular expression repeats a repetition.`);
    return { type: "repeat", part, ...bounds };
  }

  #readBounds(): { least: number; most: number } | undefined {
    if (this.#take("*")) return { least: 0, most: Number.POSITIVE_INFINITY };
    if (this.#take("+")) return { least: 1, most: Number.POSITIVE_INFINITY };
    if (this.#take("?")) return { least: 0, most: 1 };
    if (this.next !== "{") return undefined;
    const [whole, from, comma, to] =
      /^\{(\d{1,9})(,?)(\d{0,9})\}/.exec(this.#letters.slice(this.#at, this.#at + 24).join("")) ?? [];
    // As in RE2, a brace that is no repetition is a brace.
    if (whole === undefined || (comma === "" && to !== "")) return undefined;
    this.#at += whole.length;
    const least = Number(from);
    const most = comma === "" ? least : to === "" ? Number.POSITIVE_INFINITY : Number(to);
    if (least > most)
      throw new RegexError(say`${whole} in the regular expression is empty: the first number is the larger.`);
    if (Math.max(least, Number.isFinite(most) ? most : 0) > REPEAT_LIMIT) {
      throw new RegexError(say`${whole} in the regular expression is more than ${REPEAT_LIMIT} times.`);
    }
    return { least, most };
  }

  #readClass(): CharSet {
    const negated = this.#take("^");
    const ranges: number[] = [];
    const exact: number[] = [];
    for (let first = true; first || this.next !== "]"; first = false) {
      if (this.next === "[" && this.#letters[this.#at + 1] === ":") {
        throw new RegexError(say`Classes such as [:alpha:] cannot be used in the regular expression.`);
      }
      const from = this.#readClassItem();
      if (this.next !== "-" || (this.#letters[this.#at + 1] ?? "]") === "]") {
        ranges.push(...from.ranges);
        exact.push(...from.exact);
        continue;
      }
      this.#shift();
      const to = this.#readClassItem();
      const [first, last] = [from.ranges[0], to.ranges[0]];
      if (first === undefined || last === undefined || first > last) {
        throw new RegexError(say`A range in [ ] of the regular expression has no order.`);
      }
      ranges.push(first, last);
    }
    this.#shift();
    return { type: "set", ranges, exact, negated };
  }

  /** A letter, or a class of letters as `exact`. */
  #readClassItem(): CharSet {
    if (this.next === undefined) throw new RegexError(say`A “]” is missing in the regular expression.`);
    const letter = this.#shift();
    if (letter !== "\\") return literal(letter);
    const set = this.#readEscape();
    return set.negated ? { ...set, exact: complement(set.exact), negated: false } : set;
  }

  #readEscape(): CharSet {
    const letter = this.#shift();
    const known = this.#classes[letter.toLowerCase()];
    if (known !== undefined) return { type: "set", ranges: [], exact: known, negated: letter !== letter.toLowerCase() };
    const control = CONTROLS[letter];
    if (control !== undefined) return codePoint(control);
    if (letter === "x") return this.#readHex();
    if (!/^[\0-\x7f]$/.test(letter) || /[a-z0-9]/i.test(letter)) {
      throw new RegexError(
        letter === ""
          ? say`The regular expression ends in a “\\”.`
          : say`\\${letter} cannot be used in the regular expression.`,
      );
    }
    return literal(letter);
  }

  #readHex(): CharSet {
    const ahead = this.#letters.slice(this.#at, this.#at + 8).join("");
    const [whole, braced, plain] = /^(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{2}))/i.exec(ahead) ?? [];
    const code = Number.parseInt(braced ?? plain ?? "", 16);
    if (whole === undefined || code > LAST_CODE_POINT) {
      throw new RegexError(say`\\x in the regular expression is followed by two hex digits, or by more in { }.`);
    }
    this.#at += whole.length;
    return codePoint(code);
  }

  /** "" at the end. */
  #shift(): string {
    return this.#letters[this.#at++] ?? "";
  }

  #take(letter: string): boolean {
    if (this.next !== letter) return false;
    this.#at++;
    return true;
  }
}

const literal = (letter: string) => codePoint(letter.codePointAt(0)!);

function codePoint(code: number): CharSet {
  return { type: "set", ranges: [code, code], exact: [], negated: false };
}

/** @param ranges ascending, apart from each other */
function complement(ranges: readonly number[]): number[] {
  const others: number[] = [];
  let from = 0;
  for (let at = 0; at < ranges.length; at += 2) {
    if (ranges[at]! > from) others.push(from, ranges[at]! - 1);
    from = ranges[at + 1]! + 1;
  }
  others.push(from, LAST_CODE_POINT);
  return others;
}
