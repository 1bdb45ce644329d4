/** Sentences of the engine in the reader's language, from a catalogue that is loaded when it is first needed. */
import type { Sentence } from "../../model/sentence.ts";
import { type LaterWords, useLaterWords } from "./later-words.ts";
import { type Sentences, sayAgain } from "./say-again.ts";

/** undefined while the catalogue is loaded. */
export function useSayAgain(words: LaterWords<Sentences>): ((sentence: Sentence) => string) | undefined {
  const sentences = useLaterWords(words);
  return sentences && ((sentence) => sayAgain(sentence, sentences));
}
