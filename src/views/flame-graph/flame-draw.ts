/** Draws the bars of a flame graph: the service's colour, the name where it fits, errors and what is asked about. */
import type { TraceView } from "../../analysis/trace-view.ts";
import { boundText } from "../kit/bounded-text.ts";
import type { ServiceColors } from "../kit/service-colors.ts";
import { BAR_HEIGHT_CSS_PX, type FlameBar, type FlameIndex } from "./flame-layout.ts";

const EDGE_CSS_PX = 3;
/** How much of the service's colour a bar's ground has: the name on it stays readable. */
const GROUND = 0.28;
const PADDING_CSS_PX = 5;
/** Narrower bars are too small for a letter. */
const LEAST_TEXT_CSS_PX = 24;
const MOST_LABEL_CHARACTERS = 120;

export interface FlamePicture {
  readonly view: TraceView;
  readonly index: FlameIndex;
  readonly colors: ServiceColors;
  readonly bars: readonly FlameBar[];
  readonly scrollTopCssPx: number;
  /** Nodes the search found; undefined = nothing is looked for. */
  readonly found: Uint8Array | undefined;
  readonly hovered: number | undefined;
  readonly current: number | undefined;
  readonly selected: number | undefined;
  readonly missingLabel: string;
}

type Color = (variable: `--cw-${string}`) => string;

export function drawFlame(context: CanvasRenderingContext2D, picture: FlamePicture, color: Color, font: string): void {
  const { bars, scrollTopCssPx, found } = picture;
  const { tree } = picture.index;
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.font = `11px ${font}`;
  context.textBaseline = "middle";
  for (const { node, xCssPx, yCssPx, widthCssPx } of bars) {
    const y = yCssPx - scrollTopCssPx;
    const height = BAR_HEIGHT_CSS_PX - 1;
    const service = picture.view.services[tree.service[node]!];
    const strength = found !== undefined && !found[node] ? 0.3 : 1;
    context.fillStyle = service === undefined ? color("--cw-faint") : picture.colors.bar(service);
    context.globalAlpha = strength * GROUND;
    context.fillRect(xCssPx, y, Math.max(1, widthCssPx - 1), height);
    context.globalAlpha = strength;
    context.fillRect(xCssPx, y, Math.min(EDGE_CSS_PX, widthCssPx), height);
    if (tree.errorCount[node]! > 0) {
      context.fillStyle = color("--cw-error");
      context.fillRect(xCssPx, y + height - 2, Math.max(1, widthCssPx - 1), 2);
    }
    if (widthCssPx >= LEAST_TEXT_CSS_PX) {
      const room = widthCssPx - EDGE_CSS_PX - 2 * PADDING_CSS_PX;
      context.fillStyle = color("--cw-ink");
      context.fillText(
        fitLabel(context, labelOf(picture, node), room),
        xCssPx + EDGE_CSS_PX + PADDING_CSS_PX,
        y + height / 2 + 0.5,
      );
    }
  }
  context.globalAlpha = 1;
  for (const bar of bars) {
    const isAsked = bar.node === picture.current || bar.node === picture.selected;
    if (!isAsked && bar.node !== picture.hovered) continue;
    context.strokeStyle = color(isAsked ? "--cw-accent" : "--cw-ink");
    context.lineWidth = isAsked ? 2 : 1;
    context.strokeRect(
      bar.xCssPx + 1,
      bar.yCssPx - scrollTopCssPx + 0.5,
      Math.max(1, bar.widthCssPx - 3),
      BAR_HEIGHT_CSS_PX - 2,
    );
  }
}

/** The name, after the service where the bar above is of another; "x3" where several spans are one bar; "!" for errors. */
function labelOf({ view, index: { tree }, missingLabel }: FlamePicture, node: number): string {
  if (tree.service[node] === -1) return missingLabel;
  const parent = tree.parent[node]!;
  const isEntry = parent === -1 || tree.service[parent] !== tree.service[node];
  const count = tree.spanCount[node]!;
  return [
    tree.errorCount[node]! > 0 ? "!" : "",
    isEntry ? isolated(view.services[tree.service[node]!]!) : "",
    isolated(view.names[tree.name[node]!]!),
    count > 1 ? `×${count.toLocaleString("en")}` : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** Between marks that keep its direction from what stands beside it, as <bdi> does. */
const isolated = (text: string) => (text === "" ? "" : `\u2068${boundText(text, MOST_LABEL_CHARACTERS)}\u2069`);

/** As much of the label as fits, with "…"; "" where not even two letters do. */
function fitLabel(context: CanvasRenderingContext2D, label: string, roomCssPx: number): string {
  const widthCssPx = context.measureText(label).width;
  if (widthCssPx <= roomCssPx) return label;
  const letters = Math.floor((label.length * roomCssPx) / widthCssPx) - 1;
  return letters < 2 ? "" : boundText(label, letters);
}
