/** The document's title: what is shown, which data, the product. A panel leaves its frame's title alone. */
import { useEffect } from "react";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useApp, useDataSetState } from "../app-context.ts";
import { nameOfData } from "./name-of-data.ts";

/** Longer names make titles that nobody can read. */
const LONGEST = 120;

export function useDocumentTitle(shown: string | undefined): void {
  const messages = useMessages();
  const { embedded } = useApp();
  const { open } = useDataSetState();
  const data = open && shown !== undefined ? nameOfData(open.summary, messages) : undefined;
  const parts = [shown?.slice(0, LONGEST), data?.slice(0, LONGEST), messages.frame.productName];
  const title = parts.filter((part) => part !== undefined).join(" · ");
  useEffect(() => {
    if (!embedded) document.title = title;
  }, [embedded, title]);
}
