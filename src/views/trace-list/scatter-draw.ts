/**
 * Draws the scatter plot: axes, then the traces: a dot in its service's colour, a red ring for errors, an amber cross for
 * incomplete ones. Where they are many, squares whose strength says how many lie in them.
 */
import type { TraceListView } from "../../analysis/trace-list.ts";
import type { Draw } from "../kit/CanvasPicture.tsx";
import type { ServiceColors } from "../kit/service-colors.ts";
import { type Density, isIncomplete, type ScatterPoints } from "./scatter-points.ts";
import type { ScatterScale } from "./scatter-scale.ts";
import type { Tick } from "./scatter-ticks.ts";

type Color = Parameters<Draw>[2];

export interface ScatterPicture {
  readonly view: TraceListView;
  readonly scale: ScatterScale;
  readonly points: ScatterPoints;
  /** Given: drawn instead of points. */
  readonly density: Density | undefined;
  readonly durationTicks: readonly Tick[];
  readonly timeTicks: readonly Tick[];
  readonly colors: ServiceColors;
}

export function drawScatter(context: CanvasRenderingContext2D, picture: ScatterPicture, color: Color): void {
  drawAxes(context, picture, color);
  if (picture.density) drawDensity(context, picture.density, color);
  else drawPoints(context, picture, color);
}

function drawAxes(context: CanvasRenderingContext2D, picture: ScatterPicture, color: Color): void {
  const { leftPx, rightPx, bottomPx } = picture.scale;
  context.font = "11px system-ui, sans-serif";
  context.lineWidth = 1;
  context.strokeStyle = color("--cw-line");
  context.fillStyle = color("--cw-faint");
  context.textAlign = "right";
  context.textBaseline = "middle";
  context.beginPath();
  for (const { px, label } of picture.durationTicks) {
    context.moveTo(leftPx - 6, Math.round(px) + 0.5);
    context.lineTo(rightPx, Math.round(px) + 0.5);
    context.fillText(label, leftPx - 10, px);
  }
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const { px, label } of picture.timeTicks) {
    context.moveTo(Math.round(px) + 0.5, bottomPx + 4);
    context.lineTo(Math.round(px) + 0.5, bottomPx + 8);
    const half = context.measureText(label).width / 2;
    context.fillText(label, Math.max(leftPx - 6 + half, Math.min(rightPx - half, px)), bottomPx + 10);
  }
  context.stroke();
}

function drawPoints(context: CanvasRenderingContext2D, { view, points, colors }: ScatterPicture, color: Color): void {
  const radius = points.drawn > 5000 ? 1.5 : points.drawn > 1000 ? 2 : 2.5;
  const dots = new Map<number, Path2D>();
  const rings = new Path2D();
  const crosses = new Path2D();
  for (let row = 0; row < view.length; row++) {
    const x = points.x[row]!;
    const y = points.y[row]!;
    if (Number.isNaN(x)) continue;
    const hasErrors = view.errorCount[row]! > 0;
    const incomplete = isIncomplete(view, row);
    if (hasErrors) addCircle(rings, x, y, radius + 1);
    if (incomplete) addCross(crosses, x, y, radius + 0.5);
    if (hasErrors || incomplete) continue;
    const service = view.topService[row]!;
    let path = dots.get(service);
    if (path === undefined) {
      path = new Path2D();
      dots.set(service, path);
    }
    addCircle(path, x, y, radius);
  }
  context.globalAlpha = 0.85;
  for (const [service, path] of dots) {
    context.fillStyle = colors.bar(view.strings[service]!);
    context.fill(path);
  }
  context.globalAlpha = 1;
  context.lineWidth = 1.5;
  context.strokeStyle = color("--cw-lost");
  context.stroke(crosses);
  context.strokeStyle = color("--cw-error");
  context.stroke(rings);
}

function addCircle(path: Path2D, x: number, y: number, radius: number): void {
  path.moveTo(x + radius, y);
  path.arc(x, y, radius, 0, 2 * Math.PI);
}

function addCross(path: Path2D, x: number, y: number, arm: number): void {
  path.moveTo(x - arm, y - arm);
  path.lineTo(x + arm, y + arm);
  path.moveTo(x + arm, y - arm);
  path.lineTo(x - arm, y + arm);
}

/**
 * Strength grows with the logarithm of the count, so that a single trace is still seen beside ten thousand; over it lies how
 * large a part is incomplete, or has errors.
 */
function drawDensity(context: CanvasRenderingContext2D, density: Density, color: Color): void {
  const { cellPx, columns, count, most } = density;
  const fill = (cell: number, alpha: number) => {
    context.globalAlpha = alpha;
    context.fillRect((cell % columns) * cellPx, Math.floor(cell / columns) * cellPx, cellPx, cellPx);
  };
  context.fillStyle = color("--cw-quiet");
  for (let cell = 0; cell < count.length; cell++) {
    if (count[cell]! > 0) fill(cell, 0.2 + (0.8 * Math.log1p(count[cell]!)) / Math.log1p(most));
  }
  for (const [part, ink] of [
    [density.incomplete, color("--cw-lost")],
    [density.errors, color("--cw-error")],
  ] as const) {
    context.fillStyle = ink;
    for (let cell = 0; cell < part.length; cell++) {
      if (part[cell]! > 0) fill(cell, 0.3 + (0.7 * part[cell]!) / count[cell]!);
    }
  }
  context.globalAlpha = 1;
}
