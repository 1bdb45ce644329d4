/** A reading said in the language of given texts. Its own sentences are English; codes and arguments say the same elsewhere. */
import type { Conflict } from "./agreement.ts";
import type { HeadersReading } from "./read-headers.ts";
import type { Note, Problem } from "./reading.ts";
import { carrierTitle } from "./registry.ts";
import { sentenceOf } from "./scan.ts";
import type { CarrierTexts, NoteCode } from "./texts-en.ts";

export function sayProblem(problem: Problem, texts: CarrierTexts): string {
  return sentenceOf(problem, texts);
}

export function sayNote(note: Note, texts: CarrierTexts): string {
  return texts.notes[note.code as NoteCode];
}

export function sayConflict({ kind, between: [a, b] }: Conflict, texts: CarrierTexts): string {
  return texts.conflict[kind](carrierTitle(a), carrierTitle(b));
}

/** What a W3C receiver does with the request, and why. */
export function sayReceiver({ w3c, readings }: HeadersReading, texts: CarrierTexts): string {
  const { receiver } = texts;
  if (w3c.outcome === "continue") return receiver.continues(w3c.context?.traceId ?? "");
  const problem = readings.find(({ carrier }) => carrier === "traceparent")?.problems[0];
  if (problem?.code === "repeated") return receiver.repeated(Number(problem.args[0]));
  if (problem) return receiver.malformed(sentenceOf(problem, texts));
  const misnamed = w3c.misnamed.find(({ wanted }) => wanted === "traceparent");
  return misnamed ? receiver.misnamed(misnamed.header, misnamed.wanted) : receiver.noHeader();
}
