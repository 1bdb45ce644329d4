/** The attributes of a resource that are columns, and how rows of resources and scopes begin. */
import type { FileContext } from "./decode-session.ts";
import { UNKNOWN_SERVICE } from "./decode-session.ts";
import { asciiBytes, spells } from "./json/json-scan.ts";

/** Columns of ResourceTable that hold an attribute. */
export type ResourceFieldName =
  | "service"
  | "serviceInstance"
  | "serviceNamespace"
  | "serviceVersion"
  | "sdkLanguage"
  | "sdkName"
  | "sdkVersion"
  | "hostName"
  | "environment";

const FIELDS: readonly (readonly [string, ResourceFieldName])[] = [
  ["service.name", "service"],
  ["service.instance.id", "serviceInstance"],
  ["service.namespace", "serviceNamespace"],
  ["service.version", "serviceVersion"],
  ["telemetry.sdk.language", "sdkLanguage"],
  ["telemetry.sdk.name", "sdkName"],
  ["telemetry.sdk.version", "sdkVersion"],
  ["host.name", "hostName"],
  ["deployment.environment.name", "environment"],
  ["deployment.environment", "environment"],
];
const WORDS = FIELDS.map(([key, field]) => ({ word: asciiBytes(key), field }));

export const ResourceField = {
  /** The column for the attribute key bytes[from, to), if it has one. */
  find(bytes: Uint8Array, from: number, to: number): ResourceFieldName | undefined {
    return WORDS.find(({ word }) => spells(bytes, from, to, word))?.field;
  },
};

/** A new resource whose service is not known yet. */
export function newResourceRow({ builder, file }: FileContext, offset: number, length: number): number {
  const row = builder.resources.add();
  const { columns } = builder.resources;
  columns.service[row] = builder.strings.intern(UNKNOWN_SERVICE);
  columns.sourceFile[row] = file;
  columns.sourceOffset[row] = offset;
  columns.sourceLength[row] = length;
  return row;
}

export function newScopeRow({ builder, file }: FileContext, offset: number, length: number): number {
  const row = builder.scopes.add();
  const { columns } = builder.scopes;
  columns.sourceFile[row] = file;
  columns.sourceOffset[row] = offset;
  columns.sourceLength[row] = length;
  return row;
}
