import { expect, it } from "vitest";
import { spansFromText } from "../../model/spans-from-text.ts";
import { diagnose } from "../report.ts";
import { unknownService } from "./unknown-service.ts";

const titles = (text: string) =>
  diagnose(spansFromText(text), { rules: [unknownService.id] }).findings.map(
    ({ severity, title }) => `${severity} ${title}`,
  );

it("counts the spans of each stand-in of an SDK, and bends the verb of one", () => {
  const drawn = (service: string) => `${service}: GET / | server 0..80\n  ${service}: work | internal 5..60`;
  expect(titles(drawn("unknown_service"))).toEqual(["info 2 spans come from a service without a name"]);
  expect(titles("unknown_service: GET / | server 0..80")).toEqual(["info 1 span comes from a service without a name"]);
});

it("says nothing of a service whose name only begins so", () => {
  expect(titles("unknown_services_registry: GET / | server 0..80\n  shop: work | internal 5..60")).toEqual([]);
});
