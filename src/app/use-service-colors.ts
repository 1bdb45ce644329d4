/** The colours of the open data's services, in the theme that is drawn. One assignment for all views. */
import { createContext, useContext, useMemo } from "react";
import { assignServiceColors, type ServiceColors } from "../views/kit/service-colors.ts";
import { useDataSetState } from "./app-context.ts";
import type { Theme } from "./theme.ts";

export const ThemeContext = createContext<Theme>("light");

export function useServiceColors(): ServiceColors {
  const theme = useContext(ThemeContext);
  const services = useDataSetState().open?.serviceOrder;
  return useMemo(() => assignServiceColors(services ?? [], theme), [services, theme]);
}
