/** The words for each reason why a link could not be read. A view may not import sources/, so the shape stands here. */
interface LinkFacts {
  readonly host: string;
  readonly status: number;
}

export type LinkCause =
  | "not-an-address"
  | "scheme"
  | "mixed-content"
  | "cors"
  | "network"
  | "status"
  | "html"
  | "empty"
  | "cut";

export type OpenProblemWords = Readonly<Record<LinkCause, (facts: LinkFacts) => string>>;
