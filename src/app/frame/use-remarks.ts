/** What decoders say of a file, in the reader's language. */
import type { Warning } from "../../model/warning.ts";
import { REMARK_WORDS } from "../../views/messages/remark-words.ts";
import { useSayAgain } from "../../views/messages/use-say-again.ts";

/** undefined while the words are loaded. */
export function useRemarks(): ((remark: Warning) => string) | undefined {
  const say = useSayAgain(REMARK_WORDS);
  return say && (({ said, message }) => say(said ?? message));
}
