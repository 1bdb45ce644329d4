/**
 * Who asks the backends for us: the config file and the environment. Secrets stand in neither command lines (which other users of a machine can
 * see) nor in the page.
 *
 *   { "backends": [{ "name": "prod", "kind": "tempo", "url": "https://tempo.example",
 *                    "bearer": "${TEMPO_TOKEN}",                  or "basic": { "user": "me", "password": "${PASSWORD}" }
 *                    "tenant": "team-a",                          X-Scope-OrgID
 *                    "headers": { "X-Whatever": "…" },
 *                    "timeoutSeconds": 30, "replyLimitMb": 256 }] }
 *
 * ${NAME} stands for a variable of the environment, in any text of the file. A backend of the command line takes its own from
 * CAUSEWAY_BACKEND_<NAME>_BEARER, …_BASIC ("user:password"), …_TENANT and …_HEADERS ("a=b,c=d").
 */
import { type BackendSketch, basicAuth } from "./backend.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const KNOWN_KEYS = new Set([
  "name",
  "kind",
  "url",
  "bearer",
  "basic",
  "tenant",
  "headers",
  "timeoutSeconds",
  "replyLimitMb",
]);

/** A config that cannot be used, in a sentence. */
class ConfigError extends Error {}

/** @returns a sentence where the text is no config */
export function parseBackendConfig(text: string, env: Environment): readonly BackendSketch[] | string {
  try {
    const config = parseJson(text);
    const { backends = [], ...others } = objectOf(config, "The config");
    refuseUnknown(others, new Set(), "The config");
    if (!Array.isArray(backends)) throw new ConfigError("backends is no list.");
    return backends.map((entry, index) => sketchOf(entry, `backends[${index}]`, env));
  } catch (failure) {
    if (failure instanceof ConfigError) return failure.message;
    throw failure;
  }
}

/** What the environment says about a backend of the command line. */
export function withEnvironment(sketch: BackendSketch, name: string, env: Environment): BackendSketch | string {
  const prefix = `CAUSEWAY_BACKEND_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}_`;
  const of = (what: string) => env[prefix + what] || undefined;
  const basic = of("BASIC");
  if (basic !== undefined && !basic.includes(":")) return `${prefix}BASIC is no user:password.`;
  const [user = "", password = ""] = basic?.split(/:(.*)/s) ?? [];
  const headers: Record<string, string> = {};
  for (const pair of of("HEADERS")?.split(",") ?? []) {
    const [key = "", value] = pair.split(/=(.*)/s);
    if (value === undefined) return `${prefix}HEADERS is no list of name=value.`;
    headers[key.trim()] = value.trim();
  }
  const auth = authHeaders({ bearer: of("BEARER"), basic: basic && { user, password }, tenant: of("TENANT") });
  return { ...sketch, headers: { ...headers, ...auth } };
}

interface Auth {
  readonly bearer?: string | undefined;
  readonly basic?: { readonly user: string; readonly password: string } | "" | undefined;
  readonly tenant?: string | undefined;
}

function authHeaders({ bearer, basic, tenant }: Auth): Record<string, string> {
  return {
    ...(basic && { authorization: basicAuth(basic.user, basic.password) }),
    ...(bearer && { authorization: `Bearer ${bearer}` }),
    ...(tenant && { "x-scope-orgid": tenant }),
  };
}

function sketchOf(entry: unknown, where: string, env: Environment): BackendSketch {
  const given = objectOf(entry, where);
  refuseUnknown(given, KNOWN_KEYS, where);
  const text = (holder: Record<string, unknown>, key: string, path = `${where}.${key}`): string | undefined => {
    const value = holder[key];
    if (value === undefined) return undefined;
    if (typeof value !== "string") throw new ConfigError(`${path} is no text.`);
    return fillIn(value, path, env);
  };
  const needed = (holder: Record<string, unknown>, key: string, path?: string): string => {
    const value = text(holder, key, path);
    if (value === undefined) throw new ConfigError(`${where}: ${path ?? key} is missing.`);
    return value;
  };
  const number = (key: string): number | undefined => {
    const value = given[key];
    if (value !== undefined && typeof value !== "number") throw new ConfigError(`${where}.${key} is no number.`);
    return value;
  };
  const basic = given.basic === undefined ? undefined : objectOf(given.basic, `${where}.basic`);
  const headers = given.headers === undefined ? {} : objectOf(given.headers, `${where}.headers`);
  const names = Object.keys(headers);
  return {
    name: needed(given, "name"),
    kind: needed(given, "kind"),
    url: needed(given, "url"),
    headers: {
      ...Object.fromEntries(names.map((name) => [name, needed(headers, name, `${where}.headers.${name}`)])),
      ...authHeaders({
        bearer: text(given, "bearer"),
        basic: basic && {
          user: needed(basic, "user", `${where}.basic.user`),
          password: needed(basic, "password", `${where}.basic.password`),
        },
        tenant: text(given, "tenant"),
      }),
    },
    timeoutSeconds: number("timeoutSeconds"),
    replyLimitMb: number("replyLimitMb"),
  };
}

function fillIn(text: string, where: string, env: Environment): string {
  return text.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = env[name];
    if (value === undefined) throw new ConfigError(`${where}: there is no ${name} in the environment.`);
    return value;
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message repeats a part of the text, which may be a secret.
    throw new ConfigError("It is no JSON.");
  }
}

function objectOf(value: unknown, where: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new ConfigError(`${where} is no object.`);
}

function refuseUnknown(given: object, known: ReadonlySet<string>, where: string): void {
  const strange = Object.keys(given).find((key) => !known.has(key));
  if (strange !== undefined) throw new ConfigError(`${where}: there is nothing called ${JSON.stringify(strange)}.`);
}
