/** A field's text while it is being typed: handed on after a short rest, at once on demand. A new value from outside wins. */
import { useEffect, useRef, useState } from "react";

const REST_MS = 200;

/** @returns the text to show, what to call as it changes, and what to call to hand it on now */
export function useDraft(value: string, onSettle: (text: string) => void) {
  const [draft, setDraft] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setDraft(value);
  }
  const settle = useRef(onSettle);
  settle.current = onSettle;
  useEffect(() => {
    if (draft === value) return;
    const timer = setTimeout(() => settle.current(draft), REST_MS);
    return () => clearTimeout(timer);
  }, [draft, value]);
  const flush = () => {
    if (draft !== value) settle.current(draft);
  };
  return [draft, setDraft, flush] as const;
}
