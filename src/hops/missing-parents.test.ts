import { describe, expect, it } from "vitest";
import { alarms, findings, repeat, say, WHOLE } from "../diagnosis/drawn-requests.test-support.ts";
import { diagnose } from "../diagnosis/report.ts";
import { spansFromText } from "../model/spans-from-text.ts";

describe("what is missing", () => {
  const leak = `
    shop: POST /items | server {t}..{t+60} | http.request.method=POST http.route=/items
      shop: charge | internal {t+5}..{t+50} id={n:16}
        shop: POST | client {t+10}..{t+40} flags=0x101 | http.request.method=POST server.address=api.example.com`;
  const leaked = leak
    .split("\n")
    .filter((line) => !line.includes("charge"))
    .join("\n")
    .replace("flags=0x101", "flags=0x101 parent={n:16}");

  it("local orphans: a span that was started and never ended, named after the traces that have it", () => {
    const [first, ...rest] = findings(`${repeat(leaked, 12, 200)}\n\n${repeat(leak, 12, 203)}`);
    expect(rest).toEqual([]);
    expect(say(first!)).toBe("error leaked-span at shop shop>shop in-process certain");
    expect(first!.title).toContain("charge");
  });

  it("an extract: lone orphans of many traces, and no service is blamed", () => {
    const { findings: none, verdicts } = diagnose(
      spansFromText(
        repeat("bank: POST /pay | server {t}..{t+9} parent={n:16} flags=0x301 | http.request.method=POST", 20),
      ),
    );
    expect(none).toEqual([]);
    expect(verdicts.map(({ kind, service }) => `${kind} ${service}`)).toEqual(["partial-file "]);
  });

  const holed = WHOLE.split("\n")
    .filter((line) => !line.trim().startsWith("shop:"))
    .join("\n")
    .replace("bank: POST /pay | server", "bank: POST /pay | server parent={n:16} flags=0x301")
    .replace("          bank:", "      bank:");

  it("a service that is missing as a whole in half of the traces samples on its own", () => {
    expect(alarms(`${repeat(WHOLE, 25)}\n\n${repeat(holed, 25, 103)}`)).toEqual([
      "warning sampling-mismatch at shop shop>bank http likely",
    ]);
  });

  it("missing at one stretch: an instance lived and ended without sending, before all others or after", () => {
    const later = (text: string) => text.replace(/\{t\+?(\d*)\}/g, (_, plus: string) => `{t+${9000 + Number(plus)}}`);
    for (const [first, second] of [
      [holed, later(WHOLE)],
      [WHOLE, later(holed)],
    ] as const)
      expect(alarms(`${repeat(first, 25)}\n\n${repeat(second, 25, 603)}`)).toEqual([
        "warning orphan-spans at shop shop>bank http likely",
      ]);
  });

  it("a service that exports nothing: what lies around, and its name where another environment knows it", () => {
    const within = (text: string, environment: string) =>
      text.replaceAll(/\| (server|client) /g, `| $1 environment=${environment} `);
    const here = repeat(within(holed, "test"), 25);
    expect(findings(here)).toEqual([]);
    const { verdicts } = diagnose(spansFromText(here));
    expect(verdicts.map(({ kind }) => kind)).toContain("unseen-hop");
    const [named, ...rest] = findings(`${here}\n\n${repeat(within(WHOLE, "live"), 3)}`);
    expect(rest).toEqual([]);
    expect(say(named!)).toBe("warning orphan-spans at shop shop>bank http possible");
    expect(named!.environment).toBe("test");
    expect(named!.title).toBe("shop passes the context on and sends no spans");
  });

  it("a caller that said it was not sampled is no finding", () => {
    const text = repeat(
      "bank: POST /pay | server {t}..{t+9} parent={n:16} flags=0x300 | http.request.header.traceparent=00-{n:16}{n:16}-{n:16}-00",
      9,
    );
    const { findings: none, verdicts } = diagnose(spansFromText(text));
    expect(none).toEqual([]);
    expect(verdicts.map(({ kind }) => kind)).toEqual(["sampled-upstream"]);
  });
});
