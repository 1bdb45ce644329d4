/**
 * The shape of a remedy, as data.
 *
 *   cause --> language --> variants, most specific first; the last one has no condition
 *
 * Texts may name the two services with {from} and {to}. Code is a fragment to put into the reader's own program,
 * in the current API of that language's SDK; `wrong` is what it replaces, often the very line found there.
 */

/** Causes of a lost context, and the rules that are their own cause. */
export const remedyCauses = [
  "no-inject",
  "no-extract",
  "no-propagator",
  "background-context",
  "async-context-lost",
  "grpc-metadata",
  "malformed-header",
  "format-mismatch",
  "gateway-strips",
  "header-reused",
  "id-truncated",
  "queue-not-carried",
  "unknown",
  "orphan-spans",
  "leaked-span",
  "mixed-context",
  "outlives-parent",
  "uncorrelated-logs",
  "clock-skew",
  "duplicate-span",
  "parent-cycle",
  "sampling-mismatch",
  "double-instrumentation",
  "unknown-service",
] as const;

export type RemedyCause = (typeof remedyCauses)[number];

/** Languages with their own remedies; generic serves every other one. */
export const remedyLanguages = ["go", "nodejs", "java", "python", "dotnet", "generic"] as const;

export type RemedyLanguage = (typeof remedyLanguages)[number];

export interface RemedyCondition {
  /** The edge's protocol is one of these. */
  readonly protocols?: readonly string[];
  /** The instrumentation scope's name contains this. */
  readonly scope?: string;
  /** telemetry.sdk.version is known and older than this. */
  readonly sdkBelow?: string;
  /** telemetry.sdk.language is exactly this, where one entry serves several (webjs). */
  readonly telemetryLanguage?: string;
}

export interface RemedyVariant {
  /** Unique within its cause and language. */
  readonly id: string;
  /** Every given condition must hold. */
  readonly when?: RemedyCondition;
  readonly text: string;
  readonly wrong?: string;
  readonly code: string;
  /** Instead of the cause's own. */
  readonly verify?: string;
}

export interface CauseRemedies {
  /** How to see that the change worked. */
  readonly verify: string;
  readonly languages: Readonly<
    Partial<Record<RemedyLanguage, readonly RemedyVariant[]>> & { readonly generic: readonly RemedyVariant[] }
  >;
}

/** One answer, ready to show. */
export interface Remedy {
  /** cause/language/variant: the key a translation is found by. */
  readonly id: string;
  readonly language: RemedyLanguage;
  readonly text: string;
  readonly wrong?: string | undefined;
  readonly code: string;
  readonly verify: string;
}
