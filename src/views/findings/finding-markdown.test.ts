import { expect, it } from "vitest";
import type { Finding } from "../../diagnosis/report-types.ts";
import { en } from "../messages/en.ts";
import { findingAsMarkdown } from "./finding-markdown.ts";

const finding: Finding = {
  rule: "lost-context",
  cause: "no-inject",
  severity: "error",
  confidence: "likely",
  title: "checkout does not send traceparent to payment",
  service: "checkout",
  environment: "",
  edge: { from: "checkout", to: "payment", protocol: "http" },
  edges: [],
  evidence: ["36 of 36 hops lost"],
  alternatives: [],
  count: 36,
  spans: [{ traceId: "a".repeat(32), spanId: "b".repeat(16) }],
  firstSeenUnixNano: "",
  lastSeenUnixNano: "",
  remedy: { language: "nodejs", text: "Pass the context.", code: "fetch(url)", verify: "Look again." },
  fingerprint: "lost-context/no-inject/checkout/payment/http",
};

it("says what, why, the fix in its language, how to verify and where", () => {
  const text = findingAsMarkdown(finding, en);
  expect(text).toContain("## checkout does not send traceparent to payment");
  expect(text).toContain("- 36 of 36 hops lost");
  expect(text).toContain("```ts\nfetch(url)\n```");
  expect(text).toContain(`- ${"a".repeat(32)} / ${"b".repeat(16)}`);
});

it("keeps markup, mentions and fences of names in their place", () => {
  const title = "<img src=x> **bold**\n# heading @team [x](javascript:1)";
  const code = "a\n```\nb";
  const text = findingAsMarkdown({ ...finding, title, remedy: { ...finding.remedy, code } }, en);
  expect(text.split("\n")[0]).toBe("## \\<img src=x\\> \\*\\*bold\\*\\* \\# heading @\u200bteam \\[x\\](javascript:1)");
  expect(text).toContain("````ts\na\n```\nb\n````");
});

it("keeps the names in the fingerprint inside their span of code", () => {
  const fingerprint = "lost-context/a`<img src=x>\n# @team ``b`/http";
  const last = findingAsMarkdown({ ...finding, fingerprint }, en)
    .trimEnd()
    .split("\n")
    .at(-1);
  expect(last).toBe("`lost-context/no-inject` · ```lost-context/a`<img src=x> # @\u200bteam ``b`/http```");
});
