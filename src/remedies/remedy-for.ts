import { allCauses } from "./all-causes.ts";
import {
  type CauseRemedies,
  type Locale,
  type Remedy,
  type RemedyCondition,
  type RemedyLanguage,
  type RemedyVariant,
  remedyLanguages,
  type Said,
} from "./remedy.ts";
import type { RemedyFacts } from "./remedy-facts.ts";

/** The smallest change that removes the cause, in the service's own language, else in general words. */
export function remedyFor(facts: RemedyFacts, locale: Locale): Remedy {
  const remedies: CauseRemedies = allCauses[facts.cause];
  const [language, variant] = pick(remedies, languageOf(facts.language), facts);
  const say = (said: Said) => fillNames(locale === "en" ? said.en : said.zh, facts, locale);
  return {
    id: `${facts.cause}/${language}/${variant.id}`,
    language,
    text: say(variant.text),
    wrong: variant.wrong,
    code: variant.code,
    verify: say(variant.verify ?? remedies.verify),
  };
}

/** The remedy language that serves a telemetry.sdk.language. */
export function languageOf(telemetryLanguage: string | undefined): RemedyLanguage {
  return remedyLanguages.find((language) => language === telemetryLanguage) ?? "generic";
}

function pick(remedies: CauseRemedies, wanted: RemedyLanguage, facts: RemedyFacts): [RemedyLanguage, RemedyVariant] {
  const own = remedies.languages[wanted]?.find((variant) => holds(variant.when, facts));
  if (own) return [wanted, own];
  const { generic } = remedies.languages;
  return ["generic", generic.find((variant) => holds(variant.when, facts)) ?? generic[generic.length - 1]!];
}

function holds(condition: RemedyCondition | undefined, facts: RemedyFacts): boolean {
  if (condition === undefined) return true;
  const { protocols, scopes, sdkBelow, infrastructure } = condition;
  if (protocols && !protocols.includes(facts.protocol ?? "")) return false;
  if (scopes && !facts.scopes?.some(({ name }) => scopes.includes(name))) return false;
  if (sdkBelow !== undefined && !(facts.sdkVersion && isOlder(facts.sdkVersion, sdkBelow))) return false;
  return !infrastructure?.every((each) => !facts.infrastructure?.includes(each));
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

const UNKNOWN = {
  en: {
    service: "this service",
    from: "the caller",
    to: "the callee",
    scope: "an instrumentation library",
    version: "of unknown version",
  },
  "zh-CN": { service: "该服务", from: "调用方", to: "被调用方", scope: "某个埋点库", version: "（版本未知）" },
} as const;

/** Puts names in, spelt as they are; only our own words for an unknown one may start a sentence. */
function fillNames(text: string, facts: RemedyFacts, locale: Locale): string {
  const scope = facts.scopes?.[0];
  const names = { ...facts, scope: scope?.name || undefined, version: scope?.version || undefined };
  return text.replace(/\{(service|from|to|scope|version)\}/g, (_, place: keyof typeof UNKNOWN.en, at: number) => {
    const startsSentence = at === 0 || text.slice(at - 2, at) === ". ";
    const unknown = UNKNOWN[locale][place];
    return names[place] ?? (startsSentence ? unknown.charAt(0).toUpperCase() + unknown.slice(1) : unknown);
  });
}
