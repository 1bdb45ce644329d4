/** Copies a text and says so for a moment; says so too when the browser refuses. */
import { Check, Copy, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { IconButton } from "./IconButton.tsx";

const SHOWN_MS = 1500;

export interface CopyButtonProps {
  /** What is copied; a function where making the text costs something. */
  readonly text: string | (() => string | Promise<string>);
  /** What it is, for the label: "trace id". */
  readonly what: string;
}

export function CopyButton({ text, what }: CopyButtonProps) {
  const { kit } = useMessages();
  const [state, setState] = useState<"ready" | "copied" | "refused">("ready");
  useEffect(() => {
    if (state === "ready") return;
    const timer = setTimeout(() => setState("ready"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : await text());
      setState("copied");
    } catch {
      setState("refused");
    }
  };
  const label = { ready: kit.copy(what), copied: kit.copied(what), refused: kit.copyRefused }[state];
  const icon = { ready: Copy, copied: Check, refused: X }[state];
  return (
    <>
      <IconButton icon={icon} label={label} onClick={copy} />
      <span role="status" className="sr-only">
        {state === "ready" ? "" : label}
      </span>
    </>
  );
}
