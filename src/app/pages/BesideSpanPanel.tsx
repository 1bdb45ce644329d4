/** A view of a trace, with the panel of the selected span beside it. */
import type { ReactNode } from "react";
import type { TraceView } from "../../analysis/trace-view.ts";
import type { LogListView } from "../../engine/engine-api.ts";
import { SpanPanel } from "../../views/span-panel/SpanPanel.tsx";
import { useApp, usePreferences } from "../app-context.ts";
import { useServiceColors } from "../use-service-colors.ts";
import { BesidePanel } from "./BesidePanel.tsx";
import { useOpenTarget } from "./use-open-target.ts";

interface BesideSpanPanelProps {
  readonly view: TraceView;
  readonly logs: LogListView | undefined;
  readonly selectedSpan: number | undefined;
  readonly onSelectSpan: (span: number | undefined) => void;
  readonly children: ReactNode;
}

export function BesideSpanPanel({ view, logs, selectedSpan, onSelectSpan, children }: BesideSpanPanelProps) {
  const colors = useServiceColors();
  const openTarget = useOpenTarget();
  const { preferences } = useApp();
  const { pinnedAttributes } = usePreferences();
  const close = () => onSelectSpan(undefined);
  return (
    <BesidePanel
      onClose={close}
      panel={
        selectedSpan === undefined
          ? undefined
          : (widthCssPx, onResize) => (
              <SpanPanel
                span={selectedSpan}
                view={view}
                colors={colors}
                logs={logs}
                onSelectSpan={onSelectSpan}
                onOpenTarget={openTarget}
                onClose={close}
                widthCssPx={widthCssPx}
                onResize={onResize}
                pins={{ keys: pinnedAttributes, onChange: (keys) => preferences.set({ pinnedAttributes: keys }) }}
              />
            )
      }
    >
      {children}
    </BesidePanel>
  );
}
