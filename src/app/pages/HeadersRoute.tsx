/** "/headers": checks the trace context of a pasted request; with or without open data. The link keeps what carries a context. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { checkHeaders } from "../../views/headers/checked-headers.ts";
import { HeadersView } from "../../views/headers/HeadersView.tsx";
import { HEADER_WORDS } from "../../views/headers/messages/header-words.ts";
import { useLaterWords } from "../../views/messages/later-words.ts";
import { useMessages } from "../../views/messages/use-messages.ts";
import { usePageTitle } from "../frame/use-page-title.ts";
import { useLinkValue } from "../url/use-link-value.ts";
import { useOpenTarget } from "./use-open-target.ts";

/** A longer paste stays out of the link. */
const LONGEST_LINK = 8_000;

const linkOf = (text: string) => {
  const link = checkHeaders(text).lines.join("\n");
  return link.length > LONGEST_LINK ? "" : link;
};

export function HeadersRoute() {
  const { frame } = useMessages();
  usePageTitle(frame.checkHeader);
  const words = useLaterWords(HEADER_WORDS);
  const { h } = useSearch({ from: "/headers" });
  const navigate = useNavigate();
  const onOpen = useOpenTarget();
  const inLink = h?.join("\n");
  const [link = "", setLink] = useLinkValue(inLink, (value) => {
    void navigate({ to: "/headers", search: { h: value?.split("\n") }, replace: true });
  });
  const [typed, setTyped] = useState(link);
  // What a link brings wins over what was typed before.
  const text = linkOf(typed) === link ? typed : link;
  const onText = (next: string) => {
    setTyped(next);
    setLink(linkOf(next) || undefined);
  };
  return words && <HeadersView text={text} words={words} onText={onText} onOpen={onOpen} />;
}
