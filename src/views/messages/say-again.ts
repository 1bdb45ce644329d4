/** A sentence in another language, from the template and the values that its English was made of (model/sentence.ts). */
import { type Sentence, textOf } from "../../model/sentence.ts";

/** By English template. */
export type Sentences = Readonly<Record<string, string>>;

/** Its names and numbers are put in as they are. What the catalogue does not have stays English. */
export function sayAgain(sentence: Sentence, sentences: Sentences): string {
  if (typeof sentence === "string") return sentences[sentence] ?? sentence;
  const template = sentences[sentence.template];
  if (template === undefined) return textOf(sentence);
  return template.replace(/\{(\d)\}/g, (place, number: string, at: number) => {
    const value = sentence.values[Number(number)] ?? "";
    const said = typeof value === "string" ? value : sayAgain(value, sentences);
    const [before, after] = [template.slice(0, at), template.slice(at + place.length)];
    return `${ENDS_HAN.test(before) && /^\w/.test(said) ? " " : ""}${said}${/\w$/.test(said) && STARTS_HAN.test(after) ? " " : ""}`;
  });
}

/** Between Chinese and Latin letters stands a space. */
const STARTS_HAN = /^\p{Script=Han}/u;
const ENDS_HAN = /\p{Script=Han}$/u;
