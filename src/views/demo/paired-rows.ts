/**
 * One visit of both sides, row by row: what is the same work stands on the same line, whatever the data say about it.
 *
 *     intact                      broken
 *     storefront POST /orders     storefront POST /orders
 *       storefront POST             storefront POST
 *         checkout POST /orders   ✕ checkout POST /orders        a new root: its depth starts anew
 *           checkout charge card    ┄ never ended                started, but not in the data
 *
 * The order of rows is that of what truly caused what; the depth is what the exported parents say. Two spans are the same
 * work when their callers are and service, kind and name agree, or else service and kind. Cost: the square of a span's
 * children.
 */
import type { DemoSide, DemoSpan } from "./demo-types.ts";

export interface PairedCell {
  readonly span: DemoSpan;
  /** By exported parents, within this visit. */
  readonly depth: number;
  /** Exported without a parent in this visit: the top of a piece. */
  readonly top: boolean;
  /** When all that it caused was over, as far as known; for spans without an end. */
  readonly untilMs: number;
}

export interface PairedRow {
  readonly left: PairedCell | undefined;
  readonly right: PairedCell | undefined;
}

interface Node {
  readonly cell: PairedCell;
  readonly children: Node[];
}

export function pairRows(intact: DemoSide, broken: DemoSide, visit: number): PairedRow[] {
  const rows: PairedRow[] = [];
  pair(buildForest(intact, visit), buildForest(broken, visit), rows);
  return rows;
}

/** First the same name, then only the same kind: a span made by hand may be called otherwise. */
const SAME: readonly ((a: DemoSpan, b: DemoSpan) => boolean)[] = [
  (a, b) => a.service === b.service && a.kind === b.kind && a.name === b.name,
  (a, b) => a.service === b.service && a.kind === b.kind,
];

function pair(left: readonly Node[], right: readonly Node[], rows: PairedRow[]): void {
  const twins = matchTwins(left, right);
  const matched = new Set(twins.values());
  const extraRight = right.filter((node) => !matched.has(node));
  // Extra work of one side is passed through: what it caused may still have a twin here.
  if (extraRight.length > 0) {
    for (const { cell } of extraRight) rows.push({ left: undefined, right: cell });
    const inner = extraRight.flatMap(({ children }) => children);
    if (inner.length > 0) {
      pair(left, [...right.filter((node) => matched.has(node)), ...inner], rows);
      return;
    }
  }
  for (const node of left) {
    const twin = twins.get(node);
    rows.push({ left: node.cell, right: twin?.cell });
    pair(node.children, twin?.children ?? [], rows);
  }
}

function matchTwins(left: readonly Node[], right: readonly Node[]): Map<Node, Node> {
  const twins = new Map<Node, Node>();
  const free = new Set(right);
  for (const same of SAME) {
    for (const node of left) {
      if (twins.has(node)) continue;
      const twin = [...free].find((other) => same(node.cell.span, other.cell.span));
      if (!twin) continue;
      twins.set(node, twin);
      free.delete(twin);
    }
  }
  return twins;
}

function buildForest({ spans }: DemoSide, visit: number): Node[] {
  const shown = spans.filter(({ visits }) => visits.includes(visit));
  const byKey = new Map(shown.map((span) => [span.key, span]));
  const depths = new Map<string, number>();
  const parentShown = ({ parent }: DemoSpan) => {
    const span = parent === undefined ? undefined : byKey.get(parent);
    return span?.exported ? span : undefined;
  };
  const depthOf = (span: DemoSpan): number => {
    const known = depths.get(span.key);
    if (known !== undefined) return known;
    // A loop of parents ends here.
    depths.set(span.key, 0);
    const above = span.exported ? parentShown(span) : byKey.get(span.trueParent ?? "");
    const depth = above ? depthOf(above) + 1 : 0;
    depths.set(span.key, depth);
    return depth;
  };

  const nodes = new Map<string, Node>();
  const roots: Node[] = [];
  const causeOf = (span: DemoSpan) => [span.trueParent ?? "", ...span.links].find((key) => byKey.has(key)) ?? "";
  const untils = endsOfSubtrees(shown, causeOf);
  for (const span of shown) {
    const top = span.exported && parentShown(span) === undefined;
    const cell = { span, depth: depthOf(span), top, untilMs: untils.get(span.key) ?? span.startMs };
    nodes.set(span.key, { cell, children: [] });
  }
  for (const span of shown) {
    const node = nodes.get(span.key) as Node;
    (nodes.get(causeOf(span))?.children ?? roots).push(node);
  }
  return roots;
}

/** Spans stand in the order they were started, so what a span caused comes after it. */
function endsOfSubtrees(shown: readonly DemoSpan[], causeOf: (span: DemoSpan) => string): Map<string, number> {
  const untils = new Map<string, number>();
  for (const span of shown.toReversed()) {
    const until = Math.max(untils.get(span.key) ?? span.startMs, span.endMs ?? span.startMs);
    untils.set(span.key, until);
    const cause = causeOf(span);
    untils.set(cause, Math.max(untils.get(cause) ?? Number.NEGATIVE_INFINITY, until));
  }
  return untils;
}

/** What one side shows of a visit. */
export interface SideFacts {
  readonly spans: number;
  readonly traces: number;
  readonly blamed: number;
}

export function countSide({ spans }: DemoSide, visit: number): SideFacts {
  const shown = spans.filter(({ visits, exported }) => exported && visits.includes(visit));
  return {
    spans: shown.length,
    traces: new Set(shown.map(({ key }) => traceIdOf(key))).size,
    blamed: shown.filter(({ blamed }) => blamed).length,
  };
}

export const traceIdOf = (key: string): string => key.split("-")[0] ?? "";

/** From the first start to the last end of both sides. */
export function timesOf(rows: readonly PairedRow[]): readonly [fromMs: number, toMs: number] {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const cell of rows.flatMap(({ left, right }) => [left, right])) {
    if (!cell) continue;
    from = Math.min(from, cell.span.startMs);
    to = Math.max(to, cell.untilMs);
  }
  return from > to ? [0, 1] : [from, to];
}

/** The first visit that shows something. */
export function firstBlamedVisit({ spans }: DemoSide): number {
  const visits = spans.filter(({ blamed, exported }) => blamed && exported).flatMap((span) => span.visits);
  return visits.length === 0 ? 0 : Math.min(...visits);
}
