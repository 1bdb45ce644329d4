/** What pages may ask the frame to do. */
import { createContext, useContext } from "react";

export interface AppActions {
  readonly openFile: () => void;
  readonly addFile: () => void;
  readonly paste: () => void;
  /** Shows which backends there are. */
  readonly connect: () => void;
}

export const AppActionsContext = createContext<AppActions>({ openFile() {}, addFile() {}, paste() {}, connect() {} });

export function useAppActions(): AppActions {
  return useContext(AppActionsContext);
}
