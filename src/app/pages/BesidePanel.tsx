/** A picture with a panel at its right; where both do not fit, the panel lies over the picture. */
import type { ReactNode } from "react";
import { useElementSize } from "../../views/kit/use-element-size.ts";
import { useApp, usePreferences } from "../app-context.ts";

/** The picture is of little use under this. */
const LEAST_PICTURE_CSS_PX = 360;

interface BesidePanelProps {
  readonly children: ReactNode;
  /** undefined = nothing is selected. */
  readonly panel: ((widthCssPx: number, onResize: (widthCssPx: number) => void) => ReactNode) | undefined;
  readonly onClose: () => void;
}

export function BesidePanel({ children, panel, onClose }: BesidePanelProps) {
  const { preferences } = useApp();
  const { panelWidthCssPx } = usePreferences();
  const [ref, { widthCssPx: whole }] = useElementSize<HTMLDivElement>();
  const width = Math.min(panelWidthCssPx, whole || panelWidthCssPx);
  const over = whole > 0 && whole - width < LEAST_PICTURE_CSS_PX;
  return (
    <div ref={ref} className="relative flex h-full min-h-0 overflow-hidden">
      <div className="min-w-0 flex-1">{children}</div>
      {panel && (
        // Esc anywhere in the panel closes it; its own fields take Esc first.
        // biome-ignore lint/a11y/noStaticElementInteractions: the panel inside has the role
        <div
          className={over ? "absolute inset-y-0 right-0 z-20 flex border-l border-line shadow-lg" : "flex shrink-0"}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || event.defaultPrevented) return;
            event.preventDefault();
            onClose();
          }}
        >
          {panel(width, (widthCssPx) => preferences.set({ panelWidthCssPx: widthCssPx }))}
        </div>
      )}
    </div>
  );
}
