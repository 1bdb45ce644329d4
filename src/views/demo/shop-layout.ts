/**
 * Where the shop's services stand: a fixed drawing, since the shop is fixed. CSS pixels within SHOP_SIZE.
 *
 *                  ╭──> inventory <─╮
 *     storefront ──┴──────────> checkout ──◇──> payment
 *        ^  ╰───────── fetch ───── │ ^ ──────────╮  │
 *        ╰──────── notifier <──────╯ ╯           ╰> ledger
 */
import type { DemoEdge } from "./demo-types.ts";

export const SHOP_SIZE = { widthPx: 440, heightPx: 262 } as const;
export const NODE_SIZE = { widthPx: 88, heightPx: 26 } as const;

export interface Point {
  readonly x: number;
  readonly y: number;
}

const PLACES: Readonly<Record<string, Point>> = {
  inventory: { x: 204, y: 38 },
  storefront: { x: 56, y: 128 },
  checkout: { x: 186, y: 128 },
  payment: { x: 334, y: 128 },
  notifier: { x: 112, y: 228 },
  ledger: { x: 388, y: 216 },
};

/** How far the middle of an edge is pushed aside, to the right of its direction. */
const BENDS: Readonly<Record<string, number>> = {
  "storefront ledger": 18,
  "checkout notifier": -12,
  "notifier checkout": -12,
};

/** Undefined for a service that the drawing does not know. */
export const placeOf = (service: string): Point | undefined => PLACES[service];

export interface EdgeDrawing {
  readonly path: string;
  readonly middle: Point;
}

/** A curve from border to border; a point at its corner for what happens inside a service. */
export function drawEdge({ from, to }: DemoEdge): EdgeDrawing | undefined {
  const start = placeOf(from);
  const end = placeOf(to);
  if (!start || !end) return undefined;
  if (from === to)
    return { path: "", middle: { x: start.x - NODE_SIZE.widthPx / 2 + 4, y: start.y - NODE_SIZE.heightPx / 2 } };
  const bend = BENDS[`${from} ${to}`] ?? 0;
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  const aside = { x: -(end.y - start.y) / length, y: (end.x - start.x) / length };
  // The control point of a quadratic curve lies twice as far out as its middle.
  const control = { x: (start.x + end.x) / 2 + aside.x * bend * 2, y: (start.y + end.y) / 2 + aside.y * bend * 2 };
  const first = atBorder(start, control);
  const last = atBorder(end, control, ARROW_PX);
  const middle = { x: (first.x + 2 * control.x + last.x) / 4, y: (first.y + 2 * control.y + last.y) / 4 };
  return { path: `M${round(first)} Q${round(control)} ${round(last)}`, middle };
}

const ARROW_PX = 4;

/** Where the line from a node's middle towards a point leaves the node, and a little further. */
function atBorder(node: Point, towards: Point, gapPx = 1): Point {
  const dx = towards.x - node.x;
  const dy = towards.y - node.y;
  const share = Math.min(
    (NODE_SIZE.widthPx / 2 + gapPx) / Math.abs(dx || 1e-9),
    (NODE_SIZE.heightPx / 2 + gapPx) / Math.abs(dy || 1e-9),
  );
  return { x: node.x + dx * share, y: node.y + dy * share };
}

const round = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`;
