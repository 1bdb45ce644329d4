/**
 * What the keys of OTLP/JSON mean, in all the wrappings it comes in:
 *
 *   {"resourceSpans":[…]}   {"batches":[…]}   {"trace":{"resourceSpans":[…]}}   {"result":{…}}   {"data":…}   [{…},{…}]   {…}\n{…}
 *
 * One kind of object stands for all: every key may appear at any of these levels, in any order, so that a resource may also come
 * after its spans.
 */
import { say } from "../../model/sentence.ts";
import type { ByteWindow } from "../byte-window.ts";
import type { FileContext } from "../decode-session.ts";
import { METRICS_SKIPPED } from "../file-notes.ts";
import { asciiBytes, skipValue, spells } from "../json/json-scan.ts";
import { type JsonGrammar, type Role, SKIPPED } from "../json/json-stream.ts";
import { takeBackRows } from "../take-back.ts";
import { LogReader } from "./log-reader.ts";
import { ResourceReader } from "./resource-reader.ts";
import { SpanReader } from "./span-reader.ts";

const PROFILES_SKIPPED = say`OTLP profiles are not read: only spans and logs are.`;

const ROLE = {
  /** An export request, or any wrapping around one. */
  request: 1,
  /** An element of resourceSpans or resourceLogs. */
  resourceGroup: 2,
  /** An element of scopeSpans or scopeLogs. */
  scopeGroup: 3,
  span: 4,
  log: 5,
  resource: 6,
  scope: 7,
} as const;

const FIRST_LEAF: Role = ROLE.span;

type KeyRoles = readonly { readonly word: Uint8Array; readonly role: Role }[];

const keyRoles = (roles: Readonly<Record<string, Role>>): KeyRoles =>
  Object.entries(roles).map(([key, role]) => ({ word: asciiBytes(key), role }));

const SCOPE_GROUP_KEYS = { spans: ROLE.span, logRecords: ROLE.log, log_records: ROLE.log, logs: ROLE.log } as const;

const RESOURCE_GROUP_KEYS = {
  resource: ROLE.resource,
  scopeSpans: ROLE.scopeGroup,
  scope_spans: ROLE.scopeGroup,
  instrumentationLibrarySpans: ROLE.scopeGroup,
  instrumentation_library_spans: ROLE.scopeGroup,
  scopeLogs: ROLE.scopeGroup,
  scope_logs: ROLE.scopeGroup,
  instrumentationLibraryLogs: ROLE.scopeGroup,
  instrumentation_library_logs: ROLE.scopeGroup,
} as const;

const KEYS: Readonly<Record<number, KeyRoles>> = {
  [ROLE.request]: keyRoles({
    resourceSpans: ROLE.resourceGroup,
    resource_spans: ROLE.resourceGroup,
    batches: ROLE.resourceGroup,
    resourceLogs: ROLE.resourceGroup,
    resource_logs: ROLE.resourceGroup,
    trace: ROLE.request,
    traces: ROLE.request,
    result: ROLE.request,
    data: ROLE.request,
    spans: ROLE.span,
    // A list of resource groups without a name around it.
    ...RESOURCE_GROUP_KEYS,
  }),
  [ROLE.resourceGroup]: keyRoles(RESOURCE_GROUP_KEYS),
  [ROLE.scopeGroup]: keyRoles({
    ...SCOPE_GROUP_KEYS,
    scope: ROLE.scope,
    instrumentationLibrary: ROLE.scope,
    instrumentation_library: ROLE.scope,
  }),
};
const METRICS = [asciiBytes("resourceMetrics"), asciiBytes("resource_metrics")];
const PROFILES = [asciiBytes("resourceProfiles"), asciiBytes("resource_profiles")];

/** A resource or scope group that is open: which rows came in it, and what they belong to. */
interface OpenGroup {
  readonly role: Role;
  readonly firstSpan: number;
  readonly firstLog: number;
  resource: number;
  scope: number;
}

export class OtlpJsonGrammar implements JsonGrammar {
  readonly top: Role = ROLE.request;
  readonly #context: FileContext;
  readonly #spans: SpanReader;
  readonly #logs: LogReader;
  readonly #resources: ResourceReader;
  readonly #open: OpenGroup[] = [];

  constructor(context: FileContext) {
    this.#context = context;
    this.#spans = new SpanReader(context);
    this.#logs = new LogReader(context);
    this.#resources = new ResourceReader(context);
  }

  roleOfKey(parent: Role, bytes: Uint8Array, from: number, to: number): Role {
    for (const { word, role } of KEYS[parent]!) if (spells(bytes, from, to, word)) return role;
    if (parent === ROLE.request) this.#noteSkippedSignal(bytes, from, to);
    return SKIPPED;
  }

  isLeaf(role: Role): boolean {
    return role >= FIRST_LEAF;
  }

  enterObject(role: Role): void {
    const { builder } = this.#context;
    const around = this.#open.at(-1);
    this.#open.push({
      role,
      firstSpan: builder.spans.length,
      firstLog: builder.logs.length,
      resource: around?.resource ?? -1,
      scope: around?.scope ?? -1,
    });
  }

  leaveObject(): void {
    const group = this.#open.pop()!;
    if (group.resource !== -1 || this.#open.length > 0) return;
    // The outermost object is closed and no resource came.
    this.#assign(group, "resource", () => this.#context.session.unnamedResource());
  }

  readLeaf(role: Role, window: ByteWindow, at: number): number {
    const { bytes, base } = window;
    const group = this.#open.at(-1)!;
    if (role === ROLE.span) return this.#spans.read(window, at, group.resource, group.scope);
    if (role === ROLE.log) return this.#logs.read(bytes, at, base + at, group.resource, group.scope);
    const column = role === ROLE.resource ? "resource" : "scope";
    const { resourceRows, scopeRows } = this.#context.session;
    const rows = column === "resource" ? resourceRows : scopeRows;
    let end = rows.endOfExpected(window.view, at);
    let row: number;
    if (end !== -1) {
      row = rows.takeExpected();
    } else {
      end = skipValue(bytes, at, 0);
      row = this.#resources[column](window, at, end, base + at);
    }
    group[column] = row;
    this.#assign(group, column, () => row);
    return end;
  }

  takeBack(offset: number): void {
    takeBackRows(this.#context, offset);
  }

  /** Gives rows that came before their resource or scope in the group what they belong to. */
  #assign(group: OpenGroup, column: "resource" | "scope", value: () => number): void {
    const { spans, logs } = this.#context.builder;
    for (let row = group.firstSpan; row < spans.length; row++) {
      if (spans.columns[column][row] === -1) spans.columns[column][row] = value();
    }
    for (let row = group.firstLog; row < logs.length; row++) {
      if (logs.columns[column][row] === -1) logs.columns[column][row] = value();
    }
  }

  #noteSkippedSignal(bytes: Uint8Array, from: number, to: number): void {
    const { notes } = this.#context;
    if (METRICS.some((word) => spells(bytes, from, to, word))) {
      notes.addOnce("metrics-skipped", "note", METRICS_SKIPPED);
    } else if (PROFILES.some((word) => spells(bytes, from, to, word))) {
      notes.addOnce("profiles-skipped", "note", PROFILES_SKIPPED);
    }
  }
}
