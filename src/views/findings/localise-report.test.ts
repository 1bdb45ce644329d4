/** A whole report is said again. Its sentences: views/messages/say-again.test.ts. */
import { describe, expect, it } from "vitest";
import { buildReport } from "../../diagnosis/report.ts";
import { spansFromText } from "../../model/spans-from-text.ts";
import { localiseReport } from "./localise-report.ts";
import { diagnosisWords as zh } from "./messages/diagnosis-zh-cn.ts";

describe("a report in Chinese", () => {
  it("says a whole report again", () => {
    const text = Array.from(
      { length: 24 },
      (_, i) => `storefront: GET /cart     | server ${i * 1000}..${i * 1000 + 100} language=go
  storefront: POST /orders | client ${i * 1000 + 10}..${i * 1000 + 90} language=go | http.request.method=POST server.address=checkout

checkout: POST /orders     | server ${i * 1000 + 20}..${i * 1000 + 80} | http.request.method=POST http.route=/orders

`,
    ).join("");
    const report = structuredClone(buildReport(spansFromText(text)));
    const { findings, verdicts } = localiseReport(report, zh);
    expect(findings.length).toBeGreaterThan(0);
    for (const { title, evidence, alternatives, remedy } of findings)
      for (const sentence of [title, ...evidence, ...alternatives, remedy.text, remedy.verify])
        expect(sentence).toMatch(/\p{Script=Han}/u);
    for (const { reason } of verdicts) expect(reason).toMatch(/\p{Script=Han}/u);
    expect(findings.map(({ fingerprint }) => fingerprint)).toEqual(
      report.findings.map(({ fingerprint }) => fingerprint),
    );
  });
});
