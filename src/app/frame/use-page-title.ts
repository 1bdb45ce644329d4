/** What is shown, for the document's title or a panel's header. */
import { useContext, useEffect } from "react";
import { TitleContext } from "./title-context.ts";

/** @param title undefined on pages that stand for the product itself */
export function usePageTitle(title: string | undefined): void {
  const setTitle = useContext(TitleContext);
  useEffect(() => setTitle(title), [setTitle, title]);
}
