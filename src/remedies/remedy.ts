import type { Infrastructure } from "./infrastructure.ts";

/**
 * The shape of a remedy, as data; each cause has a file in causes/.
 *
 *   cause --> language --> variants, most specific first; the last one has no condition
 *
 * Texts may name the service to be changed with {service}, the two ends of the call with {from} and {to}, and the instrumentation
 * library with {scope} and its {version}. A text speaks of the service to be changed: it names an end of the call only beside it. Code is a fragment to
 * put into the reader's own program, in the current API of that language's SDK; `wrong` is what it replaces, often the very line
 * found there.
 */

/** One sentence, or a few, in every language that a reader may choose. */
export interface Said {
  readonly en: string;
  readonly zh: string;
}

export type Locale = "en" | "zh-CN";

/** Languages with their own remedies; generic serves every other one. */
export const remedyLanguages = [
  "go",
  "nodejs",
  "webjs",
  "java",
  "python",
  "dotnet",
  "ruby",
  "php",
  "rust",
  "cpp",
  "generic",
] as const;

export type RemedyLanguage = (typeof remedyLanguages)[number];

export interface RemedyCondition {
  /** The edge's protocol is one of these. */
  readonly protocols?: readonly string[];
  /** The scope of the spans that show the fault has exactly one of these names. */
  readonly scopes?: readonly string[];
  /** telemetry.sdk.version is known and older than this. */
  readonly sdkBelow?: string;
  /** One of these stands around the service or on the way. */
  readonly infrastructure?: readonly Infrastructure[];
}

export interface RemedyVariant {
  /** Unique within its cause and language. */
  readonly id: string;
  /** Every given condition must hold. */
  readonly when?: RemedyCondition;
  readonly text: Said;
  readonly wrong?: string;
  readonly code: string;
  /** Instead of the cause's own. */
  readonly verify?: Said;
}

export interface CauseRemedies {
  /** How to see that the change worked. */
  readonly verify: Said;
  readonly languages: Readonly<
    Partial<Record<RemedyLanguage, readonly RemedyVariant[]>> & { readonly generic: readonly RemedyVariant[] }
  >;
}

/** One answer, ready to show. */
export interface Remedy {
  /** cause/language/variant */
  readonly id: string;
  readonly language: RemedyLanguage;
  readonly text: string;
  readonly wrong?: string | undefined;
  readonly code: string;
  readonly verify: string;
}
