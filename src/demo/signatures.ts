import type { Signature } from "./faults/fault.ts";
import { attributeOf, KIND, keyOf, type OtlpLines, type RawSpan } from "./otlp-lines.ts";

/**
 * The signatures of the fault table, read off raw OTLP (propagation.md 2.1 and 4.2). Flags: 0x100 says that bit 9 is
 * meant, 0x200 that the parent came over a wire.
 */
const HAS_REMOTE = 0x100;
const REMOTE = 0x200;
/** Instrumentations stamp starts in whole milliseconds, and a server span ends when its socket says so. */
const JITTER_NANO = 150_000_000n;

export interface Reading {
  /** All spans of the file's side, by "traceId-spanId". */
  readonly byKey: ReadonlyMap<string, RawSpan>;
  /** True parents by child, as the truth file has them. */
  readonly trueParents: ReadonlyMap<string, string>;
}

export function readingOf(lines: OtlpLines, parents: readonly { child: Ids; parent: Ids }[]): Reading {
  return {
    byKey: new Map(lines.spans.map((span) => [keyOf(span), span])),
    trueParents: new Map(parents.map(({ child, parent }) => [keyOf(child), keyOf(parent)])),
  };
}

interface Ids {
  readonly traceId: string;
  readonly spanId: string;
}

const isRoot = (span: RawSpan) => (span.parentSpanId ?? "") === "";
const parentOf = (span: RawSpan, { byKey }: Reading) => byKey.get(`${span.traceId}-${span.parentSpanId}`);
const isOrphan = (span: RawSpan, reading: Reading) => !isRoot(span) && parentOf(span, reading) === undefined;
const remoteBits = (span: RawSpan) => (span.flags ?? 0) & (HAS_REMOTE | REMOTE);

/** The signatures that a side without a fault must not show on any span. */
export const UNHEALTHY: readonly Signature[] = [
  "new-root",
  "remote-orphan",
  "local-orphan",
  "wrong-parent",
  "ends-late",
  "linked-root",
  "shifted-child",
  "nested-server",
];

/** Does this span show the signature? `bare-log` is about records and is false for every span. */
export const SHOWS: Readonly<Record<Signature, (span: RawSpan, reading: Reading) => boolean>> = {
  "new-root": (span, { trueParents }) => isRoot(span) && !span.links?.length && trueParents.has(keyOf(span)),
  "remote-orphan": (span, reading) => isOrphan(span, reading) && remoteBits(span) === (HAS_REMOTE | REMOTE),
  "local-orphan": (span, reading) => isOrphan(span, reading) && remoteBits(span) === HAS_REMOTE,
  "wrong-parent": (span, reading) => {
    const parent = parentOf(span, reading);
    return parent !== undefined && keyOf(parent) !== reading.trueParents.get(keyOf(span));
  },
  "ends-late": (span, reading) => {
    const parent = parentOf(span, reading);
    if (span.kind !== KIND.server || parent?.kind !== KIND.client) return false;
    return BigInt(span.endTimeUnixNano) > BigInt(parent.endTimeUnixNano) + JITTER_NANO;
  },
  "bare-log": () => false,
  "linked-root": (span, { byKey }) =>
    isRoot(span) &&
    span.links !== undefined &&
    span.links.length > 0 &&
    span.links.every((link) => byKey.has(keyOf(link))),
  "shifted-child": (span, reading) => {
    const parent = parentOf(span, reading);
    return parent !== undefined && BigInt(span.startTimeUnixNano) > BigInt(parent.endTimeUnixNano) + JITTER_NANO;
  },
  "nested-server": (span, reading) => {
    const parent = parentOf(span, reading);
    return (
      span.kind === KIND.server &&
      parent?.kind === KIND.server &&
      parent.resource["service.instance.id"] === span.resource["service.instance.id"]
    );
  },
  "database-leaf": (span, { byKey }) =>
    span.kind === KIND.client &&
    attributeOf(span, "db.system.name") !== undefined &&
    ![...byKey.values()].some((other) => other.traceId === span.traceId && other.parentSpanId === span.spanId),
};
