/** What decoders say of a file, in the reader's language. */
import { useMemo } from "react";
import type { Warning } from "../../model/warning.ts";
import { useLaterWords } from "../../views/messages/later-words.ts";
import { REMARK_WORDS } from "../../views/messages/remark-words.ts";
import { sayAgain } from "../../views/messages/say-again.ts";

/** undefined while the words are loaded. */
export function useRemarks(): ((remark: Warning) => string) | undefined {
  const words = useLaterWords(REMARK_WORDS);
  return useMemo(() => words && (({ said, message }) => sayAgain(said ?? message, words)), [words]);
}
