/** What one app instance is made of, for the components inside it. */
import { createContext, useContext, useSyncExternalStore } from "react";
import type { EngineApi } from "../engine/engine-api.ts";
import type { Catalogues } from "./catalogues.ts";
import type { DataSetController } from "./data-set/data-set-controller.ts";
import type { DataSetState } from "./data-set/data-set-state.ts";
import type { Opener } from "./data-set/opener.ts";
import type { PendingWork } from "./pending-work.ts";
import type { Preferences, PreferenceValues } from "./preferences.ts";

export interface AppParts {
  readonly engine: EngineApi;
  readonly controller: DataSetController;
  readonly opener: Opener;
  readonly preferences: Preferences;
  readonly catalogues: Catalogues;
  readonly pending: PendingWork;
  /** TraceIndex of the trace that was looked at last, for the list. */
  readonly lastTrace: { generation: number; trace: number };
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
