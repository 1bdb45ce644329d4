/**
 * Every case of the W3C conformance suite (w3c/trace-context test/test.py, June 2026), as what a receiver decides.
 * Where the amendment #584 changed the outcome, the case says what the older text wanted.
 */
import { describe, expect, test } from "vitest";
import type { HeaderMap } from "./header-map.ts";
import { readHeaders } from "./read-headers.ts";
import { readTraceparent } from "./traceparent.ts";

const T = "12345678901234567890123456789012";
const P = "1234567890123456";
const good = `00-${T}-${P}-01`;
const zeros = "0".repeat(32);

interface Case {
  id: string;
  headers: HeaderMap;
  outcome: "continue" | "restart";
}

const tp = (id: string, value: string, outcome: Case["outcome"], name = "traceparent"): Case => ({
  id,
  headers: { [name]: [value] },
  outcome,
});

const traceparentCases: Case[] = [
  { id: "1 both missing", headers: {}, outcome: "restart" },
  tp("2 tracestate missing", good, "continue"),
  {
    id: "3 duplicated",
    headers: { traceparent: [`00-12345678901234567890123456789011-${P}-01`, good] },
    outcome: "restart",
  },
  tp("4a header name", good, "restart", "trace-parent"),
  tp("4b header name", good, "restart", "trace.parent"),
  tp("5a casing", good, "continue", "TraceParent"),
  tp("5b casing", good, "continue", "TrAcEpArEnT"),
  tp("5c casing", good, "continue", "TRACEPARENT"),
  tp("6a version 00", `${good}.`, "restart"),
  tp("6b version 00", `${good}-what-the-future-will-be-like`, "restart"),
  tp("7a version cc", `cc-${T}-${P}-01`, "continue"),
  tp("7b version cc", `cc-${T}-${P}-01-what-the-future-will-be-like`, "continue"),
  tp("7c version cc", `cc-${T}-${P}-01.what-the-future-will-be-like`, "restart"),
  tp("8 version ff", `ff-${T}-${P}-01`, "restart"),
  tp("9a version characters", `.0-${T}-${P}-01`, "restart"),
  tp("9b version characters", `0.-${T}-${P}-01`, "restart"),
  tp("10a version long", `000-${T}-${P}-01`, "restart"),
  tp("10b version long", `0000-${T}-${P}-01`, "restart"),
  tp("11 version short", `0-${T}-${P}-01`, "restart"),
  tp("12 trace id zero", `00-${zeros}-${P}-01`, "restart"),
  tp("13a trace id characters", `00-.2345678901234567890123456789012-${P}-01`, "restart"),
  tp("13b trace id characters", `00-1234567890123456789012345678901.-${P}-01`, "restart"),
  tp("14 trace id long", `00-${T}3-${P}-01`, "restart"),
  tp("15 trace id short", `00-${T.slice(1)}-${P}-01`, "restart"),
  tp("16 parent id zero", `00-${T}-0000000000000000-01`, "restart"),
  tp("17a parent id characters", `00-${T}-.234567890123456-01`, "restart"),
  tp("17b parent id characters", `00-${T}-123456789012345.-01`, "restart"),
  tp("18 parent id long", `00-${T}-${P}7-01`, "restart"),
  tp("19 parent id short", `00-${T}-${P.slice(1)}-01`, "restart"),
  tp("20a flags characters", `00-${T}-${P}-.0`, "restart"),
  tp("20b flags characters", `00-${T}-${P}-0.`, "restart"),
  tp("21 flags long", `00-${T}-${P}-001`, "restart"),
  tp("22 flags short", `00-${T}-${P}-1`, "restart"),
  ...[` ${good}`, `\t${good}`, `${good} `, `${good}\t`, `\t ${good} \t`].map((value, i) =>
    tp(`23${"abcde"[i]} blanks`, value, "continue"),
  ),
  // The Advanced cases make three calls from one request; the decision about the incoming header is the same.
  tp("A1 valid, many calls", good, "continue"),
  { id: "A2 none, many calls", headers: {}, outcome: "restart" },
  tp("A3 zero id, many calls", `00-${zeros}-${P}-01`, "restart"),
];

describe("traceparent", () => {
  test.each(traceparentCases)("$id", ({ headers, outcome }) => {
    const { w3c, readings } = readHeaders(headers);
    expect(w3c.outcome).toBe(outcome);
    expect(w3c.context?.traceId).toBe(outcome === "continue" ? T : undefined);
    expect(w3c.context?.spanId).toBe(outcome === "continue" ? P : undefined);
    const traceparent = readings.find((reading) => reading.carrier === "traceparent");
    if (traceparent) expect(traceparent.problems.length > 0).toBe(outcome === "restart");
  });

  test("L2 the random flag is sent on", () => {
    const { w3c } = readHeaders({ traceparent: [`00-${T}-${P}-02`] });
    expect(w3c).toMatchObject({ outcome: "continue", outgoingFlags: 2, context: { random: true, sampled: false } });
  });

  test("reserved flags are not sent on", () => {
    expect(readHeaders({ traceparent: [`00-${T}-${P}-ff`] }).w3c.outgoingFlags).toBe(3);
  });
});

describe("the suite's unit vectors", () => {
  const accepted = ["00", "01", "02", "cc"].map((version) => `${version}-${T}-${P}-00`);
  accepted.push(...["00", "01", "02", "03", "ff"].map((flags) => `00-${T}-${P}-${flags}`));
  accepted.push(`00-${"f".repeat(32)}-${P}-00`, `00-${T}-${"f".repeat(16)}-00`);
  test.each(accepted)("accepts %s", (value) => expect(readTraceparent(value).outcome).toBe("accept"));

  const rejected = [`ff-${T}-${P}-00`, `0-${T}-${P}-00`, `000-${T}-${P}-00`];
  rejected.push(`00-${T.slice(1)}-${P}-00`, `00-${T}3-${P}-00`, `00-${T}-${P.slice(1)}-00`, `00-${T}-${P}7-00`);
  test.each(rejected)("rejects %s", (value) => expect(readTraceparent(value).outcome).toBe("reject"));
});

interface StateCase {
  id: string;
  state: readonly string[];
  name?: string;
  expected: "keep" | "drop" | "absent";
  members?: readonly string[];
  /** The text before June 2026 dropped the header. */
  olderDrops?: boolean;
}

const keyChars = "abcdefghijklmnopqrstuvwxyz0123456789_-*/";
const valueChars = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i))
  .filter((character) => character !== "," && character !== "=")
  .join("");
const numbered = (count: number) => Array.from({ length: count }, (_, i) => String(i + 1).padStart(2, "0"));
const split32 = [0, 8, 16, 24].map((from) =>
  numbered(32)
    .slice(from, from + 8)
    .map((n) => `bar${n}=${n}`)
    .join(","),
);

const keep = (id: string, state: string | readonly string[], members: readonly string[], olderDrops = false) => ({
  id,
  state: typeof state === "string" ? [state] : state,
  expected: "keep" as const,
  members,
  olderDrops,
});
const drop = (id: string, state: string | readonly string[], name?: string): StateCase => ({
  id,
  state: typeof state === "string" ? [state] : state,
  expected: name === undefined ? "drop" : "absent",
  ...(name !== undefined && { name }),
});

const stateCases: StateCase[] = [
  keep("25 both included", "foo=1,bar=2", ["foo=1", "bar=2"]),
  drop("26a header name", "foo=1", "trace-state"),
  drop("26b header name", "foo=1", "trace.state"),
  ...["TraceState", "TrAcEsTaTe", "TRACESTATE"].map((name, i) => ({
    ...keep(`27${"abc"[i]} casing`, "foo=1", ["foo=1"]),
    name,
  })),
  keep("28a empty", "", []),
  keep("28b then empty", ["foo=1", ""], ["foo=1"]),
  keep("28c empty first", ["", "foo=1"], ["foo=1"]),
  keep(
    "29 several headers",
    ["foo=1,bar=2", "rojo=1,congo=2", "baz=3"],
    ["foo=1", "bar=2", "rojo=1", "congo=2", "baz=3"],
  ),
  keep("30a duplicated keys", "foo=1,foo=1", ["foo=1", "foo=1"]),
  keep("30b duplicated keys", "foo=1,foo=2", ["foo=1", "foo=2"]),
  keep("30c duplicated keys", ["foo=1", "foo=1"], ["foo=1", "foo=1"]),
  keep("30d duplicated keys", ["foo=1", "foo=2"], ["foo=1", "foo=2"]),
  keep("31a all characters", `${keyChars}=${valueChars}`, [`${keyChars}=${valueChars}`]),
  keep("31b all characters", `${keyChars}@a-z0-9_-*/=${valueChars}`, [`${keyChars}@a-z0-9_-*/=${valueChars}`]),
  keep("32a blanks", "foo=1 \t , \t bar=2, \t baz=3", ["foo=1", "bar=2", "baz=3"]),
  keep("32b blanks", "foo=1\t \t,\t \tbar=2,\t \tbaz=3", ["foo=1", "bar=2", "baz=3"]),
  ...[" foo=1", "\tfoo=1", "foo=1 ", "foo=1\t", "\t foo=1 \t"].map((value, i) =>
    keep(`32${"cdefg"[i]} blanks`, value, ["foo=1"]),
  ),
  drop("33a key characters", "foo =1"),
  drop("33b key characters", "FOO=1"),
  drop("33c key characters", "foo.bar=1"),
  keep("34a vendor", "foo@=1,bar=2", ["foo@=1", "bar=2"], true),
  drop("34b vendor", "@foo=1,bar=2"),
  keep("34c vendor", "foo@@bar=1,bar=2", ["foo@@bar=1", "bar=2"], true),
  keep("34d vendor", "foo@bar@baz=1,bar=2", ["foo@bar@baz=1", "bar=2"], true),
  keep(
    "35a 32 members",
    split32,
    numbered(32).map((n) => `bar${n}=${n}`),
  ),
  drop("35b 33 members", [...split32, "bar33=33"]),
  keep("36a key of 256", `foo=1,${"z".repeat(256)}=1`, ["foo=1", `${"z".repeat(256)}=1`]),
  drop("36b key of 257", `foo=1,${"z".repeat(257)}=1`),
  keep("36c tenant of 241", `${"t".repeat(241)}@${"v".repeat(14)}=1`, [`${"t".repeat(241)}@${"v".repeat(14)}=1`]),
  keep("36d tenant of 242", `${"t".repeat(242)}@v=1`, [`${"t".repeat(242)}@v=1`], true),
  keep("36e vendor of 15", `t@${"v".repeat(15)}=1`, [`t@${"v".repeat(15)}=1`], true),
  drop("37a value characters", "foo=bar=baz"),
  drop("37b value empty", "foo=,bar=3"),
];

describe("tracestate", () => {
  test.each(stateCases)("$id", ({ state, name = "tracestate", expected, members = [], olderDrops }) => {
    const { w3c, readings } = readHeaders({ traceparent: [`00-${T}-${P}-00`], [name]: state });
    expect(w3c).toMatchObject({ outcome: "continue", context: { traceId: T }, tracestate: expected });
    expect(w3c.members.map(({ key, value }) => `${key}=${value}`)).toEqual(members);
    const notes = readings.find((reading) => reading.carrier === "tracestate")?.notes.map((note) => note.code) ?? [];
    if (expected === "keep") expect(notes.includes("state-old-key-rule")).toBe(olderDrops);
  });

  test.each([["foo=1"], ["foo=1,bar=2"]])("24 alone: %s", (state) => {
    const { w3c } = readHeaders({ tracestate: [state] });
    expect(w3c).toMatchObject({ outcome: "restart", tracestate: "drop", members: [] });
  });
});
