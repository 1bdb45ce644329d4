/** What one app instance is made of, for the components inside it. */
import { createContext, useContext, useSyncExternalStore } from "react";
import type { EngineAt } from "../engine/engine-api.ts";
import type { Catalogues } from "./catalogues.ts";
import type { DataSetController } from "./data-set/data-set-controller.ts";
import type { DataSetState } from "./data-set/data-set-state.ts";
import type { Opener } from "./data-set/opener.ts";
import type { LiveController } from "./live/live-controller.ts";
import type { LiveState } from "./live/live-state.ts";
import type { PendingWork } from "./pending-work.ts";
import type { Preferences, PreferenceValues } from "./preferences.ts";

export interface AppParts {
  /** Under NeedsData, the one that answers for the data that is shown there. */
  readonly engine: EngineAt;
  readonly controller: DataSetController;
  readonly opener: Opener;
  readonly preferences: Preferences;
  readonly catalogues: Catalogues;
  readonly pending: PendingWork;
  /** The trace that was looked at last, for the list; "" = none. */
  readonly lastTrace: { opening: number; traceId: string };
  readonly live: LiveController;
  /** Whether the reader was led to live data, or went there: it happens once. */
  readonly landing: { isDone: boolean };
  /** In somebody else's page: no rail, no top bar, no global gestures. */
  readonly embedded: boolean;
  /** Nothing else is on the page, so its colours are the app's. */
  readonly ownsPage: boolean;
}

export const AppContext = createContext<AppParts | undefined>(undefined);

export function useApp(): AppParts {
  const parts = useContext(AppContext);
  if (parts === undefined) throw new Error("useApp outside of an app");
  return parts;
}

export function useDataSetState(): DataSetState {
  const { controller } = useApp();
  return useSyncExternalStore(controller.subscribe, controller.getState);
}

export function usePreferences(): PreferenceValues {
  const { preferences } = useApp();
  return useSyncExternalStore(preferences.subscribe, preferences.getValues);
}

export function useLiveState(): LiveState {
  const { live } = useApp();
  return useSyncExternalStore(live.subscribe, live.getState);
}
