/** Says what was mended in the spans of each file: one sentence for each kind of repair, with the place of the first. */
import { Repair } from "../model/enums.ts";
import { countOf } from "../model/sentence.ts";
import type { DataSet } from "../model/tables.ts";
import type { Warning } from "../model/warning.ts";
import type { FileNotes } from "./file-notes.ts";

interface Description {
  readonly bit: number;
  readonly code: string;
  readonly severity: Warning["severity"];
  /** Follows the number of spans; `one` for a single span. */
  readonly one: string;
  readonly many: string;
}

const DESCRIPTIONS: readonly Description[] = [
  {
    bit: Repair.selfParent,
    code: "self-parent",
    severity: "repair",
    one: "span is its own parent: shown as a top-level span.",
    many: "spans are their own parent: shown as top-level spans.",
  },
  {
    bit: Repair.cycleCut,
    code: "parent-cycle",
    severity: "repair",
    one: "span is an ancestor of itself: the cycle is cut at its earliest span, which is shown as a top-level span.",
    many: "spans are ancestors of themselves: each cycle is cut at its earliest span, which is shown as a top-level span.",
  },
  {
    bit: Repair.duplicateId,
    code: "duplicate-span-id",
    severity: "repair",
    one: "span has an id that another span of its trace has: both are shown, children belong to the earlier one.",
    many: "spans have an id that another span of their trace has: all are shown, children belong to the earliest one.",
  },
  {
    bit: Repair.startUnknown,
    code: "start-unknown",
    severity: "repair",
    one: "span has no start time: shown last in its trace, without a bar.",
    many: "spans have no start time: shown last in their traces, without a bar.",
  },
  {
    bit: Repair.endUnknown,
    code: "end-unknown",
    severity: "repair",
    one: "span has no end time: its duration is unknown.",
    many: "spans have no end time: their durations are unknown.",
  },
  {
    bit: Repair.endBeforeStart,
    code: "end-before-start",
    severity: "repair",
    one: "span ends before it starts: its duration is shown as unknown.",
    many: "spans end before they start: their durations are shown as unknown.",
  },
  {
    bit: Repair.sharedHalf,
    code: "shared-span",
    severity: "note",
    one: "span shares its id with its caller's span (Zipkin): shown as that span's child.",
    many: "spans share their ids with their callers' spans (Zipkin): shown as those spans' children.",
  },
  {
    bit: Repair.idInvalid,
    code: "invalid-id",
    severity: "repair",
    one: "span has an id that is empty, or neither hex nor base64 of the right length: replaced by a made one.",
    many: "spans have ids that are empty, or neither hex nor base64 of the right length: replaced by made ones.",
  },
];

/** Adds the repairs of the data set's spans to the notes of their files. */
export function describeRepairs({ spans }: DataSet, notes: readonly FileNotes[]): void {
  const files = notes.length;
  const kinds = DESCRIPTIONS.length;
  const counts = new Uint32Array(files * kinds);
  const first = new Float64Array(files * kinds).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < spans.length; row++) {
    const repairs = spans.repairs[row]!;
    if (repairs === 0) continue;
    for (let kind = 0; kind < kinds; kind++) {
      if ((repairs & DESCRIPTIONS[kind]!.bit) === 0) continue;
      const slot = spans.sourceFile[row]! * kinds + kind;
      counts[slot]!++;
      first[slot] = Math.min(first[slot]!, spans.sourceOffset[row]!);
    }
  }
  for (let slot = 0; slot < counts.length; slot++) {
    const count = counts[slot]!;
    if (count === 0) continue;
    const { code, severity, one, many } = DESCRIPTIONS[slot % kinds]!;
    const message = countOf(count, one, many);
    notes[Math.floor(slot / kinds)]!.addCounted({ code, severity, message, offset: first[slot]!, count });
  }
}
