/** Field names as people write them -> fields that have a column; and a sentence for those that have none. */

import { HOT_KEY_INDEX, type HotKey } from "../model/hot-keys.ts";
import { Said, say } from "../model/sentence.ts";
import { type Field, INTRINSICS, type Intrinsic, RESOURCE_COLUMNS, type ResourceKey } from "./traceql.ts";

/** Tempo's scoped spellings. */
const ALIASES: Readonly<Record<string, Intrinsic>> = {
  "span:name": "name",
  "span:status": "status",
  "span:kind": "kind",
  "span:duration": "duration",
  "trace:rootName": "rootName",
  "trace:rootService": "rootServiceName",
  "trace:duration": "traceDuration",
};

/** @returns the field, or a sentence that says why there is none */
export function findField(name: string): Field | Said {
  const intrinsic = Object.hasOwn(ALIASES, name) ? ALIASES[name]! : name;
  if (isIntrinsic(intrinsic)) return { scope: "intrinsic", name: intrinsic };
  const [, scope, key = ""] = /^(resource|span|event|link|instrumentation|parent)?\.(.*)$/s.exec(name) ?? [];
  if (key !== "" && (scope === undefined || scope === "resource") && isResourceKey(key)) {
    return { scope: "resource", key };
  }
  if (key !== "" && (scope === undefined || scope === "span") && isHotKey(key)) return { scope: "span", key };
  return explainUnknown(name, key);
}

/** Whether the text begins as a condition does, so that forgotten braces can be told from a text search. */
export function looksLikeCondition(text: string): boolean {
  const [, name] = /^!?\s*([\w.:-]+)\s*(?:!?[=~]|[<>])/.exec(text) ?? [];
  return name !== undefined && (!(findField(name) instanceof Said) || /^(resource|span)\./.test(name));
}

function explainUnknown(name: string, key: string): Said {
  if (key === "") {
    const known = Object.keys(INTRINSICS).join(", ");
    return say`There is no field “${name}”; there are ${known}, resource.… and span.… .`;
  }
  if (isResourceKey(key)) return say`${name} is not indexed; write resource.${key}.`;
  if (isHotKey(key)) return say`${name} is not indexed; write span.${key}.`;
  if (!name.startsWith("resource."))
    return say`${name} is not indexed; only names, times, resource fields and the attributes that describe calls are. The search inside a trace looks at every attribute.`;
  return say`${name} is not indexed; of resources these are: ${Object.keys(RESOURCE_COLUMNS).join(", ")}.`;
}

const isIntrinsic = (name: string): name is Intrinsic => Object.hasOwn(INTRINSICS, name);
const isResourceKey = (key: string): key is ResourceKey => Object.hasOwn(RESOURCE_COLUMNS, key);
const isHotKey = (key: string): key is HotKey => HOT_KEY_INDEX.has(key);
