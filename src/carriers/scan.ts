import type { CarriedContext, CarrierName, Note, Part, Problem, Reading, Source } from "./reading.ts";
import { type CarrierTexts, type ExpectCode, englishCarrierTexts, type NoteCode, type PartCode } from "./texts-en.ts";

/** A half-open stretch [at, end) of a header's value. */
export interface Span {
  readonly at: number;
  readonly end: number;
}

export interface HexRule {
  /** The lengths allowed, ascending. */
  readonly digits?: readonly number[];
  /** Instead of `digits`: any length from 1 up to this. */
  readonly atMost?: number;
  readonly anyCase?: boolean;
  readonly zeroAllowed?: boolean;
}

const LOWER_HEX = /[0-9a-f]/;
const ANY_HEX = /[0-9a-fA-F]/;

/** Carriers that are spread over several headers: their problems name the header. */
const ONE_OF_SEVERAL = /^(x-b3-|ot-tracer-|x-datadog-)/;

/** Says a problem in the language of `texts`. */
export function sentenceOf(problem: Omit<Problem, "expected" | "sentence">, texts: CarrierTexts): string {
  const place = placeOf(problem, texts);
  const named = !problem.headerAbsent && ONE_OF_SEVERAL.test(problem.header);
  return texts.sentence(named ? texts.place.inHeader(problem.header, place) : place, expectationOf(problem, texts));
}

function expectationOf({ code, args }: { code: string; args: readonly string[] }, texts: CarrierTexts): string {
  return (texts.expect[code as ExpectCode] as (...args: readonly string[]) => string)(...args);
}

function placeOf(problem: Omit<Problem, "expected" | "sentence">, texts: CarrierTexts): string {
  const { at, length, found } = problem;
  if (problem.headerAbsent) return texts.place.absent(problem.header);
  if (length === 0) return at === 0 ? texts.place.empty() : texts.place.end(at);
  if (length === 1) return texts.place.one(at, found);
  return texts.place.many(at, at + length - 1, found);
}

/**
 * Collects what a reader finds in one or several headers: parts, problems, notes.
 * A reader works from left to right and stops at its first problem, so the first is the one to fix first.
 */
export class HeaderScan {
  readonly carrier: CarrierName;
  readonly sources: Source[] = [];
  readonly parts: Part[] = [];
  readonly problems: Problem[] = [];
  readonly notes: Note[] = [];
  private header = "";
  private value = "";

  constructor(carrier: CarrierName) {
    this.carrier = carrier;
  }

  /** Makes `value` the text that later calls refer to; answers it without blanks around it. */
  open(header: string, value: string): Span {
    this.header = header;
    this.value = value;
    this.sources.push({ header, value });
    const { at, end } = this.trim({ at: 0, end: value.length });
    if (at > 0 || end < value.length) this.note("outer-space");
    return { at, end };
  }

  /** The stretch without the blanks around it. A loop: a pattern would be quadratic on hostile runs of blanks. */
  trim({ at, end }: Span): Span {
    let first = at;
    let last = end;
    while (first < last && isBlank(this.value[first])) first++;
    while (last > first && isBlank(this.value[last - 1])) last--;
    return { at: first, end: last };
  }

  text({ at, end }: Span): string {
    return this.value.slice(at, end);
  }

  /** The stretch from `at` to the next `delimiter` before `end`, or to `end`. */
  until(delimiter: string, at: number, end: number): Span {
    const found = this.value.indexOf(delimiter, at);
    return { at, end: found < 0 || found > end ? end : found };
  }

  /** Reports a problem; always false, so that a check can return it. */
  fail(span: Span, code: ExpectCode, ...args: string[]): false {
    const { at, end } = span;
    return this.push({
      header: this.header,
      headerAbsent: false,
      at,
      length: end - at,
      found: this.text(span),
      code,
      args,
    });
  }

  /** Reports that a header is not there at all. */
  failAbsent(header: string, code: ExpectCode, ...args: string[]): false {
    return this.push({ header, headerAbsent: true, at: 0, length: 0, found: "", code, args });
  }

  note(code: NoteCode): void {
    if (!this.notes.some((note) => note.code === code)) {
      this.notes.push({ code, text: englishCarrierTexts.notes[code] });
    }
  }

  part(code: PartCode, span: Span): void {
    this.parts.push({
      header: this.header,
      at: span.at,
      length: span.end - span.at,
      text: this.text(span),
      code,
      label: englishCarrierTexts.names[code],
      meaning: englishCarrierTexts.meanings[code],
    });
  }

  /** Checks a hex field: alphabet first, then length, then zero. Adds the part when it has any text. */
  hex(code: PartCode, span: Span, rule: HexRule): boolean {
    const { at, end } = span;
    if (end > at) this.part(code, span);
    const length = end - at;
    const longest = rule.atMost ?? rule.digits?.at(-1) ?? length;
    for (let i = at; i < Math.min(end, at + longest); i++) {
      const digit = this.value[i]!;
      if (LOWER_HEX.test(digit)) continue;
      if (!ANY_HEX.test(digit)) return this.fail({ at: i, end: i + 1 }, "hex", code);
      if (!rule.anyCase) return this.fail({ at: i, end: i + 1 }, "lower-hex", code);
      this.note("upper-case-hex");
    }
    const fits = rule.atMost === undefined ? rule.digits?.includes(length) : length > 0 && length <= rule.atMost;
    if (fits === false) {
      const wanted = rule.atMost === undefined ? (rule.digits ?? []).join(" or ") : `1 to ${rule.atMost}`;
      const wrong = length > longest ? { at: at + longest, end } : this.here(end);
      return this.fail(wrong, "digits", code, wanted, String(length));
    }
    if (!rule.zeroAllowed && /^0+$/.test(this.text(span))) return this.fail(span, "not-zero", code);
    return true;
  }

  /** Checks a decimal field of 64 bits, not zero. */
  decimal64(code: PartCode, span: Span): boolean {
    if (span.end > span.at) this.part(code, span);
    for (let i = span.at; i < span.end; i++) {
      if (!/[0-9]/.test(this.value[i]!)) return this.fail({ at: i, end: i + 1 }, "decimal", code);
    }
    if (span.end === span.at) return this.fail(this.here(span.end), "decimal", code);
    const digits = this.text(span).replace(/^0+/, "");
    const inRange = digits !== "" && digits.length <= 20 && BigInt(digits) < 1n << 64n;
    return inRange || this.fail(span, "decimal-range", code);
  }

  /** The one character at `at`, or the empty stretch where the value ends. */
  here(at: number): Span {
    return { at, end: Math.min(at + 1, this.value.length) };
  }

  /** The answer: accepted when nothing was wrong. */
  reading(context?: CarriedContext): Reading {
    const { carrier, problems, notes, parts, sources } = this;
    const accepted = problems.length === 0;
    return {
      carrier,
      outcome: accepted ? "accept" : "reject",
      ...(accepted && context ? { context } : {}),
      problems,
      notes,
      parts,
      sources,
    };
  }

  private push(problem: Omit<Problem, "expected" | "sentence">): false {
    const texts = englishCarrierTexts;
    this.problems.push({
      ...problem,
      expected: expectationOf(problem, texts),
      sentence: sentenceOf(problem, texts),
    });
    return false;
  }
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}
