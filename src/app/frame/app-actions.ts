/** What pages may ask the frame to do. */
import { createContext, useContext } from "react";

export interface AppActions {
  readonly openFile: () => void;
  readonly addFile: () => void;
  readonly paste: () => void;
}

export const AppActionsContext = createContext<AppActions>({ openFile() {}, addFile() {}, paste() {} });

export function useAppActions(): AppActions {
  return useContext(AppActionsContext);
}
