import { Repair } from "../../model/enums.ts";
import { say } from "../../model/sentence.ts";
import { makeRepairRule } from "./repair-rule.ts";

/** Ids that are none: of a wrong length, not hex, or all zero. */
export const malformedContext = makeRepairRule({
  id: "malformed-context",
  cause: "malformed-header",
  bit: Repair.idInvalid,
  title: "Spans with ids that are not valid",
  signature:
    "A trace, span or parent id is not 32 or 16 hex digits, or is all zero; it was replaced or dropped while reading.",
  lookAlikes: "Ids in base64, which OTLP's protobuf mapping writes: they are read.",
  sentence: (spans, share) => say`${spans} have an id that is not valid (${share} of this service's spans).`,
  verb: ["have", "has"],
  heading: (service) => say`${service} exports ids that are not valid`,
});
