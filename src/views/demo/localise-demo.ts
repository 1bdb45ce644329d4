/** The demo's table and the list of examples in the reader's language; what the words do not have stays as it is. */
import type { DemoFault, DemoShop } from "./demo-types.ts";

/** Code stays as it is; what stands in its place as a comment alone is said again. */
export type FaultWords = Pick<DemoFault, "title" | "sentence" | "where" | "why"> &
  Partial<Pick<DemoFault, "wrong" | "right">>;

export interface DemoWords {
  /** By id. */
  readonly faults: Readonly<Record<string, FaultWords>>;
  /** Of examples that are no recorded fault, by id. */
  readonly samples: Readonly<Record<string, Pick<FaultWords, "title" | "sentence">>>;
  /** What each service does. */
  readonly does: Readonly<Record<string, string>>;
}

export const localiseFaults = <Fault extends DemoFault>(faults: readonly Fault[], words: DemoWords): Fault[] =>
  faults.map((fault) => ({ ...fault, ...words.faults[fault.id] }));

export const localiseShop = ({ services, edges }: DemoShop, { does }: DemoWords): DemoShop => ({
  services: services.map((service) => ({ ...service, does: does[service.name] ?? service.does })),
  edges,
});

interface Titled {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
}

export const localiseSamples = <Sample extends Titled>(samples: readonly Sample[], words: DemoWords): Sample[] =>
  samples.map((sample) => {
    const { title, sentence } = words.samples[sample.id] ?? words.faults[sample.id] ?? sample;
    return { ...sample, title, sentence };
  });
