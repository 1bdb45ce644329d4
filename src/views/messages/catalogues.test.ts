/** Every language says everything: the same keys, no empty text, and functions that give text for none, one and several. */
import { describe, expect, it } from "vitest";
import type { BackendFailure } from "../../sources/backends/backend-failure.ts";
import type { MissingPart } from "../../sources/backends/fetch-traces.ts";
import { en } from "./en.ts";
import { zhCn } from "./zh-cn.ts";

type Arguments = readonly unknown[];

const FAILURES: readonly BackendFailure[] = [
  ...(
    ["refused", "unknown-host", "tls", "timeout", "redirect", "too-large", "cut", "unreachable", "no-server"] as const
  ).map((cause) => ({ cause })),
  ...(["no-backend", "html", "not-json", "other-api"] as const).map((cause) => ({ cause })),
  ...[400, 401, 403, 429, 500].map(
    (status) => ({ cause: "status", status, said: status === 500 ? "42" : "" }) as const,
  ),
  { cause: "no-trace", traceId: "0af7651916cd43dd8448eb211c80319c" },
];

const MISSING: readonly MissingPart[] = [
  { part: "traces", traces: 2, failure: { cause: "cut" } },
  { part: "spans", traces: 1, said: "" },
  { part: "services", services: ["cart"], failure: { cause: "cut" } },
  { part: "around", fetched: 200 },
];

/** What a function takes where a number in each place will not do. */
const ARGUMENTS: Readonly<Record<string, (number: number) => Arguments>> = {
  "backends.failure": (number) => ["prod", FAILURES[number]],
  "backends.missing": (number) => ["prod", MISSING[number]],
  "backends.connect.speaks": (number) => ["Tempo", "v2", number === 0 ? undefined : "2.8.1"],
  "backends.search.foundPart": (number) => ["prod", number === 0 ? "" : "42"],
  "kit.list": (number) => [Array.from({ length: number || 1 }, () => "2")],
  "kit.sentences": (number) => [Array.from({ length: number || 1 }, () => "2.")],
  "repair.bridged": (number) => ["2", Array.from({ length: number }, () => "2")],
  "open.nothingFound": (number) => [Array.from({ length: number || 1 }, () => "a.json")],
  "open.crashed": (number) => [Array.from({ length: number }, () => "a.json")],
  "serviceGraph.kind": (number) => ["messaging", number === 0 ? "" : "kafka"],
  "serviceGraph.more": (number) => ["database", number],
  "serviceGraph.folded": (number) => [Array.from({ length: number }, () => "cache")],
  "repair.beganIn": () => ["0af7651916cd43dd8448eb211c80319c"],
  "repair.recordedIn": () => ["0af7651916cd43dd8448eb211c80319c"],
  "repair.inOthers": (number) => [
    number,
    Array.from({ length: number || 1 }, () => "0af7651916cd43dd8448eb211c80319c"),
  ],
  "repair.joined": (number) => [{ certain: number, likely: 1, possible: 0 }],
  "traces.servicesOf": (number) => [Array.from({ length: number }, () => "cart")],
};

const argumentsOf = (path: string, take: number, number: number): Arguments =>
  path.startsWith("open.linkFailures.")
    ? [{ host: "example.org", status: [404, 401, 500][number] }]
    : (ARGUMENTS[path]?.(number) ?? Array.from({ length: take }, () => number));

/** [path, text or function] of every message, depth first. */
function leavesOf(value: object, path = ""): [string, unknown][] {
  return Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    const here = path === "" ? key : `${path}.${key}`;
    return typeof inner === "object" && inner !== null ? leavesOf(inner, here) : [[here, inner]];
  });
}

function sayings(path: string, leaf: unknown): string[] {
  if (typeof leaf !== "function") return [String(leaf)];
  const times = { "backends.failure": FAILURES.length, "backends.missing": MISSING.length }[path] ?? 3;
  return Array.from({ length: times }, (_, number) =>
    (leaf as (...given: Arguments) => string)(...argumentsOf(path, leaf.length, number)),
  );
}

describe.each([
  ["en", en],
  ["zh-CN", zhCn],
])("%s", (_, catalogue) => {
  it("has text for everything", () => {
    for (const [path, leaf] of leavesOf(catalogue)) {
      for (const text of sayings(path, leaf)) {
        expect(text, path).toBeTypeOf("string");
        expect(text.trim(), path).not.toBe("");
        expect(text, path).not.toMatch(/undefined|NaN|\[object/);
      }
    }
  });
});

it("has the same messages in each language", () => {
  const keysOf = (catalogue: object) => leavesOf(catalogue).map(([path]) => path);
  expect(keysOf(zhCn).toSorted()).toEqual(keysOf(en).toSorted());
});

it("writes Chinese with Chinese marks, and no sentence stays English", () => {
  for (const [path, leaf] of leavesOf(zhCn)) {
    for (const text of sayings(path, leaf)) {
      expect(text, path).not.toMatch(/\p{Script=Han}\s*[,;:?!()]|\p{Script=Han}\.(?!\p{L})|[,;?!]\s*\p{Script=Han}/u);
      // Names and OpenTelemetry's words are at most four in a row.
      if (!/\p{Script=Han}/u.test(text)) expect(text.split(/\s+/).length, `${path}: ${text}`).toBeLessThanOrEqual(4);
    }
  }
});
