/**
 * Sentences that can be said again in another language: the English text, and the template and values that it was made of.
 *
 *   say`${service} exports spans twice`   ──►  text "cart exports spans twice", template "{0} exports spans twice", values ["cart"]
 *
 * The template is the key that a catalogue looks up (views/findings/messages). Values are names and numbers, or sentences themselves.
 * A plain string is a sentence without values.
 */

export class Said {
  readonly text: string;
  readonly template: string;
  readonly values: readonly Sentence[];

  constructor(text: string, template: string, values: readonly Sentence[]) {
    this.text = text;
    this.template = template;
    this.values = values;
  }

  toString(): string {
    return this.text;
  }
}

/** Said crosses a worker's border as a plain object. */
export type Sentence = string | Pick<Said, "text" | "template" | "values">;

export const textOf = (sentence: Sentence): string => (typeof sentence === "string" ? sentence : sentence.text);

/** A tag for template literals. */
export function say(parts: readonly string[], ...given: readonly (Sentence | number)[]): Said {
  const values = given.map((value) => (typeof value === "number" ? String(value) : value));
  const fill = (write: (value: Sentence, at: number) => string) =>
    parts.slice(1).reduce((sum, part, at) => sum + write(values[at]!, at) + part, parts[0]!);
  return new Said(
    fill(textOf),
    fill((_, at) => `{${at}}`),
    values,
  );
}

/** A suspicion, or the sentence as it is. */
export const suspected = (isOnly: boolean, sentence: Sentence): Sentence =>
  isOnly ? say`Suspected: ${sentence}` : sentence;

/** "a and b and c". */
export const allOf = (names: readonly Sentence[]): Sentence =>
  names.slice(1).reduce<Sentence>((sum, name) => say`${sum} and ${name}`, names[0] ?? "");

/** Each text once. */
export function distinct(sentences: readonly Sentence[]): Sentence[] {
  return [...new Map(sentences.map((sentence) => [textOf(sentence), sentence])).values()];
}

/** "1 span", "2 spans": one template for both. */
export const countOf = (count: number, one: string, many = `${one}s`): Said =>
  new Said(`${count} ${count === 1 ? one : many}`, `{0} ${many}`, [String(count)]);

/**
 * The verb of a count of one: "1 span comes from …". Only English bends it; other languages go by the template, which stays.
 * @param many what stands in the sentence @param one what takes its place
 */
export const bendVerb = (count: number, sentence: Said, many: string, one: string): Said =>
  count === 1 ? new Said(sentence.text.replace(` ${many} `, ` ${one} `), sentence.template, sentence.values) : sentence;
