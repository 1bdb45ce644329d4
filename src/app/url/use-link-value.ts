/**
 * A value that lives in the link but changes faster than links may: it is shown at once and written when it rests. Browsers
 * limit how often a page may change its address. What back, forward or a pasted link brings wins over what was not yet written.
 */
import { useEffect, useRef, useState } from "react";
import { useApp } from "../app-context.ts";

const REST_MS = 150;

/**
 * @param inLink compared by ===, so text
 * @param write puts a value into the link
 */
export function useLinkValue(
  inLink: string | undefined,
  write: (value: string | undefined) => void,
): [value: string | undefined, change: (value: string | undefined) => void] {
  const { pending } = useApp();
  const [shown, setShown] = useState({ value: inLink, inLink });
  const latestWrite = useRef(write);
  latestWrite.current = write;
  // Adjusted while rendering, so that no frame shows the old value.
  if (shown.inLink !== inLink) setShown({ value: inLink, inLink });
  const value = shown.inLink === inLink ? shown.value : inLink;
  useEffect(() => {
    if (value === inLink) return;
    const end = pending.begin();
    const timer = setTimeout(() => {
      end();
      latestWrite.current(value);
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [value, inLink, pending]);
  return [value, (next) => setShown({ value: next, inLink })];
}
