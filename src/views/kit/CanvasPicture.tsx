/**
 * A picture drawn by a function: sharp on any screen, drawn again when its size, the theme or the function changes.
 * The function gets a context in CSS pixels and reads colours by the names of theme.css: `color("--cw-line")`.
 */
import { useEffect, useRef } from "react";

export interface PictureSize {
  readonly widthCssPx: number;
  readonly heightCssPx: number;
}

export type Draw = (
  context: CanvasRenderingContext2D,
  size: PictureSize,
  color: (variable: `--cw-${string}`) => string,
) => void;

export interface CanvasPictureProps {
  /** Keep its identity (useCallback) while the picture stays the same. */
  readonly draw: Draw;
  /** What the picture shows, read aloud; without it the picture is decoration. */
  readonly label?: string | undefined;
  readonly className?: string | undefined;
}

export function CanvasPicture({ draw, label, className = "" }: CanvasPictureProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return;
    const redraw = () => {
      const { clientWidth: widthCssPx, clientHeight: heightCssPx } = canvas;
      const ratio = window.devicePixelRatio || 1;
      canvas.width = Math.round(widthCssPx * ratio);
      canvas.height = Math.round(heightCssPx * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const style = getComputedStyle(canvas);
      draw(context, { widthCssPx, heightCssPx }, (variable) => style.getPropertyValue(variable));
    };
    const sizes = new ResizeObserver(redraw);
    sizes.observe(canvas);
    const themes = new MutationObserver(redraw);
    themes.observe(canvas.closest("[data-theme]") ?? document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      sizes.disconnect();
      themes.disconnect();
    };
  }, [draw]);
  return label === undefined ? (
    <canvas ref={ref} aria-hidden className={className} />
  ) : (
    <canvas ref={ref} role="img" aria-label={label} className={className} />
  );
}
