import { englishRemedies } from "./en/english-remedies.ts";
import {
  type CauseRemedies,
  type Remedy,
  type RemedyCause,
  type RemedyCondition,
  type RemedyLanguage,
  type RemedyVariant,
  remedyLanguages,
} from "./remedy.ts";

/** What is known about the service to be changed; the side that is broken, not the side that noticed. */
export interface RemedyQuery {
  /** telemetry.sdk.language */
  readonly language?: string | undefined;
  readonly scopeName?: string | undefined;
  /** telemetry.sdk.version */
  readonly sdkVersion?: string | undefined;
  /** The edge's protocol: http, grpc, messaging, ... */
  readonly protocol?: string | undefined;
  /** Names of the calling and the called service. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The smallest change that removes `cause`, in the service's own language, else in general words. */
export function remedyFor(cause: RemedyCause, query: RemedyQuery = {}): Remedy {
  const remedies: CauseRemedies = englishRemedies[cause];
  const wanted = languageOf(query.language);
  const [language, variant] = pick(remedies, wanted, query);
  const fill = (text: string) => fillNames(text, query);
  return {
    id: `${cause}/${language}/${variant.id}`,
    language,
    text: fill(variant.text),
    wrong: variant.wrong,
    code: variant.code,
    verify: fill(variant.verify ?? remedies.verify),
  };
}

/** The remedy language that serves a telemetry.sdk.language. */
export function languageOf(telemetryLanguage: string | undefined): RemedyLanguage {
  if (telemetryLanguage === "webjs") return "nodejs";
  return remedyLanguages.find((language) => language === telemetryLanguage) ?? "generic";
}

function pick(remedies: CauseRemedies, wanted: RemedyLanguage, query: RemedyQuery): [RemedyLanguage, RemedyVariant] {
  const own = remedies.languages[wanted]?.find((variant) => holds(variant.when, query));
  if (own) return [wanted, own];
  const { generic } = remedies.languages;
  return ["generic", generic.find((variant) => holds(variant.when, query)) ?? generic[generic.length - 1]!];
}

function holds(condition: RemedyCondition | undefined, query: RemedyQuery): boolean {
  if (condition === undefined) return true;
  const { protocols, scope, sdkBelow, telemetryLanguage } = condition;
  if (protocols && !protocols.includes(query.protocol ?? "")) return false;
  if (scope !== undefined && !query.scopeName?.includes(scope)) return false;
  if (sdkBelow !== undefined && !(query.sdkVersion && isOlder(query.sdkVersion, sdkBelow))) return false;
  return telemetryLanguage === undefined || telemetryLanguage === query.language;
}

/** Compares dotted versions by their leading numbers; a version that is none is not older. */
function isOlder(version: string, limit: string): boolean {
  const numbers = (text: string) => (/^v?(\d+(?:\.\d+)*)/.exec(text)?.[1] ?? "").split(".").map(Number);
  const [a, b] = [numbers(version), numbers(limit)];
  if (!/^v?\d/.test(version)) return false;
  for (let i = 0; i < b.length; i++) {
    if ((a[i] ?? 0) !== b[i]) return (a[i] ?? 0) < b[i]!;
  }
  return false;
}

/** Puts the services' names in, spelt as they are; only our own words for an unknown one may start a sentence. */
function fillNames(text: string, { from, to }: RemedyQuery): string {
  return text.replace(/\{(from|to)\}/g, (_, side: string, at: number) => {
    const startsSentence = at === 0 || text.slice(at - 2, at) === ". ";
    return (
      (side === "from" ? from : to) ?? `${startsSentence ? "The" : "the"} ${side === "from" ? "caller" : "callee"}`
    );
  });
}
