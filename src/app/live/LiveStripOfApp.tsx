/** The strip above the pages while the collector is watched. */
import { useNavigate } from "@tanstack/react-router";
import { LiveStrip } from "../../views/live/LiveStrip.tsx";
import { useApp, useDataSetState, useLiveState } from "../app-context.ts";

export function LiveStripOfApp() {
  const { live } = useApp();
  const state = useLiveState();
  const { open } = useDataSetState();
  const navigate = useNavigate();
  if (state.status === "off") return null;
  return (
    <LiveStrip
      facts={{ ...state, status: state.status }}
      growth={open?.growth}
      onPause={() => live.pause()}
      onResume={() => live.resume()}
      onTryNow={() => live.tryNow()}
      onMinutes={(minutes) =>
        void navigate({ to: ".", search: (present: object) => ({ ...present, live: `${minutes}m` }), replace: true })
      }
    />
  );
}
