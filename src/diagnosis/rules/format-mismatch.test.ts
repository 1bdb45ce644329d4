import { expect, it } from "vitest";
import { spansFromText } from "../../model/spans-from-text.ts";
import { diagnose } from "../report.ts";
import { formatMismatch } from "./format-mismatch.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const OTHER = "5b8efff798038103d269b633813fc60c";
const told = (traceparent: string, b3: string) =>
  diagnose(
    spansFromText(
      `shop: GET / | server 0..80 trace=${TRACE} parent=b7ad6b7169203331 | http.request.header.traceparent=${traceparent} http.request.header.b3=${b3}`,
    ),
    { rules: [formatMismatch.id] },
  ).findings;

it("tells a request whose two formats name different traces", () => {
  const [finding, ...rest] = told(`00-${TRACE}-b7ad6b7169203331-01`, `${OTHER}-b7ad6b7169203331-1`);
  expect(rest).toEqual([]);
  expect([finding!.severity, finding!.service, finding!.count]).toEqual(["warning", "shop", 1]);
  expect(String(finding!.evidence[0])).toBe("1 request carried formats that name different contexts.");
  expect(finding!.evidence.map(String).join(" ")).toMatch(/traceparent.*b3|b3.*traceparent/i);
});

it("says nothing where they agree, or where only the sampling differs", () => {
  expect(told(`00-${TRACE}-b7ad6b7169203331-01`, `${TRACE}-b7ad6b7169203331-1`)).toEqual([]);
  expect(told(`00-${TRACE}-b7ad6b7169203331-01`, `${TRACE}-b7ad6b7169203331-0`)).toEqual([]);
});
