/** The document's title: what is shown, which data, the product. */
import { type ReactNode, useEffect, useState } from "react";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useDataSetState } from "../app-context.ts";
import { nameOfData } from "./name-of-data.ts";
import { TitleContext } from "./title-context.ts";

/** Longer names make titles that nobody can read. */
const LONGEST = 120;

export function DocumentTitle({ children }: { readonly children: ReactNode }) {
  const messages = useMessages();
  const { open } = useDataSetState();
  const [shown, setShown] = useState<string | undefined>();
  const data = open && shown !== undefined ? nameOfData(open.summary, messages) : undefined;
  const parts = [shown?.slice(0, LONGEST), data?.slice(0, LONGEST), messages.frame.productName];
  const title = parts.filter((part) => part !== undefined).join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
  return <TitleContext value={setShown}>{children}</TitleContext>;
}
