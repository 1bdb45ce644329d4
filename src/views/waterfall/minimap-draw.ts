/** Draws the density of a trace: grey for what runs at the same time, red below where errors end. */
import type { Draw } from "../kit/CanvasPicture.tsx";
import type { Density } from "./minimap-layout.ts";

const ERROR_HEIGHT_PX = 4;
/** Even one span is seen beside a thousand. */
const LEAST_BAR_PX = 2;

/** One column of the density is one CSS pixel. Heights grow with the square root, so that thin parts are seen too. */
export function drawDensity({ running, errors, most }: Density): Draw {
  return (context, { widthCssPx, heightCssPx }, color) => {
    context.clearRect(0, 0, widthCssPx, heightCssPx);
    const room = heightCssPx - ERROR_HEIGHT_PX - 1;
    const perColumn = widthCssPx / Math.max(1, running.length);
    context.fillStyle = color("--cw-faint");
    context.globalAlpha = 0.45;
    for (let column = 0; column < running.length; column++) {
      if (running[column] === 0) continue;
      const height = Math.max(LEAST_BAR_PX, Math.sqrt(running[column]! / most) * (room - 2));
      context.fillRect(column * perColumn, room - height, perColumn, height);
    }
    context.globalAlpha = 1;
    context.fillStyle = color("--cw-error");
    for (let column = 0; column < errors.length; column++) {
      if (errors[column]! > 0) {
        context.fillRect(column * perColumn - 0.5, heightCssPx - ERROR_HEIGHT_PX, perColumn + 1, ERROR_HEIGHT_PX);
      }
    }
  };
}
