/**
 * Walks a stream of JSON values in chunks. Containers that lead to spans are frames on a stack, so that a file of any size is
 * walked in constant memory; the objects at their ends ("leaves": a span, a resource) are given whole to a grammar.
 *
 *   {"resourceSpans":[{"resource":{…},"scopeSpans":[{"spans":[{…},{…}
 *   ╰──────── frames ────────────────────────────────────────╯╰leaf╯
 *
 * A role says what a value is; an array's elements have the array's role, so lists of lists need no special case. Every step is
 * taken whole or not at all: where the bytes run out, the walker stays before the step until more have come.
 *
 * After an error the walk goes on at the next line that begins with "{" or "[": of the line after the one where the damaged value
 * began, so that a line cut short cannot take its neighbour with it. What was decoded beyond that point is taken back.
 */
import type { ByteWindow } from "../byte-window.ts";
import { DEPTH_LIMIT, findStringEnd, ScanStop, skipColon, skipSpace, skipValue, stop } from "./json-scan.ts";

/** What a value is to a grammar; 0 = of no interest. */
export type Role = number;
export const SKIPPED: Role = 0;

export interface JsonGrammar {
  /** Role of the values at the top of the stream. */
  readonly top: Role;
  /** The role of the value under the key bytes[from, to) of an object of role `parent`. */
  roleOfKey(parent: Role, bytes: Uint8Array, from: number, to: number): Role;
  isLeaf(role: Role): boolean;
  /** Decodes the object that begins at `at`. @returns the position after it; throws ScanStop */
  readLeaf(role: Role, window: ByteWindow, at: number): number;
  enterObject(role: Role): void;
  leaveObject(role: Role): void;
  /** Takes back all that was decoded from `offset` of the stream on. */
  takeBack(offset: number): void;
  /** All bytes are read. */
  finish?(): void;
}

/** What JsonDamage.expected says where containers are nested deeper than DEPTH_LIMIT. */
export const TOO_DEEP = "fewer levels";

/** A part of the stream that is not JSON. */
export interface JsonDamage {
  /** Where the damaged top-level value begins. */
  readonly valueOffset: number;
  readonly offset: number;
  readonly expected: string;
  /** The stream ends inside the value. */
  readonly isCut: boolean;
  /** Where the walk went on; undefined: nowhere. */
  readonly resumedAt: number | undefined;
}

/** How far back from an error the next line is looked for, at most, in bytes. */
const RECOVERY_REACH = 1 << 18;
/** Uninteresting values longer than this are walked piece by piece. */
const WHOLE_SKIP_LIMIT = 1 << 20;

/** What a frame may hold next. */
const Expect = { atStart: 0, afterValue: 1, afterComma: 2 } as const;

export class JsonStream {
  readonly #grammar: JsonGrammar;
  readonly #onDamage: (damage: JsonDamage) => void;
  readonly #roles: Role[] = [];
  readonly #isArray: boolean[] = [];
  readonly #expects: number[] = [];
  /** Stream offset of the top-level value being walked. */
  #valueOffset = 0;
  #damage: Omit<JsonDamage, "resumedAt"> | undefined;
  #isDone = false;
  readonly #isLog: boolean;

  /** @param isLog whether text may stand before a value on its line; lines without a value are passed over */
  constructor(grammar: JsonGrammar, onDamage: (damage: JsonDamage) => void, isLog = false) {
    this.#isLog = isLog;
    this.#grammar = grammar;
    this.#onDamage = onDamage;
  }

  /**
   * Walks as far as the window's bytes go.
   * @param isLast no more bytes will come
   * @returns the position up to which the window must be kept
   */
  run(window: ByteWindow, isLast: boolean): number {
    while (!this.#isDone) {
      if (this.#damage && !this.#resume(window, isLast)) break;
      try {
        this.#walk(window, isLast);
        break;
      } catch (thrown) {
        if (!(thrown instanceof ScanStop)) throw thrown;
        if (thrown.at >= window.end && !isLast) break;
        this.#fail(window, Math.min(thrown.at, window.end), thrown.message);
      }
    }
    return Math.max(
      0,
      Math.min(window.at, Math.max(this.#valueOffset, window.base + window.at - RECOVERY_REACH) - window.base),
    );
  }

  #walk(window: ByteWindow, isLast: boolean): void {
    const { bytes } = window;
    for (;;) {
      const at = skipSpace(bytes, window.at);
      const depth = this.#roles.length;
      const byte = bytes[at]!;
      if (at >= window.end) {
        window.at = window.end;
        if (depth === 0 || !isLast) {
          this.#isDone = isLast;
          return;
        }
        stop(at, "more");
      }
      if (depth === 0) {
        // Between values: commas and record separators (RFC 7464) do no harm.
        if (byte === 0x2c || byte === 0x1e) {
          window.at = at + 1;
          continue;
        }
        this.#valueOffset = window.base + at;
        window.at = at;
        if (this.#isLog && !startsObject(bytes, at)) {
          if (!passLogText(window, isLast)) return;
          continue;
        }
        if (byte !== 0x7b && byte !== 0x5b) stop(at, '"{" or "["');
        this.#step(window, this.#grammar.top, at);
        continue;
      }
      const top = depth - 1;
      const isArray = this.#isArray[top]!;
      const expects = this.#expects[top]!;
      if (byte === (isArray ? 0x5d : 0x7d) && expects !== Expect.afterComma) {
        window.at = at + 1;
        this.#leave();
      } else if (expects === Expect.afterValue) {
        if (byte !== 0x2c) stop(at, isArray ? '"," or "]"' : '"," or "}"');
        this.#expects[top] = Expect.afterComma;
        window.at = at + 1;
      } else if (isArray) {
        this.#step(window, this.#roles[top]!, at);
      } else {
        if (byte !== 0x22) stop(at, "a key in quotes");
        const keyEnd = findStringEnd(bytes, at + 1);
        const valueAt = skipColon(bytes, keyEnd + 1);
        if (valueAt >= window.end) stop(valueAt, "a value");
        const role = this.#roles[top]!;
        const isSkipped = role === SKIPPED;
        this.#step(window, isSkipped ? SKIPPED : this.#grammar.roleOfKey(role, bytes, at + 1, keyEnd), valueAt);
      }
    }
  }

  /** Takes the value at `at`: enters it, or passes it whole. */
  #step(window: ByteWindow, role: Role, at: number): void {
    const { bytes } = window;
    const byte = bytes[at]!;
    const isObject = byte === 0x7b;
    const depth = this.#roles.length;
    if (role === SKIPPED || (!isObject && byte !== 0x5b)) {
      if ((isObject || byte === 0x5b) && window.end - at > WHOLE_SKIP_LIMIT && !this.#isWhole(bytes, at)) {
        this.#enter(window, SKIPPED, at);
        return;
      }
      window.at = skipValue(bytes, at, depth);
      this.#valueDone();
    } else if (isObject && this.#grammar.isLeaf(role)) {
      window.at = this.#grammar.readLeaf(role, window, at);
      this.#valueDone();
      // Leaves come in long lists. Each leaves the walker where the next step would find it.
      if (depth === 0 || !this.#isArray[depth - 1]) return;
      while (bytes[window.at] === 0x2c && bytes[window.at + 1] === 0x7b) {
        window.at = this.#grammar.readLeaf(role, window, window.at + 1);
      }
    } else {
      this.#enter(window, role, at);
    }
  }

  #isWhole(bytes: Uint8Array, at: number): boolean {
    try {
      skipValue(bytes, at, this.#roles.length);
      return true;
    } catch {
      return false;
    }
  }

  #enter(window: ByteWindow, role: Role, at: number): void {
    if (this.#roles.length >= DEPTH_LIMIT) stop(at, TOO_DEEP);
    const isArray = window.bytes[at] === 0x5b;
    this.#roles.push(role);
    this.#isArray.push(isArray);
    this.#expects.push(Expect.atStart);
    if (!isArray && role !== SKIPPED) this.#grammar.enterObject(role);
    window.at = at + 1;
  }

  #leave(): void {
    const role = this.#roles.pop()!;
    this.#expects.pop();
    if (!this.#isArray.pop() && role !== SKIPPED) this.#grammar.leaveObject(role);
    this.#valueDone();
  }

  #valueDone(): void {
    if (this.#expects.length > 0) this.#expects[this.#expects.length - 1] = Expect.afterValue;
  }

  #fail(window: ByteWindow, at: number, expected: string): void {
    while (this.#roles.length > 0) this.#leave();
    const offset = window.base + at;
    const isCut = at >= window.end;
    this.#damage = { valueOffset: this.#valueOffset, offset, expected, isCut };
    window.at = Math.max(this.#valueOffset, offset - RECOVERY_REACH) - window.base;
    // In a list cut short every line may begin with "{": those before the cut were read and are good.
    if (isCut && window.bytes[this.#valueOffset - window.base] !== 0x7b) window.at = at;
  }

  /** Looks for the next line that begins a value. @returns whether one was found */
  #resume(window: ByteWindow, isLast: boolean): boolean {
    const { bytes, end } = window;
    const damage = this.#damage!;
    for (let at = window.at; at < end; at++) {
      if (bytes[at] !== 0x0a) continue;
      if (at + 1 >= end && !isLast) {
        window.at = at;
        return false;
      }
      if (!this.#isLog && bytes[at + 1] !== 0x7b && bytes[at + 1] !== 0x5b) continue;
      window.at = at + 1;
      this.#damage = undefined;
      this.#grammar.takeBack(window.base + at + 1);
      this.#onDamage({ ...damage, resumedAt: window.base + at + 1 });
      return true;
    }
    window.at = end;
    if (isLast) {
      this.#isDone = true;
      this.#onDamage({ ...damage, resumedAt: undefined });
    }
    return false;
  }
}

const startsObject = (bytes: Uint8Array, at: number) => bytes[at] === 0x7b && bytes[at + 1] === 0x22;

/** Moves to the object on this line, or to the next line. @returns false where more bytes are needed */
function passLogText(window: ByteWindow, isLast: boolean): boolean {
  const { bytes, end } = window;
  for (let at = window.at; at < end; at++) {
    const isObject = startsObject(bytes, at);
    if (!isObject && bytes[at] !== 0x0a) continue;
    window.at = isObject ? at : at + 1;
    return true;
  }
  // The last byte may be the brace of an object.
  window.at = isLast ? end : Math.max(window.at, end - 1);
  return isLast;
}
